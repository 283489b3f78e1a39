"""What looks wrong in a value, said to the reader; the letter is written all the same."""

import datetime
import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext

_SEPARATORS = re.compile(r"[\s-]")
_FILLER = re.compile(r"(?<=\d)[Ff]\Z")  # some phones show the half byte that fills up 19 digits


def explanations() -> dict[str, str]:
    """What can be wrong, in words; letter.js says the same while somebody types."""
    return {
        "iccid_digits": gettext("An ICCID has digits only."),
        "iccid_length": gettext("An ICCID has 18 to 22 digits; this one has %(count)s."),
        "iccid_beginning": gettext("An ICCID begins with 89."),
        "iccid_check": gettext(
            "The last digit is a check digit and does not fit the others: one of them is probably wrong."
        ),
        "number": gettext("This does not look like a telephone number."),
        "email": gettext("This does not look like an e-mail address."),
        "choose": gettext("Choose a provider, or the language of the letter."),
        "unreachable": gettext("That letter could not be fetched. Check your connection and choose again."),
    }


def check_iccid(value: str) -> str:
    """Which rule a SIM card's serial number (ITU-T E.118) breaks; empty if none."""
    digits = _FILLER.sub("", _SEPARATORS.sub("", value))
    words = explanations()
    if not (digits.isascii() and digits.isdecimal()):
        return words["iccid_digits"]
    if not 18 <= len(digits) <= 22:
        return words["iccid_length"] % {"count": len(digits)}
    if not digits.startswith("89"):
        return words["iccid_beginning"]
    return "" if _passes_luhn(digits) else words["iccid_check"]


def _passes_luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def check_number(value: str, region: str = "") -> str:
    """region: ISO code of the provider's country, for numbers without a country code."""
    try:
        number = phonenumbers.parse(value, region or None)
    except phonenumbers.NumberParseException as error:
        if error.error_type == error.INVALID_COUNTRY_CODE and not value.startswith("+"):
            return gettext("It is clearer with + and the country's code at the beginning.")
        return explanations()["number"]
    if not phonenumbers.is_possible_number(number):
        return gettext("For a number of that country, this one is too short or too long.")
    return ""


def check_email(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        return explanations()["email"]
    return ""


def check_end_date(date: datetime.date, today: datetime.date) -> str:
    return gettext("This day is past; carriers end a line on a later day.") if date < today else ""
