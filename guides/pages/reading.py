"""One guide in one language, ready to be shown: what page, print view and structured data share."""

import datetime
import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.db.models import IntegerField
from django.urls import reverse
from django.utils.translation import gettext

from guides.discovery import cards, dates, feeds, structured, versions
from guides.evidence.placing import Block, Placing
from guides.head import Head
from guides.languages import BY_CODE, Language
from guides.models import ContactLink, Guide, Provider, Source, TranslationState
from guides.models.contacts import ContactLinkPlace
from guides.models.parts import SectionKind
from guides.prepared import Parameter, Prepared
from guides.words.linking import FirstUses

from .country import country_trail
from .parts import Change, Neighbour, Parts, Question, Section, Verdict

_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True)
class ShownSection:
    section: Section
    blocks: list[Block]


@dataclass(frozen=True)
class ShownQuestion:
    question: Question
    blocks: list[Block]


class Reading:
    def __init__(self, guide: Guide, language: Language) -> None:
        self.guide = guide
        self.language = language
        self.terms = FirstUses(language.code)
        self.parts = Parts(guide, language)
        texts = [*(each.body for each in self.parts.sections), *(each.answer for each in self.parts.questions)]
        self.placing = Placing(texts, language, guide)

    @cached_property
    def sections(self) -> list[ShownSection]:
        return [
            ShownSection(each, self._linked(self.placing.blocks(each.body, kind=each.kind, anchor=each.anchor)))
            for each in self.parts.sections
        ]

    @cached_property
    def questions(self) -> list[ShownQuestion]:
        _ = self.sections  # they are read first, so it is there that a term is met and linked first
        return [
            ShownQuestion(each, self._linked(self.placing.blocks(each.answer, anchor=each.anchor, level=4)))
            for each in self.parts.questions
        ]

    def _linked(self, blocks: list[Block]) -> list[Block]:
        return [replace(block, html=self.terms.link(block.html)) if block.html else block for block in blocks]

    @property
    def changes(self) -> list[Change]:
        return self.parts.changes

    @property
    def verdicts(self) -> list[Verdict]:
        return self.parts.verdicts

    @cached_property
    def providers(self) -> list[Provider]:
        """Those of the guide whose pages exist in the language."""
        return [each for each in self.placing.of_guide if each.is_complete_in(self.language)]

    @cached_property
    def sources(self) -> list:
        return sorted(
            _SOURCES.rows(guide=self.guide.pk), key=lambda each: (not each.official, each.publisher.casefold())
        )

    @cached_property
    def changed_on(self) -> datetime.date:
        return dates.guide_changed_on(self.guide)

    @property
    def official_count(self) -> int:
        return sum(source.official for source in self.sources)

    @property
    def address(self) -> str:
        return guide_versions(self.guide).canonical

    @property
    def print_url(self) -> str:
        return self.guide.url("guide-print")

    @property
    def history_url(self) -> str:
        return self.guide.url("guide-history")

    @property
    def is_machine_made(self) -> bool:
        return self.parts.translation == TranslationState.State.MACHINE

    @property
    def is_outdated(self) -> bool:
        return self.parts.translation == TranslationState.State.OUTDATED_MAJOR

    @property
    def source_language(self) -> Language | None:
        return BY_CODE.get(self.language.source or "")

    @property
    def source_url(self) -> str:
        return guide_versions(self.guide).url(self.source_language) if self.source_language else ""

    @property
    def links_at_head(self) -> list[ContactLink]:
        return [link for link in self.parts.contact_links if link.place != ContactLinkPlace.FOOT]

    @property
    def links_at_foot(self) -> list[ContactLink]:
        return [link for link in self.parts.contact_links if link.place != ContactLinkPlace.HEAD]

    @property
    def neighbours(self) -> tuple[Neighbour | None, Neighbour | None]:
        return self.parts.neighbours

    @property
    def minutes(self) -> int:
        """How long the text takes to read: 400 Han characters or 220 words a minute."""
        blocks = [_extent(block.html) for each in self.sections for block in each.blocks]
        letters, words = sum(each[0] for each in blocks), sum(each[1] for each in blocks)
        return max(1, round(letters / 400 if self.language.html_lang.startswith("zh") else words / 220))

    @cached_property
    def steps(self) -> list[tuple[str, str]]:
        """(words, anchor) of every numbered step."""
        return [
            (words, f"{each.section.anchor}-{number}")
            for each in self.sections
            if each.section.kind == SectionKind.STEPS
            for number, words in enumerate(self.placing.steps(each.section.body), start=1)
        ]


@lru_cache(maxsize=256)
def _extent(html: str) -> tuple[int, int]:
    """(letters, words) of what a reader sees of it."""
    text = _TAG.sub("", html)
    return len(text), len(text.split())


_SOURCES = Prepared(lambda: Source.objects.filter(guides=Parameter("guide", IntegerField())))


def guide_versions(guide: Guide, page: str = "guide") -> versions.Versions:
    return versions.of(guide.url(page), guide.languages)


def guide_trail(guide: Guide) -> list[tuple[str, str]]:
    above = country_trail(guide.country) if guide.country else [(gettext("All guides"), reverse("guides"))]
    return [*above, (guide.title, guide.get_absolute_url())]


def guide_head(reading: Reading, page: str = "guide", title: str = "") -> Head:
    guide = reading.guide
    trail = guide_trail(guide)
    return Head(
        title=title
        or (gettext("%(guide)s: print view") % {"guide": guide.title} if page == "guide-print" else guide.title),
        description=guide.summary,
        versions=guide_versions(guide, page),
        trail=trail if page == "guide" else [*trail, (title or gettext("Print view"), guide.url(page))],
        kind="article",
        structured=_structured(reading) if page == "guide" else [],
        indexed=page == "guide",
        own_feeds=_feeds(guide),
        markdown=guide.url("guide-markdown") if page == "guide" else "",
        own_picture=cards.picture_of(guide),
    )


def _feeds(guide: Guide) -> list[feeds.Feed]:
    """The country's, if its page exists in this language and so its feed does."""
    return [feeds.of_country(guide.country)] if guide.country and guide.country.summary else []


def _structured(reading: Reading) -> list[structured.Json]:
    guide, language = reading.guide, reading.language
    url = guide_versions(guide).canonical
    found = []
    if guide.published_at:  # else it is a draft in its preview
        found.append(
            structured.article(
                headline=guide.title,
                description=guide.summary,
                url=url,
                language=language,
                published=guide.published_at.isoformat(),
                modified=reading.changed_on.isoformat(),
            )
        )
    if reading.questions:
        pairs = [(each.question.question, reading.placing.plain(each.question.answer)) for each in reading.questions]
        found.append(structured.faq(pairs, language))
    if reading.steps:
        steps = [(words, f"{url}#{anchor}") for words, anchor in reading.steps]
        found.append(structured.how_to(name=guide.title, steps=steps, language=language))
    return found
