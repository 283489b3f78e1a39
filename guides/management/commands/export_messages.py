"""manage.py export_messages: guides as PO files for translators."""

import pathlib
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from guides.drafting.catalogue import catalogue, file_name
from guides.drafting.naming import UnknownGuide, named
from guides.drafting.places import with_parts
from guides.languages import BY_CODE, TARGETS


class Command(BaseCommand):
    help = "Writes one PO file per guide for translators; import_messages reads them back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=pathlib.Path, metavar="DIR")
        parser.add_argument("--language", required=True, choices=[target.code for target in TARGETS])
        parser.add_argument(
            "--guide", action="append", default=[], metavar="COUNTRY/SLUG", help="only this one; may be repeated"
        )

    def handle(self, *, directory: pathlib.Path, language: str, guide: list[str], **options: object) -> None:
        try:
            guides = named(guide)
        except UnknownGuide as error:
            raise CommandError(str(error)) from error
        target = BY_CODE[language]
        files = {file_name(each, target): catalogue(each, target) for each in with_parts(guides)}
        try:
            directory.mkdir(parents=True, exist_ok=True)
            for name, file in files.items():
                (directory / name).write_text(str(file), encoding="utf-8", newline="\n")
        except OSError as error:
            message = gettext("%(file)s cannot be written: %(reason)s")
            raise CommandError(message % {"file": error.filename, "reason": error.strerror}) from error
        written = ngettext("%(count)d file in %(directory)s", "%(count)d files in %(directory)s", len(files))
        self.stdout.write(written % {"count": len(files), "directory": directory})
