"""What pydantic found, in words for an editor."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .faults import Path

_WORDS = {
    "missing": _("is missing."),
    "extra_forbidden": _("this key is not known here."),
    "string_type": _("must be text; if it looks like a number, a date or yes and no, put it in quotes."),
    "string_pattern_mismatch": _("must be a slug: lower-case Latin letters, digits and hyphens."),
    "literal_error": _("must be one of: %(choices)s."),
    "bool_type": _("must be true or false, without quotes."),
    "int_type": _("must be a whole number, without quotes."),
    "date_type": _("must be a date such as 2026-11-21, without quotes."),
    "datetime_type": _("must be a date such as 2026-11-21, without quotes, if need be with a time."),
    "list_type": _("must be a list."),
    "dict_type": _("must be a mapping, as a rule of languages: zh-hans, zh-hant, en."),
    "model_type": _("must be a mapping with keys of its own."),
    "greater_than_equal": _("must be at least %(ge)s."),
}


def in_words(error: dict[str, Any]) -> tuple[Path, str]:
    """Path and message of one entry of ValidationError.errors()."""
    path = tuple(step for step in error["loc"] if step != "[key]")
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return path, str(context["error"])
    if error["type"] not in _WORDS:
        return path, gettext("is not accepted: %(reason)s.") % {"reason": error["msg"]}
    choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return path, str(_WORDS[error["type"]]) % {"choices": choices, **context}
