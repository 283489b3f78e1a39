"""The data files as objects, read once per process."""

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guides.languages import Language

REGIONS = ("zh-CN", "zh-TW", "zh-HK", "en")  # also the values of lang attributes
_REGION_OF = {"zh-hans": "zh-CN", "zh-hant": "zh-TW", "en": "en"}
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Source:
    publisher: str
    seen_on: datetime.date
    url: str = ""
    reported: bool = False  # known through a third party; the page itself was not seen


@dataclass(frozen=True)
class Wording:
    region: str
    text: str
    source: Source | None = None  # None: general usage, which only terms may rest on


@dataclass(frozen=True)
class Label:
    id: str
    wordings: dict[str, Wording]  # by region

    def in_region(self, region: str) -> Wording:
        """The wording there, or else English, or else the first that there is."""
        found = (self.wordings.get(each) for each in (region, "en", *REGIONS))
        return next(wording for wording in found if wording)


@dataclass(frozen=True)
class Platform:
    id: str
    names: dict[str, str]  # by language code
    version: str
    labels: dict[str, Label]


@dataclass(frozen=True)
class Term:
    id: str
    wordings: dict[str, Wording]  # by region, all of them
    explanations: dict[str, str]  # by language code
    linked: dict[str, tuple[str, ...]]  # by language code: the forms that are linked in a text
    standard: str = ""  # that defines it

    def name(self, code: str) -> str:
        return self.wordings[_REGION_OF[code]].text


def region_of(language: Language) -> str:
    """The region whose words readers of the language see first."""
    return _REGION_OF[language.code]


@cache
def platforms() -> dict[str, Platform]:
    return {
        key: Platform(
            key,
            value["name"],
            value.get("version", ""),
            {label: Label(label, _wordings(words)) for label, words in value["labels"].items()},
        )
        for key, value in _read("labels").items()
    }


@cache
def terms() -> dict[str, Term]:
    return {
        key: Term(
            key,
            _wordings(value["words"]),
            value["explanation"],
            {code: tuple(forms) for code, forms in value.get("linked", {}).items()},
            value.get("standard", ""),
        )
        for key, value in _read("terms").items()
    }


@cache
def _sources() -> dict[str, Source]:
    return {key: Source(**value) for key, value in _read("sources").items()}


def _wordings(words: dict[str, Any]) -> dict[str, Wording]:
    """Each is {text, source}, or only the text if it rests on general usage."""
    found = {}
    for region, word in words.items():
        text, source = (word["text"], _sources()[word["source"]]) if isinstance(word, dict) else (word, None)
        found[region] = Wording(region, text, source)
    return found


def _read(name: str) -> dict[str, Any]:
    return yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))
