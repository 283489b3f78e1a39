"""manage.py import_messages: PO files of guides back from translators."""

import pathlib
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from guides.drafting.answers import Report, take
from guides.drafting.returned import MAX_BYTES, Returned, Unreadable, read
from guides.history.recording import revised


class Command(BaseCommand):
    help = "Reads PO files of export_messages back. What cannot be taken is named and skipped; the rest is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="report only; change nothing")

    def handle(self, *, files: list[pathlib.Path], dry_run: bool, **options: object) -> None:
        returned = _read_all(files)
        try:
            report = take(returned, None, dry_run=True)
            if report.taken and not dry_run:
                comment = gettext("Translations read from files: %(files)s") % {
                    "files": ", ".join(file.name for file in files)
                }
                with revised(None, comment, *report.guides):
                    report = take(returned, None)
        except Unreadable as error:
            raise CommandError(str(error)) from error
        self._show(report, dry_run=dry_run)

    def _show(self, report: Report, *, dry_run: bool) -> None:
        for skipped in report.skipped:
            self.stderr.write(str(skipped))
        for taken in report.taken if dry_run else ():
            self.stdout.write(f"{taken.guide}: {taken.language.code}: {taken.place}: {taken.new}")
        taken = ngettext("%(count)d text taken", "%(count)d texts taken", len(report.taken))
        skipped = ngettext("%(count)d entry skipped", "%(count)d entries skipped", len(report.skipped))
        empty = ngettext("%(count)d still to translate", "%(count)d still to translate", report.empty)
        counts = ((taken, len(report.taken)), (skipped, len(report.skipped)), (empty, report.empty))
        summary = ", ".join(text % {"count": count} for text, count in counts)
        message = gettext("Nothing was changed: %(summary)s.") if dry_run else "%(summary)s."
        self.stdout.write(message % {"summary": summary})


def _read_all(files: list[pathlib.Path]) -> list[Returned]:
    """Raises CommandError that names every file that cannot be read."""
    returned, faults = [], []
    for file in files:
        try:
            with file.open("rb") as stream:
                returned.append(read(str(file), stream.read(MAX_BYTES)))
        except OSError as error:
            faults.append(gettext("%(file)s cannot be read: %(reason)s") % {"file": file, "reason": error.strerror})
        except Unreadable as error:
            faults.append(str(error))
    if faults:
        raise CommandError("\n".join([*faults, gettext("Nothing was changed.")]))
    return returned
