"""The one canonical text of a bundle: keys in the order of the schema, lists in theirs, nothing empty."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import yaml

from guides.languages import LANGUAGES
from guides.vocabulary import Billing, Meaning, Topic

from .schema import Bundle

_TOPICS = {topic: number for number, topic in enumerate(Topic.values)}
_BILLINGS = {billing: number for number, billing in enumerate(Billing.values)}
_NO_WIDTH = 2**31 - 1  # lines are never folded
# Line ends that YAML knows and editors do not see, and signs that it wants escaped.
_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[a-z][a-z_]*(?:-[a-z0-9]+)*", re.IGNORECASE)


def write(bundle: Bundle) -> str:
    """The bundle as YAML. What the schema would accept comes back the same; what it would not is written as it is."""
    data = bundle.model_dump(warnings=False)
    for owner in (data["country"] or {}, *data["providers"]):
        owner.get("facts", []).sort(key=lambda fact: (_TOPICS[fact["topic"]], _BILLINGS[fact["billing"]]))
    for provider in data["providers"]:
        provider["name"] = _one_if_equal(provider["name"])
    data["sources"].sort(key=lambda source: source["slug"])
    data["images"].sort(key=lambda image: image["slug"])
    data["guides"].sort(key=lambda guide: (guide["position"], guide["slug"]))
    data["letters"].sort(key=lambda letter: letter["language"])
    for guide in data["guides"]:
        guide["providers"].sort()
        guide["sources"].sort()
        guide["changes"].sort(key=lambda change: change["date"], reverse=True)  # stable: the file's order within a day
        guide["verdicts"] = {key.value: guide["verdicts"][key] for key in Meaning if key in guide["verdicts"]}
        guide["translations"] = _in_language_order(guide["translations"])
    return "\n".join(_mapping(data, "")) + "\n"


def _one_if_equal(texts: dict[str, str]) -> dict[str, str] | str:
    return next(iter(texts.values())) if len(texts) == len(LANGUAGES) and len(set(texts.values())) == 1 else texts


def _in_language_order(values: dict[str, str]) -> dict[str, str]:
    return {language.code: values[language.code] for language in LANGUAGES if language.code in values}


def _mapping(data: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if value is False or value in (None, "", [], {}):
            continue
        match value:
            case dict():
                if inside := list(_mapping(value, f"{indent}  ")):
                    yield f"{indent}{key}:"
                    yield from inside
            case [dict(), *_]:
                yield f"{indent}{key}:"
                for item in value:
                    first, *rest = _mapping(item, f"{indent}    ")
                    yield f"{indent}  - {first.lstrip()}"
                    yield from rest
            case list():
                yield f"{indent}{key}: {_yaml(value)}"
            case str() if "\n" in value and not _UNPRINTABLE.search(value):
                yield f"{indent}{key}: |"
                yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
            case _:
                yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    match value:
        case bool():
            return "true"
        case dt.datetime():
            return _moment(value.astimezone(dt.UTC))
        case dt.date():
            return value.isoformat()
        case str() if _PLAIN.fullmatch(value):
            return value
        case str():
            return _yaml(value)
    return str(value)


def _moment(value: dt.datetime) -> str:
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat().replace("+00:00", "Z")


def _yaml(value: str | list[str]) -> str:
    """One line, quoted only where YAML would read something else."""
    text = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, width=_NO_WIDTH, default_flow_style=True)
    return text.removesuffix("\n").removesuffix("\n...")
