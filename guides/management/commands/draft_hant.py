"""manage.py draft_hant: first versions in Traditional Chinese of what has none."""

from argparse import ArgumentParser
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext, ngettext

from guides.drafting import hant
from guides.drafting.naming import UnknownGuide, name_of, named
from guides.drafting.places import Place, with_parts
from guides.history.recording import revised


class Command(BaseCommand):
    help = "Converts what has no Traditional Chinese yet from Simplified, for a person to review."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--guide", action="append", default=[], metavar="COUNTRY/SLUG", help="only this one; may be repeated"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would change; change nothing")

    def handle(self, *, guide: list[str], dry_run: bool, **options: object) -> None:
        try:
            guides = named(guide)
        except UnknownGuide as error:
            raise CommandError(str(error)) from error
        changes: list[hant.Change] = []
        seen: set[Place] = set()  # two guides may place the same picture
        with transaction.atomic():
            for each in with_parts(guides):
                planned = [change for change in hant.plan(each) if change.place not in seen]
                self._show(name_of(each), planned)
                changes += planned
                seen |= {change.place for change in planned}
                if not dry_run and any(not change.is_too_long for change in planned):
                    with revised(None, gettext("Drafted in Traditional Chinese"), each):
                        hant.apply(each, None)
            if not guide:
                planned = [change for change in hant.plan_beside() if change.place not in seen]
                self._show("", planned)
                changes += planned
                if not dry_run:
                    hant.fill(planned)
        self._summarise(changes, dry_run=dry_run)

    def _show(self, name: str, changes: Iterable[hant.Change]) -> None:
        for change in changes:
            self.stdout.write(": ".join(filter(None, (name, change.place.key))))
            for sign, text in (("-", change.old), ("+", change.new)):
                for line in text.splitlines():
                    self.stdout.write(f"  {sign} {line}")

    def _summarise(self, changes: list[hant.Change], *, dry_run: bool) -> None:
        for change in changes:
            if change.is_too_long:
                message = gettext("%(place)s: not written, because it has more than %(count)d characters.")
                self.stderr.write(message % {"place": change.place.key, "count": change.place.max_length})
        count = sum(not change.is_too_long for change in changes)
        if dry_run:
            message = ngettext("%(count)d text would be drafted.", "%(count)d texts would be drafted.", count)
        else:
            message = ngettext("%(count)d text drafted.", "%(count)d texts drafted.", count)
        self.stdout.write(message % {"count": count})
