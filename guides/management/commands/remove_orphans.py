"""manage.py remove_orphans: files of pictures that a killed process left behind."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from guides.images import storing
from guides.models import Image
from guides.models.images import remove_unused


class Command(BaseCommand):
    help = "Removes files of pictures that no image uses, as a killed upload leaves them. The site may serve meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--hours", type=float, default=24, metavar="N", help="leave alone what is younger: it may be an upload (24)"
        )
        parser.add_argument("--dry-run", action="store_true", help="name them; remove nothing")

    def handle(self, *, hours: float, dry_run: bool, verbosity: int, **options: object) -> None:
        found = storing.orphans(Image.objects.digests_in_use, hours * 3600)
        for path in found:
            if verbosity:
                self.stdout.write(str(path))
            if not dry_run:
                remove_unused([path.name]) if path.is_dir() else path.unlink()
        if verbosity:
            self.stdout.write(f"{len(found)} left over{'' if dry_run else ', removed'}.")
