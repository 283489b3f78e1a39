"""Terms explained, what they are called in four places, and the menu words of phones."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from guides import languages
from guides.discovery import structured, versions
from guides.head import Head, render_page
from guides.words.wordings import REGIONS, Platform, Source, Term, Wording, platforms, terms


@dataclass(frozen=True)
class Row:
    """What one thing is called, region by region; None where no source gives a word."""

    cells: tuple[tuple[str, Wording | None, int], ...]  # region, wording, number of its source or 0
    name: str = ""
    link: str = ""


@dataclass(frozen=True)
class Sheet:
    """All that the page shows in one language."""

    terms: tuple[tuple[Term, str, str], ...]  # term, name, explanation
    words: tuple[Row, ...]
    platforms: tuple[tuple[Platform, str, tuple[Row, ...]], ...]  # platform, name, its menu words
    sources: tuple[Source, ...]


def glossary(request: HttpRequest) -> HttpResponse:
    title, url = gettext("Glossary"), reverse("glossary")
    sheet = sheet_in(languages.current().code)
    found = versions.of(url)
    head = Head(
        title=title,
        description=gettext("What eSIM, ICCID, APN and other words mean, and what they are called in each place."),
        versions=found,
        trail=[(title, url)],
        structured=[structured.defined_terms(title, found.canonical, _defined(sheet), languages.current())],
    )
    return render_page(request, "pages/glossary.html", head, {"sheet": sheet})


@cache
def sheet_in(code: str) -> Sheet:
    """Made once per process and language: it depends on nothing but the data files."""
    numbers: dict[Source, int] = {}
    words = tuple(_row(term.wordings, numbers, term.name(code), f"#{term.id}") for term in terms().values())
    menus = tuple(
        (platform, platform.names[code], tuple(_row(label.wordings, numbers) for label in platform.labels.values()))
        for platform in platforms().values()
    )
    explained = tuple((term, term.name(code), term.explanations[code]) for term in terms().values())
    return Sheet(explained, words, menus, tuple(numbers))


def _row(wordings: dict[str, Wording], numbers: dict[Source, int], name: str = "", link: str = "") -> Row:
    """numbers: source → its number, added to in order of appearance."""
    cells = []
    for region in REGIONS:
        wording = wordings.get(region)
        source = wording.source if wording else None
        cells.append((region, wording, numbers.setdefault(source, len(numbers) + 1) if source else 0))
    return Row(tuple(cells), name, link)


def _defined(sheet: Sheet) -> Iterator[tuple[str, str, str, list[str]]]:
    """(id, name, explanation, other names) of every term."""
    for term, name, explanation in sheet.terms:
        names = dict.fromkeys(term.wordings[region].text for region in REGIONS)
        yield term.id, name, explanation, [each for each in names if each != name]
