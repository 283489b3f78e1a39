"""docs/bundles.md is what an editor has: whatever a bundle may hold stands there."""

import pathlib
import re

import pytest
from pydantic import BaseModel

from guides.directives import BLOCK_DIRECTIVES
from guides.exchange import schema
from guides.vocabulary import Topic

TEXT = (pathlib.Path(__file__).parents[2] / "docs" / "bundles.md").read_text(encoding="utf-8")
SAMPLE = TEXT.partition("```yaml\n")[2].partition("```")[0]
PARTS = [part for part in vars(schema).values() if isinstance(part, type) and issubclass(part, schema.Part)]


def choices(part: type[BaseModel], name: str) -> list[str]:
    """The values between which a key chooses, empty if it is free."""
    text = repr(part.model_fields[name].annotation) + repr(part.model_fields[name].metadata)
    return re.findall(r"'([a-z_-]+)'", text) if "Literal" in text else []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_key_stands_in_the_sample(part):
    keys = set(re.findall(r"^[ -]*([a-z_]+):", SAMPLE, re.MULTILINE))
    assert [name for name in part.model_fields if name not in keys] == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_choice_is_named(part):
    words = set(re.findall(r"[a-z][a-z_-]+", TEXT))
    wanted = {choice for name in part.model_fields for choice in choices(part, name)}
    assert sorted(wanted - words) == []


def test_the_choices_are_read_at_all():
    assert {"outdated_major", "machine"} <= set(choices(schema.Guide, "translations"))
    assert "short_code" in choices(schema.Channel, "kind")


def test_every_topic_and_directive_is_explained():
    assert [topic for topic in Topic.values if f"`{topic}`" not in TEXT] == []
    assert [name for name in (*BLOCK_DIRECTIVES, "fact") if f"[[{name}" not in TEXT] == []
