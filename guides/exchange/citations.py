"""Whether every file defines the sources that it cites, once, and nothing that it does not."""

from collections.abc import Iterator

from django.utils.translation import gettext

from . import schema
from .faults import Finding, Path


def miscited(bundle: schema.Bundle) -> Iterator[Finding]:
    defined = {source.slug for source in bundle.sources}
    cited = set()
    for path, slug in _citations(bundle):
        cited.add(slug)
        if slug not in defined:
            yield path, gettext("“%(slug)s” is not among the sources of this file.") % {"slug": slug}
    for index, source in enumerate(bundle.sources):
        if source.slug not in cited:
            yield ("sources", index, "slug"), gettext("nothing in this file cites “%(slug)s”.") % {"slug": source.slug}
    for number, guide in enumerate(bundle.guides):
        for index, slug in enumerate(guide.sources):
            if slug in guide.sources[:index]:
                yield ("guides", number, "sources", index), gettext("“%(slug)s” stands here twice.") % {"slug": slug}


def _citations(bundle: schema.Bundle) -> Iterator[tuple[Path, str]]:
    for path, item in (*bundle.facts(), *bundle.channels()):
        yield (*path, "source"), item.source
    for number, guide in enumerate(bundle.guides):
        for index, slug in enumerate(guide.sources):
            yield ("guides", number, "sources", index), slug
