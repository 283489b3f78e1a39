"""manage.py check_sources: are the pages that facts rest on still there?"""

import logging
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext
from tqdm import tqdm

from guides.models import Source
from guides.models.evidence import SourceVisit
from guides.visits.reasons import in_words
from guides.visits.recording import due, record
from guides.visits.visiting import Visitor

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Visits the addresses of sources, slowly and as their robots.txt allows, and records which pages are gone, "
        "moved or changed. Ctrl+C ends it; what was visited stays recorded."
    )
    stealth_options = ("visitor",)  # a Visitor; tests bring one that may ask this machine

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=_positive, metavar="N", help="only the N whose last visit is longest ago")
        parser.add_argument(
            "--older-than", type=_positive, default=0, metavar="DAYS", help="only those not visited for DAYS"
        )
        parser.add_argument("--slug", nargs="+", metavar="SLUG", help="only these")

    def handle(
        self,
        *args: object,
        limit: int | None,
        older_than: int,
        slug: list[str] | None,
        visitor: Visitor | None = None,
        **options: object,
    ) -> None:
        if unknown := set(slug or ()) - set(Source.objects.filter(slug__in=slug or ()).values_list("slug", flat=True)):
            raise CommandError(gettext("There is no source “%(slugs)s”.") % {"slugs": ", ".join(sorted(unknown))})
        sources = due(limit=limit, older_than=older_than, slugs=slug)
        visits: dict[str, SourceVisit] = {}
        try:
            self._visit(sources, visitor or Visitor(), visits)
        except KeyboardInterrupt:
            self._report(visits)
            left = len(sources) - len(visits)
            message = ngettext(
                "Stopped: %(count)d source was not visited.", "Stopped: %(count)d sources were not visited.", left
            )
            raise CommandError(message % {"count": left}, returncode=130) from None
        self._report(visits)

    def _visit(self, sources: list[Source], visitor: Visitor, visits: dict[str, SourceVisit]) -> None:
        for source in tqdm(sources, unit="", disable=None):  # silent when nobody watches
            try:
                visits[source.slug] = record(source, visitor.visit(source.url))
            except Exception:  # one bad source never stops the rest
                logger.exception("The visit of %s failed", source.slug)

    def _report(self, visits: dict[str, SourceVisit]) -> None:
        bad = [slug for slug, visit in visits.items() if visit != SourceVisit.OK]
        for source in Source.objects.filter(slug__in=bad).order_by("visit", "slug"):
            detail = f" ({in_words(source.visit_detail)})" if source.visit_detail else ""
            self.stdout.write(f"{source.get_visit_display()}: {source.slug}: {source.url}{detail}")
        counts = Counter(visits.values())
        found = ", ".join(f"{visit.label}: {counts[visit]}" for visit in SourceVisit if counts[visit])
        message = ngettext("%(count)d source visited.", "%(count)d sources visited.", len(visits))
        self.stdout.write(" ".join(filter(None, (message % {"count": len(visits)}, found))))


def _positive(value: str) -> int:
    if not value.isdecimal() or not int(value):
        raise ArgumentTypeError(gettext("“%(value)s” is no number above 0.") % {"value": value})
    return int(value)
