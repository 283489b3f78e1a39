"""The kinds of values that stand in bundles, as types with their rules."""

import datetime as dt
from typing import Annotated, Any, Literal

from django.db.models import TextChoices
from django.utils.translation import gettext
from pydantic import AfterValidator, BeforeValidator, Field

from guides.languages import BY_CODE, LANGUAGES, TARGETS


def tidy(text: str) -> str:
    """Text as bundles and database hold it: one kind of line end, no blank edges."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _in_language_order(texts: dict[str, str]) -> dict[str, str]:
    if unknown := texts.keys() - BY_CODE.keys():
        raise ValueError(
            gettext("“%(code)s” is none of the languages %(languages)s.")
            % {"code": min(unknown), "languages": ", ".join(BY_CODE)}
        )
    return {language.code: texts[language.code] for language in LANGUAGES if texts.get(language.code)}


def _in_all_languages(value: Any) -> Any:
    return dict.fromkeys(BY_CODE, value) if isinstance(value, str) else value


def _moment(value: Any) -> Any:
    if type(value) is dt.date:
        value = dt.datetime.combine(value, dt.time())
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        value = value.replace(tzinfo=dt.UTC)
    return value


def one_of(choices: type[TextChoices]) -> Any:
    """The type of a value that is one of the choices."""
    return Literal[*choices.values]


Text = Annotated[str, AfterValidator(tidy)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-+[a-z0-9]+)*$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Translated = Annotated[dict[str, Text], AfterValidator(_in_language_order)]
# A name that all languages share may be written once.
Name = Annotated[Translated, BeforeValidator(_in_all_languages)]
Days = Annotated[int, Field(ge=1)]
Moment = Annotated[dt.datetime, BeforeValidator(_moment)]  # a date is its midnight, in UTC
Target = Literal[*(language.code for language in TARGETS)]
