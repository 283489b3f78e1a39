"""manage.py check_parity: where the languages of the content do not say the same."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from guides.drafting.naming import UnknownGuide, named
from guides.drafting.parity import guide_disparities, other_disparities


class Command(BaseCommand):
    help = (
        "Compares numbers, links, directives and structure across languages, and finds characters of the other script."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--guide", action="append", default=[], metavar="COUNTRY/SLUG", help="only this one; may be repeated"
        )
        parser.add_argument("--strict", action="store_true", help="fail if anything differs")

    def handle(self, *, guide: list[str], strict: bool, **options: object) -> None:
        try:
            guides = named(guide)
        except UnknownGuide as error:
            raise CommandError(str(error)) from error
        found = [*guide_disparities(guides), *(() if guide else other_disparities())]
        for disparity in found:
            self.stdout.write(str(disparity))
        summary = ngettext("%(count)d difference.", "%(count)d differences.", len(found)) % {"count": len(found)}
        if found and strict:
            raise CommandError(summary)
        self.stdout.write(summary if found else gettext("The languages agree."))
