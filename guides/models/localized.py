"""Presence of translated text, asked by column name: modeltranslation's own lookups know one language at a time."""

from django.db.models import Q
from modeltranslation.utils import build_localized_fieldname

from guides.languages import Language


def has_text(language: Language, *fields: str) -> Q:
    """Rows whose translated fields all hold text in the language."""
    condition = Q()
    for field in fields:
        column = build_localized_fieldname(field, language.code)
        condition &= Q(**{f"{column}__gt": ""})
    return condition


def lacks_text(language: Language, *fields: str) -> Q:
    """Rows of which at least one of the translated fields is empty in the language."""
    condition = Q()
    for field in fields:
        column = build_localized_fieldname(field, language.code)
        condition |= Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
    return condition
