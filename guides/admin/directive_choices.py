"""What an editor can put between [[ and ]]: the kinds of directives, and what each of their arguments may be."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from guides.evidence.contacts import contact_rows
from guides.evidence.lifecycle import lifecycle
from guides.evidence.placing import with_evidence
from guides.languages import LANGUAGES
from guides.models import Image, Provider
from guides.vocabulary import Topic
from guides.words import menus
from guides.words.wordings import platforms, region_of


@dataclass(frozen=True)
class Kind:
    name: str
    label: str
    sources: tuple[str, ...]  # of its arguments, in order
    repeats: bool = False  # the last argument may stand several times
    separator: str = " "
    block: bool = False  # stands alone on its line


@dataclass(frozen=True)
class Choice:
    """One argument that can be chosen. The defaults restrict nothing."""

    value: str
    names: dict[str, str]  # by language code
    detail: str = ""
    country: int | None = None  # choices of the guide's own country come first
    kinds: list[str] | None = None  # the directives that have something to show for it
    languages: list[str] | None = None  # the languages whose texts can use it
    follows: list[str] | None = None  # the values that can stand after it


KINDS = {
    kind.name: kind
    for kind in (
        Kind("contacts", _("Table of contacts"), ("provider",), repeats=True, separator=", ", block=True),
        Kind("lifecycle", _("What happens if you do nothing, drawn in days"), ("provider",), block=True),
        Kind("fact", _("Value of a fact, inside a sentence"), ("provider", "topic")),
        Kind("image", _("Picture"), ("image",), block=True),
        Kind(menus.NAME, _("Path through the menus of a phone"), ("platform", "menu"), repeats=True),
    )
}


def choices() -> dict[str, Any]:
    """All of it as JSON can hold it, labels in the active language; queries do not grow with the content."""
    kinds = [asdict(kind) | {"label": str(kind.label)} for kind in KINDS.values()]
    lists = {name: [_bare(choice) for choice in source()] for name, source in SOURCES.items()}
    return {"kinds": kinds, "lists": lists}


def _bare(choice: Choice) -> dict[str, Any]:
    return {key: value for key, value in asdict(choice).items() if value not in (None, "")}


def _providers() -> Iterator[Choice]:
    for provider in with_evidence(Provider.objects.values_list("slug", flat=True)).select_related("country"):
        topics = list(dict.fromkeys(fact.topic for fact in provider.facts.all()))
        shown = {
            "contacts": contact_rows([provider]),
            "lifecycle": lifecycle(provider, provider.facts.all()),
            "fact": topics,
        }
        yield Choice(
            provider.slug,
            _names(provider, "name"),
            provider.country.label if provider.country else "",
            provider.country_id,
            kinds=[kind for kind, something in shown.items() if something],
            follows=topics,
        )


def _names(row: Model, name: str) -> dict[str, str]:
    texts = {language.code: getattr(row, f"{name}_{language.suffix}") for language in LANGUAGES}
    return {code: text for code, text in texts.items() if text}


def _topics() -> Iterator[Choice]:
    for topic in Topic:
        names = {}
        for language in LANGUAGES:
            with translation.override(language.code):
                names[language.code] = str(topic.label)
        yield Choice(topic.value, names)


def _images() -> Iterator[Choice]:
    for image in Image.objects.order_by("slug"):
        names = _names(image, "alt")
        yield Choice(image.slug, names, languages=list(names))


def _platforms() -> Iterator[Choice]:
    for platform in platforms().values():
        yield Choice(platform.id, platform.names, platform.version, follows=list(platform.labels))


def _menu_words() -> Iterator[Choice]:
    """Each word once; where platforms call the same label differently, the first one's word is shown."""
    labels = {label.id: label for platform in reversed(platforms().values()) for label in platform.labels.values()}
    for label in labels.values():
        names = {language.code: label.in_region(region_of(language)).text for language in LANGUAGES}
        yield Choice(label.id, names)


SOURCES: dict[str, Callable[[], Iterator[Choice]]] = {
    "provider": _providers,
    "topic": _topics,
    "image": _images,
    "platform": _platforms,
    "menu": _menu_words,
}
