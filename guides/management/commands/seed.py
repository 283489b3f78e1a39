"""manage.py seed: content bundles into the database."""

import pathlib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext, ngettext

from guides import outage
from guides.exchange.checking import check
from guides.exchange.faults import Refused
from guides.exchange.loading import Report, is_empty, load
from guides.exchange.reading import read
from guides.exchange.schema import Bundle, parse
from guides.exchange.writing import write

SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "seed"
TRIES = 5
FEW = 10  # slugs that can be read at a glance


class Command(BaseCommand):
    help = "Checks content bundles (docs/bundles.md) and loads them. A faulty bundle changes nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=pathlib.Path, metavar="FILE", help="default: all of guides/seed/")
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--check", action="store_true", help="name every fault with file and line; load nothing")
        mode.add_argument(
            "--format", action="store_true", help="rewrite the files in canonical form, without comments; load nothing"
        )
        mode.add_argument("--if-empty", action="store_true", help="do nothing if the database has any content")
        parser.add_argument("--overwrite", action="store_true", help="replace what exists, editors' changes too")

    def handle(self, *args: object, files: list[pathlib.Path], **options: Any) -> None:
        shipped = [_short(file) for file in sorted(SHIPPED.glob("*.yaml"))]
        files = list(dict.fromkeys(map(_short, files))) or shipped
        if options["if_empty"] and not is_empty():
            if options["verbosity"]:
                self.stdout.write(gettext("The database has content already: nothing was loaded."))
            return
        try:
            if options["format"]:
                self._format(files)
                return
            beside = [file for file in shipped if file not in files] if options["check"] else []
            bundles = check(files, beside)
        except Refused as refused:
            raise self._error(refused) from refused
        if options["check"]:
            self.stdout.write(
                ngettext("%(count)d file, no faults.", "%(count)d files, no faults.", len(files))
                % {"count": len(files)}
            )
            return
        report = _load(bundles, overwrite=options["overwrite"])
        self._report(report, options["verbosity"])

    def _format(self, files: list[pathlib.Path]) -> None:
        texts = {file: write(parse(read(file))) for file in files}
        for file, text in texts.items():
            if file.read_bytes() != text.encode():
                file.write_text(text, encoding="utf-8", newline="\n")
                self.stdout.write(gettext("%(file)s: rewritten.") % {"file": file})

    def _error(self, refused: Refused) -> CommandError:
        for fault in refused.faults:
            self.stderr.write(str(fault))
        count = len(refused.faults)
        summary = ngettext("%(count)d fault; nothing was changed.", "%(count)d faults; nothing was changed.", count)
        return CommandError(summary % {"count": count})

    def _report(self, report: Report, verbosity: int) -> None:
        """Counts, and the slugs where there are few; with verbosity 2 every slug; with 0 nothing."""
        outcomes = (
            (gettext("created"), report.created),
            (gettext("left alone"), report.kept),
            (gettext("replaced"), report.replaced),
        )
        for outcome, slugs_by_model in outcomes if verbosity else ():
            for model, slugs in slugs_by_model.items():
                names = f": {', '.join(slugs)}" if verbosity > 1 or len(slugs) <= FEW else ""
                self.stdout.write(f"{model._meta.verbose_name_plural}: {len(slugs)} {outcome}{names}")


def _load(bundles: list[Bundle], *, overwrite: bool) -> Report:
    """Editors who save at the same time take the same rows in another order; whom the database ends begins again."""
    for _try in range(TRIES - 1):
        try:
            return load(bundles, overwrite=overwrite)
        except DatabaseError as error:
            if not outage.is_deadlock(error):
                raise
    return load(bundles, overwrite=overwrite)


def _short(file: pathlib.Path) -> pathlib.Path:
    """The file as seen from here, so that messages stay short and one file has one name."""
    here, file = pathlib.Path.cwd(), file.resolve()
    return file.relative_to(here) if file.is_relative_to(here) else file
