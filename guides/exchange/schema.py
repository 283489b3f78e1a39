"""What a bundle looks like: docs/bundles.md as pydantic models. The order of the fields is the order of the keys.

Lengths, addresses and choices that the database knows are not repeated here: checking asks the models.
"""

import datetime as dt
import pathlib
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

from guides import models, vocabulary
from guides.models.countries import LetterLanguage, Region

from .faults import Path, Refused
from .reading import Document
from .values import Days, Digest, Moment, Name, Slug, Target, Text, Translated, one_of
from .wording import in_words


class Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class Source(Part):
    slug: Slug
    url: Text
    title: Text = ""
    publisher: Text
    language: Text
    official: bool = False
    seen_on: dt.date
    dated: Text = ""
    old: bool = False


class Fact(Part):
    topic: one_of(vocabulary.Topic)
    billing: one_of(vocabulary.Billing)
    value: Text
    note: Translated = {}
    source: Slug
    confidence: one_of(vocabulary.Confidence)
    checked_how: one_of(vocabulary.CheckedHow)
    checked_on: dt.date
    recheck_every: Days | None = None


class Channel(Part):
    kind: one_of(models.SupportChannel.Kind)
    value: Text
    reach: one_of(models.SupportChannel.Reach)
    hours: Translated = {}
    note: Translated = {}
    source: Slug
    confidence: one_of(vocabulary.Confidence)
    checked_how: one_of(vocabulary.CheckedHow)
    checked_on: dt.date
    recheck_every: Days | None = None


class Country(Part):
    code: Text
    slug: Slug
    region: one_of(Region)
    carrier_language: one_of(LetterLanguage) = ""
    name: Name = {}
    summary: Translated = {}
    synonyms: list[Text] = []
    facts: list[Fact] = []


class Provider(Part):
    slug: Slug
    name: Name
    kind: one_of(models.Provider.Kind)
    website: Text = ""
    app: Text = ""
    difficulty: one_of(vocabulary.Difficulty) = ""
    summary: Translated = {}
    channels: list[Channel] = []
    facts: list[Fact] = []


class Verdict(Part):
    need: one_of(vocabulary.Need)
    reason: Translated = {}


class Section(Part):
    anchor: Slug
    kind: one_of(models.Section.Kind)
    heading: Name = {}
    body: Translated = {}


class Question(Part):
    anchor: Slug
    question: Translated = {}
    answer: Translated = {}


class Change(Part):
    date: dt.date
    significance: one_of(models.ChangeNote.Significance)
    text: Translated = {}


class Guide(Part):
    slug: Slug
    card: one_of(vocabulary.Card)
    position: Annotated[int, Field(ge=0)] = 0
    status: one_of(models.Guide.Status)
    published_at: Moment | None = None
    facts_checked_on: dt.date | None = None
    recheck_every: Days = 90
    edited_on: dt.date
    providers: list[Slug] = []
    title: Name = {}
    short_answer: Translated = {}
    summary: Translated = {}
    verdicts: dict[one_of(vocabulary.Meaning), Verdict] = {}
    sections: list[Section] = []
    questions: list[Question] = []
    sources: list[Slug] = []
    changes: list[Change] = []
    translations: dict[Target, one_of(models.TranslationState.State)] = {}

    def needed_texts(self) -> Iterator[tuple[Path, dict[str, str]]]:
        """The translated texts without which a guide is not complete in a language."""
        yield ("title",), self.title
        yield ("short_answer",), self.short_answer
        yield ("summary",), self.summary
        for meaning, verdict in self.verdicts.items():
            yield ("verdicts", meaning, "reason"), verdict.reason
        for index, section in enumerate(self.sections):
            yield ("sections", index, "heading"), section.heading
            yield ("sections", index, "body"), section.body
        for index, question in enumerate(self.questions):
            yield ("questions", index, "question"), question.question
            yield ("questions", index, "answer"), question.answer

    def is_written_in(self, code: str) -> bool:
        """Whether any of its texts exists in the language."""
        return any(code in texts for _path, texts in self.needed_texts())


class Image(Part):
    slug: Slug
    digest: Digest
    format: one_of(models.Image.Format)
    alt: Translated = {}
    caption: Translated = {}

    _file: pathlib.Path | None = PrivateAttr(None)

    @property
    def file(self) -> pathlib.Path | None:
        """Where the picture was found beside the bundle; None if it is on the site already."""
        return self._file

    def keep_file(self, file: pathlib.Path) -> None:
        self._file = file


class Letter(Part):
    language: one_of(LetterLanguage)
    wording: one_of(models.Letter.Wording)
    checked: bool = False
    subject: Text
    body: Text
    reader_subject: Translated = {}
    reader_body: Translated = {}


class Bundle(Part):
    format: Literal[1] = 1
    country: Country | None = None
    sources: list[Source] = []
    images: list[Image] = []
    providers: list[Provider] = []
    guides: list[Guide] = []
    letters: list[Letter] = []

    def facts(self) -> Iterator[tuple[Path, Fact]]:
        for index, fact in enumerate(self.country.facts if self.country else []):
            yield ("country", "facts", index), fact
        for number, provider in enumerate(self.providers):
            for index, fact in enumerate(provider.facts):
                yield ("providers", number, "facts", index), fact

    def channels(self) -> Iterator[tuple[Path, Channel]]:
        for number, provider in enumerate(self.providers):
            for index, channel in enumerate(provider.channels):
                yield ("providers", number, "channels", index), channel


def parse(document: Document) -> Bundle:
    """The document as a bundle. Raises Refused with every fault of its shape."""
    try:
        return Bundle.model_validate(document.value)
    except ValidationError as errors:
        raise Refused(document.fault(*in_words(error)) for error in errors.errors(include_url=False)) from errors
