from collections import Counter
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from guides.models import Source
from guides.models.evidence import SourceVisit

from .visiting import Finding


def due(*, limit: int | None = None, older_than: int = 0, slugs: list[str] | None = None) -> list[Source]:
    """Sources to visit, those first whose last visit is longest ago; hosts take turns, so that none must be waited for.

    older_than: days since the last visit.
    """
    sources = Source.objects.order_by(F("visited_at").asc(nulls_first=True), "slug")
    if slugs:
        sources = sources.filter(slug__in=slugs)
    if older_than:
        before = timezone.now() - timedelta(days=older_than)
        sources = sources.filter(Q(visited_at=None) | Q(visited_at__lt=before))
    seen: Counter[str] = Counter()
    turns = []
    for source in sources[:limit]:
        host = source.url.split("/")[2]
        turns.append((seen[host], source))
        seen[host] += 1
    return [source for _turn, source in sorted(turns, key=lambda turn: turn[0])]


def record(source: Source, finding: Finding) -> SourceVisit:
    """Keep what the visit found, and return it: a page that is there may have changed.

    A change stays reported until an editor has seen the page again (seen_on), whatever later visits find.
    """
    visit, known = finding.visit, _known(source)
    if visit == SourceVisit.OK and known and known != finding.content_hash:
        visit = SourceVisit.CHANGED
    Source.objects.filter(pk=source.pk, url=source.url).update(  # nothing else: an editor may be at work on it
        visited_at=timezone.now(),
        visit=visit,
        visit_detail=finding.detail[: Source._meta.get_field("visit_detail").max_length],
        content_hash=known or finding.content_hash,
    )
    return visit


def _known(source: Source) -> str:
    """The hash of what an editor last saw; empty if nobody visited since then."""
    if source.visited_at is None or source.seen_on >= source.visited_at.date():
        return ""
    return source.content_hash
