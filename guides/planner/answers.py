"""What the reader said, read from the address. The names and values of the address are public: people share it."""

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.utils.translation import gettext

UNKNOWN = "unknown"
CHOICES = {
    "card": ("esim", "sim", UNKNOWN),
    "billing": ("prepaid", "renewing", "contract", UNKNOWN),
    "where": ("abroad", "home", UNKNOWN),
    "accounts": ("yes", "no", UNKNOWN),
}
YEARS = 2  # how far from today a date may lie, before and after
_UNSEEN = re.compile("C|Zl|Zp")  # categories of Unicode
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


@dataclass(frozen=True)
class Answers:
    """Slugs and values as in the address; "" and None stand for a country, provider or date that is not known.

    where: "abroad" is still on the trip, in the country of the card; "home" is back.
    """

    country: str = ""
    provider: str = ""
    card: str = UNKNOWN
    billing: str = UNKNOWN
    where: str = UNKNOWN
    departure: datetime.date | None = None
    ends: datetime.date | None = None
    accounts: str = UNKNOWN

    @property
    def query(self) -> str:
        """The shortest address of the same answers: what is not known is left out."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: str(value) for name, value in given.items() if value and value != UNKNOWN})


NAMES = tuple(field.name for field in fields(Answers))


@dataclass(frozen=True)
class Known:
    """What may be chosen: slugs of countries, and of providers with their country ("" for those of many countries)."""

    countries: frozenset[str]
    providers: Mapping[str, str]


@dataclass(frozen=True)
class Parsed:
    answers: Answers
    errors: Mapping[str, str]  # by field, in words for the reader
    typed: Mapping[str, str]  # by field, as it stood in the address


def parse(given: Mapping[str, Sequence[str]], known: Known, today: datetime.date) -> Parsed:
    """given: every value of every parameter, as request.GET.lists() has them; other parameters are ignored.

    A field with an error counts as unknown in the answers. The plan may end before the departure (it ran out) or after
    it (paid days are left); only "I am home" with a departure to come contradicts itself.
    """
    errors: dict[str, str] = {}
    found: dict[str, object] = {}
    for name in NAMES:
        try:
            found[name] = _read(name, given.get(name, ()), known, today)
        except ValueError as error:
            errors[name] = str(error)
    found = {name: value for name, value in found.items() if value}
    _agree(found, errors, known, today)
    typed = {name: values[0] for name in NAMES if (values := given.get(name))}
    return Parsed(Answers(**found), errors, typed)


def _read(name: str, values: Sequence[str], known: Known, today: datetime.date) -> str | datetime.date | None:
    """The value of one field, None if it is left out. Raises ValueError with words for the reader."""
    if len(values) > 1:
        raise ValueError(gettext("This is in the address more than once; choose one."))
    value = values[0] if values else ""
    if not value:
        return None
    if name in ("departure", "ends"):
        return _date(value, today)
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise ValueError(gettext("“%(value)s” is none of the choices.") % {"value": shown(value)})
        return value
    if value == UNKNOWN:
        return None
    if value not in (known.countries if name == "country" else known.providers):
        message = (
            gettext("We do not know a country “%(value)s”. Choose one from the list, or “I don’t know”.")
            if name == "country"
            else gettext(
                "We do not know a provider “%(value)s”. Choose one from the list, or “Another, or I don’t know”."
            )
        )
        raise ValueError(message % {"value": shown(value)})
    return value


def _date(value: str, today: datetime.date) -> datetime.date:
    if not _ISO.match(value):
        raise ValueError(gettext("“%(value)s” is not a date like 2026-12-01.") % {"value": shown(value)})
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(gettext("There is no day %(value)s in the calendar.") % {"value": value}) from error
    first, last = date_range(today)
    if not first <= day <= last:
        raise ValueError(gettext("%(value)s is more than two years from today.") % {"value": value})
    return day


def date_range(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that may be given."""
    day = min(today.day, 28) if today.month == 2 else today.day
    return today.replace(year=today.year - YEARS, day=day), today.replace(year=today.year + YEARS, day=day)


def _agree(found: dict, errors: dict[str, str], known: Known, today: datetime.date) -> None:
    """Adds what one answer says about another: a carrier's country; and errors where two contradict each other."""
    home = known.providers.get(found.get("provider", ""), "")
    if home and "country" not in errors and found.setdefault("country", home) != home:
        del found["provider"]
        errors["provider"] = gettext("This provider belongs to another country than the one you chose.")
    if found.get("where") == "home" and "departure" in found and found["departure"] > today:
        del found["departure"]
        errors["departure"] = gettext(
            "This day is still to come, but you say that you are back home. Change one of the two."
        )


def shown(value: str) -> str:
    """A value from outside, fit to be quoted: short, without control characters, line breaks and direction marks."""
    visible = "".join(sign for sign in value[:200] if not _UNSEEN.match(unicodedata.category(sign)))
    return visible if len(visible) <= 40 else f"{visible[:39]}…"
