"""The form as plain objects: what each field is called, offers and holds."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext, pgettext

from guides.models import Provider

from .answers import UNKNOWN, Answers, Parsed, date_range
from .directory import Directory
from .rule import in_words


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool = False
    hint: str = ""
    country: str = ""  # slug, of a provider's


@dataclass(frozen=True)
class Field:
    """A select has groups of choices, radio buttons have choices, a date has neither."""

    name: str
    label: str
    hint: str
    error: str
    choices: Sequence[Choice] = ()
    groups: Sequence[tuple[str, str, Sequence[Choice]]] = ()  # (slug of the country, its name, choices)
    value: str = ""
    first: str = ""  # ISO dates between which a date may lie
    last: str = ""


@dataclass(frozen=True)
class Form:
    country: Field
    provider: Field
    radios: Sequence[Field]
    dates: Sequence[Field]

    @property
    def faulty(self) -> list[Field]:
        return [field for field in (self.country, self.provider, *self.radios, *self.dates) if field.error]


def labels() -> dict[str, str]:
    """What each parameter of the address is called in the form."""
    return {
        "country": gettext("Country or region of the card"),
        "provider": gettext("Carrier or seller"),
        "card": gettext("What kind of card is it?"),
        "billing": gettext("How is it paid?"),
        "where": gettext("Where are you now?"),
        "departure": gettext("Day you leave, or left, that country"),
        "ends": gettext("Last day of the plan"),
        "accounts": gettext("Do accounts use its number?"),
    }


def form(parsed: Parsed, directory: Directory, today: datetime.date) -> Form:
    return Form(
        _countries(parsed, directory),
        _providers(parsed, directory),
        [_radio(name, parsed) for name in ("card", "billing", "where", "accounts")],
        [_date(name, parsed, today) for name in ("departure", "ends")],
    )


def given(answers: Answers) -> list[str]:
    """The answers that are known, in words, but for country and provider."""
    words = [
        _options(name)[value][0]
        for name in ("card", "billing", "where")
        if (value := getattr(answers, name)) != UNKNOWN
    ]
    if answers.accounts != UNKNOWN:
        uses = answers.accounts == "yes"
        words.append(gettext("accounts use the number") if uses else gettext("no account uses the number"))
    if answers.departure:
        words.append(gettext("leaving on %(day)s") % {"day": in_words(answers.departure)})
    if answers.ends:
        words.append(gettext("last day of the plan %(day)s") % {"day": in_words(answers.ends)})
    return words


def _countries(parsed: Parsed, directory: Directory) -> Field:
    chosen = parsed.answers.country
    return _field(
        "country",
        parsed,
        # The name first: whoever types a name into the list gets there.
        choices=[Choice(each.slug, f"{each.label} {each.flag}", each.slug == chosen) for each in directory.countries],
    )


def _providers(parsed: Parsed, directory: Directory) -> Field:
    """The sellers for many countries first, then by country in the order of the country list."""

    def group_of(provider: Provider) -> tuple[str, str]:
        country = directory.country_of(provider)
        return (country.slug, country.label) if country else ("", gettext("Sold for many countries"))

    order = ["", *(country.slug for country in directory.countries)]
    providers = sorted(directory.providers, key=lambda each: order.index(group_of(each)[0]))
    chosen = parsed.answers.provider
    groups = [
        (*group, [Choice(each.slug, str(each), each.slug == chosen) for each in members])
        for group, members in groupby(providers, key=group_of)
    ]
    return _field("provider", parsed, groups=groups)


def _radio(name: str, parsed: Parsed) -> Field:
    chosen = getattr(parsed.answers, name)
    choices = [
        Choice(value, label, value == chosen, hint)
        for value, (label, hint) in {**_options(name), UNKNOWN: (pgettext("choice", "I don’t know"), "")}.items()
    ]
    return _field(name, parsed, choices=choices)


def _options(name: str) -> Mapping[str, tuple[str, str]]:
    """Label and hint of each value."""
    return {
        "card": {
            "esim": (gettext("eSIM"), ""),
            "sim": (gettext("SIM card"), ""),
        },
        "billing": {
            "prepaid": (pgettext("billing", "Prepaid"), gettext("paid once, or topped up when you like")),
            "renewing": (pgettext("billing", "Renews by itself"), gettext("subscription, AutoPay, auto-renewal")),
            "contract": (pgettext("billing", "Contract"), gettext("monthly bill, signed with a document")),
        },
        "where": {
            "abroad": (gettext("Still there"), ""),
            "home": (gettext("Back home"), ""),
        },
        "accounts": {
            "yes": (pgettext("choice", "Yes"), gettext("WeChat, bank, WhatsApp, airline …")),
            "no": (pgettext("choice", "No"), gettext("or it has no number")),
        },
    }[name]


def _date(name: str, parsed: Parsed, today: datetime.date) -> Field:
    first, last = date_range(today)
    value = parsed.typed.get(name, "")
    hint = {
        "departure": gettext("Leave it empty if you don’t know."),
        "ends": gettext("For a plan that renews: the last day that is paid. Leave it empty if you don’t know."),
    }[name]
    return _field(name, parsed, hint=hint, value=value if _is_day(value) else "", first=str(first), last=str(last))


def _is_day(value: str) -> bool:
    """Whether a date field can hold it; the message beside the field quotes what it cannot."""
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _field(name: str, parsed: Parsed, hint: str = "", **rest: object) -> Field:
    return Field(name, labels()[name], hint, parsed.errors.get(name, ""), **rest)
