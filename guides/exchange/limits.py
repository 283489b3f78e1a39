"""What the models themselves would refuse: lengths, addresses, codes, reserved slugs, values of facts."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext

from guides import models
from guides.languages import LANGUAGES
from guides.vocabulary import Topic, check_value

from . import schema
from .faults import Finding, Path
from .rows import refusals, to_row

MAX_WIDTH = 60  # columns; a Han character takes two
_NOUNS = (
    ("sources", models.Source),
    ("images", models.Image),
    ("providers", models.Provider),
    ("guides", models.Guide),
    ("letters", models.Letter),
)
_LISTS = (("sections", models.Section), ("questions", models.Question), ("changes", models.ChangeNote))


def over_limit(bundle: schema.Bundle) -> Iterator[Finding]:
    for path, model, part in _parts(bundle):
        for key, message in refusals(model, part):
            yield path + key, message
    for path, channel in bundle.channels():
        yield from (((*path, "value"), message) for message in _channel(channel))
    for path, fact in bundle.facts():
        try:
            check_value(Topic(fact.topic), fact.value)
        except ValueError as error:
            yield (*path, "value"), str(error)
    for number, letter in enumerate(bundle.letters):
        yield from ((("letters", number, *key), message) for key, message in _letter(letter))
    for number, guide in enumerate(bundle.guides):
        yield from _too_wide(("guides", number, "title"), guide.title)
        for meaning, verdict in guide.verdicts.items():
            yield from _too_wide(("guides", number, "verdicts", meaning, "reason"), verdict.reason)


def _parts(bundle: schema.Bundle) -> Iterator[tuple[Path, type[Model], schema.Part]]:
    """Every part that becomes a row."""
    if bundle.country:
        yield ("country",), models.Country, bundle.country.model_copy(update={"synonyms": ""})
    for key, model in _NOUNS:
        for number, part in enumerate(getattr(bundle, key)):
            yield (key, number), model, part
    for path, channel in bundle.channels():
        yield path, models.SupportChannel, channel
    for path, fact in bundle.facts():
        yield path, models.Fact, fact
    for number, guide in enumerate(bundle.guides):
        for meaning, verdict in guide.verdicts.items():
            yield ("guides", number, "verdicts", meaning), models.Verdict, verdict
        for key, model in _LISTS:
            for position, part in enumerate(getattr(guide, key)):
                yield ("guides", number, key, position), model, part


def _channel(channel: schema.Channel) -> Iterator[str]:
    try:
        to_row(models.SupportChannel, channel).clean()
    except ValidationError as refused:
        yield from refused.messages


def _letter(letter: schema.Letter) -> Iterator[Finding]:
    """Lines that do not answer each other."""
    try:
        to_row(models.Letter, letter).clean()
    except ValidationError as refused:
        for language in LANGUAGES:
            for message in refused.message_dict.get(f"reader_body_{language.suffix}", ()):
                yield ("reader_body", language.code), message


def _too_wide(path: Path, texts: dict[str, str]) -> Iterator[Finding]:
    for code, text in texts.items():
        if sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text) > MAX_WIDTH:
            yield (
                (*path, code),
                gettext("is too long: at most %(latin)d Latin letters or %(han)d Han characters.")
                % {"latin": MAX_WIDTH, "han": MAX_WIDTH // 2},
            )
