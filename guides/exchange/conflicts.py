"""What can exist only once, defined twice: within a file, between the files of a run, against the database."""

from collections.abc import Hashable, Iterator

from django.utils.translation import gettext

from guides import models

from . import schema
from .faults import Fault, Path
from .known import has_tables
from .reading import Document

Run = list[tuple[Document, schema.Bundle]]


def conflicts(run: Run) -> Iterator[Fault]:
    seen: dict[Hashable, tuple[Document, Path]] = {}
    for document, bundle in run:
        for path, thing in _unique_things(bundle):
            if thing not in seen:
                seen[thing] = document, path
                continue
            first = seen[thing][0].fault(seen[thing][1], "")
            yield document.fault(
                path,
                gettext("is already defined in %(file)s, line %(line)d.") % {"file": first.file, "line": first.line},
            )
    yield from _differing_sources(run)
    if has_tables():
        yield from _taken(run)


def _unique_things(bundle: schema.Bundle) -> Iterator[tuple[Path, Hashable]]:
    country = bundle.country.slug if bundle.country else ""
    if bundle.country:
        yield ("country", "slug"), ("country", country)
        yield ("country", "code"), ("code", bundle.country.code)
    for index, provider in enumerate(bundle.providers):
        yield ("providers", index, "slug"), ("provider", provider.slug)
    for index, guide in enumerate(bundle.guides):
        yield ("guides", index, "slug"), ("guide", country, guide.slug)
    for index, letter in enumerate(bundle.letters):
        yield ("letters", index, "language"), ("letter", letter.language)
    for path, fact in bundle.facts():
        yield (*path, "topic"), ("fact", _owner(bundle, path), fact.topic, fact.billing)
    for path, channel in bundle.channels():
        yield (*path, "value"), ("channel", _owner(bundle, path), channel.kind, channel.value, channel.reach)


def _owner(bundle: schema.Bundle, path: Path) -> Hashable:
    return ("provider", bundle.providers[path[1]].slug) if path[0] == "providers" else ("country", bundle.country.slug)


def _differing_sources(run: Run) -> Iterator[Fault]:
    """A source may stand in several files, once in each, but it is the same everywhere."""
    by_slug: dict[str, tuple[Document, schema.Source]] = {}
    by_url: dict[str, tuple[Document, schema.Source]] = {}
    for document, index, source in _sources(run):
        path = ("sources", index)
        other, twin = by_slug.setdefault(source.slug, (document, source))
        if other is document and twin is not source:
            yield document.fault((*path, "slug"), gettext("“%(slug)s” is defined twice.") % {"slug": source.slug})
        for key in (key for key in schema.Source.model_fields if getattr(source, key) != getattr(twin, key)):
            yield document.fault(
                (*path, key),
                gettext("%(file)s has “%(value)s” for the source “%(slug)s”.")
                % {"file": other.name, "value": getattr(twin, key), "slug": source.slug},
            )
        other, twin = by_url.setdefault(source.url, (document, source))
        if twin.slug != source.slug:
            message = gettext("this address is already the source “%(slug)s” in %(file)s.")
            yield document.fault((*path, "url"), message % {"slug": twin.slug, "file": other.name})


def _taken(run: Run) -> Iterator[Fault]:
    """Addresses and country codes that the database knows under another slug: two rows cannot share them."""
    addresses = dict(models.Source.objects.values_list("url", "slug"))
    for document, index, source in _sources(run):
        if addresses.get(source.url, source.slug) != source.slug:
            yield _belonging(document, ("sources", index, "url"), addresses[source.url])
    codes = dict(models.Country.objects.values_list("code", "slug"))
    renamed = dict(models.OldAddress.objects.filter(country__isnull=False).values_list("path", "country__slug"))
    for document, country in ((document, bundle.country) for document, bundle in run if bundle.country):
        owner = codes.get(country.code, country.slug)
        if owner not in (country.slug, renamed.get(f"/{country.slug}/")):
            yield _belonging(document, ("country", "code"), owner)


def _belonging(document: Document, path: Path, owner: str) -> Fault:
    return document.fault(path, gettext("belongs to “%(slug)s” in the database.") % {"slug": owner})


def _sources(run: Run) -> Iterator[tuple[Document, int, schema.Source]]:
    for document, bundle in run:
        for index, source in enumerate(bundle.sources):
            yield document, index, source
