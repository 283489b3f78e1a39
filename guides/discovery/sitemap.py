"""The sitemap: an index of parts, each far below the protocol's bounds of 50,000 addresses and 50 MB.

Written here and not with django.contrib.sitemaps, which takes hosts from requests and the x-default from an address
without language: Versions alone says in which languages a page exists.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import StringIO

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator

from guides.languages import LANGUAGES, Language
from guides.models import Country, Guide, Provider
from guides.models.guides import completeness_column
from guides.models.localized import has_text

from . import dates, versions
from .versions import Versions

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
# In a part: a megabyte. The protocol allows far more, but a worker keeps the memory that its largest part took.
ADDRESSES = 1_500
CHANGING_PAGES = ("home", "destinations", "guides", "changes")
STEADY_PAGES = ("plan", "letter", "glossary", "about", "privacy")


@dataclass(frozen=True)
class Entry:
    """One page in all its languages."""

    versions: Versions
    changed_on: datetime.date | None = None


@dataclass(frozen=True)
class Kind:
    """Pages of one kind: their rows in a stable order, and a row's languages and date."""

    rows: Callable[[], QuerySet]
    exists_in: Callable[[Model], Sequence[Language]]
    changed_on: Callable[[Model], datetime.date | None]


def _written(*fields: str) -> Q:
    """Rows with the fields' texts in at least one language."""
    condition = Q()
    for language in LANGUAGES:
        condition |= has_text(language, *fields)
    return condition


def _languages_with(*fields: str) -> Callable[[Model], list[Language]]:
    return lambda row: [
        language for language in LANGUAGES if all(getattr(row, f"{field}_{language.suffix}") for field in fields)
    ]


def _guides() -> QuerySet[Guide]:
    complete = Q()
    for language in LANGUAGES:
        complete |= Q(**{completeness_column(language): True})
    guides = Guide.objects.published().filter(complete).select_related("country")
    return dates.dated_guides(guides)


KINDS = {
    "countries": Kind(
        lambda: dates.dated_countries(Country.objects.filter(_written("summary"))),
        _languages_with("summary"),
        dates.country_changed_on,
    ),
    "guides": Kind(_guides, lambda guide: guide.languages, dates.guide_changed_on),
    "providers": Kind(
        lambda: dates.dated_providers(Provider.objects.filter(_written("name", "summary"))),
        _languages_with("name", "summary"),
        dates.provider_changed_on,
    ),
}


def parts(addresses: int = ADDRESSES) -> list[tuple[str, int]]:
    """(kind, number from 1) of every part that has something in it."""
    pages = addresses // len(LANGUAGES)
    found = [("pages", 1)]
    for name, kind in KINDS.items():
        found += [(name, number) for number in range(1, -(-kind.rows().count() // pages) + 1)]
    return found


def entries(kind: str, number: int, addresses: int = ADDRESSES) -> list[Entry]:
    """The pages of one of parts(); call with an active language, as addresses are made with it."""
    if kind == "pages":
        changed_on = dates.lists_changed_on()
        return [
            *(Entry(versions.of(reverse(name)), changed_on) for name in CHANGING_PAGES),
            *(Entry(versions.of(reverse(name))) for name in STEADY_PAGES),
        ]
    chosen, pages = KINDS[kind], addresses // len(LANGUAGES)
    rows = chosen.rows().order_by("pk")[(number - 1) * pages : number * pages]
    return [Entry(versions.of(row.get_absolute_url(), chosen.exists_in(row)), chosen.changed_on(row)) for row in rows]


def index(found: Sequence[tuple[str, int]]) -> str:
    """The sitemap index that names the parts."""
    xml, text = _document("sitemapindex", {"xmlns": NAMESPACE})
    for kind, number in found:
        xml.startElement("sitemap", {})
        xml.addQuickElement("loc", settings.SITE_URL + reverse("sitemap-part", args=[kind, number]))
        xml.endElement("sitemap")
    return _finished(xml, text, "sitemapindex")


def urlset(found: Sequence[Entry]) -> str:
    """One part: every version of every page, each with all its alternates."""
    xml, text = _document("urlset", {"xmlns": NAMESPACE, "xmlns:xhtml": XHTML})
    for entry in found:
        alternates = entry.versions.alternates
        for language in entry.versions.languages:
            xml.startElement("url", {})
            xml.addQuickElement("loc", entry.versions.absolute(language))
            if entry.changed_on:
                xml.addQuickElement("lastmod", entry.changed_on.isoformat())
            for hreflang, address in alternates:
                xml.addQuickElement("xhtml:link", "", {"rel": "alternate", "hreflang": hreflang, "href": address})
            xml.endElement("url")
    return _finished(xml, text, "urlset")


def _document(root: str, attributes: dict[str, str]) -> tuple[SimplerXMLGenerator, StringIO]:
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement(root, attributes)
    return xml, text


def _finished(xml: SimplerXMLGenerator, text: StringIO, root: str) -> str:
    xml.endElement(root)
    xml.endDocument()
    return text.getvalue()
