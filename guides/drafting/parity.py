"""Whether the languages say the same, as far as a program can see: numbers, links, directives, structure, script."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from guides import chinese
from guides.languages import BY_CODE, LANGUAGES, TARGETS, Language
from guides.models import Guide

from .beside import places_beside
from .likeness import differences, in_words
from .naming import name_of
from .numbers import numbers
from .places import Place, note_places, places, with_parts


@dataclass(frozen=True)
class Disparity:
    """What differs, and where."""

    guide: str  # its name; empty for what belongs to no guide
    language: Language
    place: str
    message: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.guide, self.language.code, self.place, self.message)))


def guide_disparities(guides: QuerySet[Guide]) -> Iterator[Disparity]:
    """Of guides and their change notes, in a fixed number of queries. A language not begun yet lacks nothing."""
    for guide in with_parts(guides):
        name, found = name_of(guide), places(guide).values()
        begun = [language for language in TARGETS if any(place.text(language) for place in found)]
        for place in (*found, *note_places(guide)):
            yield from _untranslated(name, place, begun)
            yield from _of_place(name, place)


def other_disparities() -> Iterator[Disparity]:
    """Of countries, providers, channels, facts and contact links."""
    for place in places_beside():
        yield from _of_place("", place)


def _untranslated(name: str, place: Place, languages: Iterable[Language]) -> Iterator[Disparity]:
    for language in languages:
        if place.text(BY_CODE[language.source]) and not place.text(language):
            yield Disparity(name, language, place.key, gettext("is not translated."))


def _of_place(name: str, place: Place) -> Iterator[Disparity]:
    for language in LANGUAGES:
        text = place.text(language)
        if foreign := chinese.foreign_characters(text, language.code):
            message = gettext("characters of the other script: %(characters)s") % {"characters": foreign}
            yield Disparity(name, language, place.key, message)
        source = place.text(BY_CODE[language.source]) if language.source else ""
        if source and text:
            for message in _compared(source, text, language, markdown=place.is_markdown):
                yield Disparity(name, language, place.key, message)


def _compared(source: str, text: str, language: Language, *, markdown: bool) -> Iterator[str]:
    in_source, in_text = numbers(source), numbers(text)
    found = [
        *differences(source, text, markdown=markdown),
        (gettext("numbers"), in_source.beyond(in_text), in_text.beyond(in_source)),
    ]
    for kind, in_source_only, in_text_only in found:
        if in_source_only or in_text_only:
            yield in_words(kind, {language.source: in_source_only, language.code: in_text_only})
