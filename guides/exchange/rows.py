"""The correspondence of bundle parts and rows: a key has the name of its column, a translated key has several."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from modeltranslation.translator import NotRegistered, translator

from guides.languages import LANGUAGES

from .faults import Path
from .schema import Part
from .values import tidy


@cache
def _translated(model: type[Model]) -> frozenset[str]:
    try:
        return frozenset(translator.get_options_for_model(model).fields)
    except NotRegistered:
        return frozenset()


@cache
def _shared(model: type[Model], part: type[Part]) -> tuple[str, ...]:
    """Keys of the part that are columns of the model, relations aside."""
    columns = {field.name for field in model._meta.concrete_fields if not field.is_relation}
    return tuple(name for name in part.model_fields if name in columns)


def remove(rows: QuerySet) -> None:
    """Delete rows that nothing refers to, in one statement and without signals, which would come for every row."""
    rows._raw_delete(rows.db)


def to_row(model: type[Model], part: Part, **more: Any) -> Model:
    """An unsaved row. More: columns that the part does not have, or has in another shape."""
    values: dict[str, Any] = {}
    for name in _shared(model, type(part)):
        value = getattr(part, name)
        if name in _translated(model):
            values |= {f"{name}_{language.suffix}": value.get(language.code, "") for language in LANGUAGES}
        else:
            values[name] = value
    row = model(**values | more)
    if hasattr(row, "set_due"):
        row.set_due()
    return row


def from_row(part: type[Part], row: Model, **more: Any) -> Part:
    """The part, not validated: an export must not fail over what an editor wrote. More: keys that are no columns."""
    values: dict[str, Any] = {}
    for name in _shared(type(row), part):
        if name in _translated(type(row)):
            texts = {language.code: tidy(getattr(row, f"{name}_{language.suffix}") or "") for language in LANGUAGES}
            values[name] = {code: text for code, text in texts.items() if text}
        else:
            value = getattr(row, name)
            values[name] = tidy(value) if isinstance(value, str) else value
    return part.model_construct(**values | more)


def refusals(model: type[Model], part: Part) -> Iterator[tuple[Path, str]]:
    """What the columns' own validators say against the part, by its keys. No row is made: that would be slow."""
    for name in _shared(model, type(part)):
        column = model._meta.get_field(name)
        value = getattr(part, name)
        texts = {(name, code): text for code, text in value.items()} if name in _translated(model) else {(name,): value}
        for key, text in texts.items():
            if column.blank and text in column.empty_values:
                continue
            try:
                column.clean(text, None)
            except ValidationError as refused:
                yield key, " ".join(refused.messages)
