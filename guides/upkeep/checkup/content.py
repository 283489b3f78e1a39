"""What readers find, see in previews, and may rely on."""

from collections import Counter
from collections.abc import Iterator

from django.conf import settings

from guides.discovery import fonts
from guides.evidence.faults import evidence_faults
from guides.search import index

from .findings import Finding, Level


def search_index() -> Iterator[Finding]:
    faults = index.faults()
    if faults:
        yield Finding("search index", Level.ERROR, f"incomplete: {'; '.join(faults)}", "manage.py reindex")
    else:
        yield Finding("search index", Level.OK, "complete")


def facts() -> Iterator[Finding]:
    counts = Counter(fault.kind for fault in evidence_faults())
    if counts:
        found = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
        yield Finding("facts", Level.WARNING, found, "manage.py check_facts lists them; mend them in the admin")
    else:
        yield Finding("facts", Level.OK, "none overdue, unsourced or contradictory")


def font() -> Iterator[Finding]:
    path, advice = settings.OG_FONT or fonts.usual(), "apt install fonts-noto-cjk, or name a font in OG_FONT"
    if path is None:
        yield Finding("font", Level.WARNING, "none with both Chinese scripts: pictures of links carry no text", advice)
    elif fault := fonts.fault(path):
        yield Finding("font", Level.ERROR, fault, advice)
    else:
        yield Finding("font", Level.OK, str(path))
