from argparse import ArgumentParser
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Compiles locale/*/LC_MESSAGES/*.po with a Python library: unlike Django's own command it needs no gettext."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--ignore", action="append", default=[], help="accepted for compatibility; not needed")

    def handle(self, *, verbosity: int, **options: object) -> None:
        catalogues = [path for root in settings.LOCALE_PATHS for path in sorted(Path(root).glob("*/LC_MESSAGES/*.po"))]
        for path in catalogues:
            compiled = path.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
                continue
            try:
                polib.pofile(str(path), check_for_duplicates=True).save_as_mofile(str(compiled))
            except (OSError, ValueError) as error:
                raise CommandError(f"{path} cannot be compiled: {error}") from error
            if verbosity:
                self.stdout.write(f"{compiled.relative_to(settings.BASE_DIR)} written")
