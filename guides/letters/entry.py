"""What a reader typed: cleaned, measured, and explained where it looks wrong."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import category

from django.utils.translation import gettext

from .checks import check_email, check_end_date, check_iccid, check_number
from .filling import Values

LIMITS = {"name": 120, "number": 40, "iccid": 40, "email": 254, "end_date": 40}  # characters
# Embeddings, overrides, isolates and marks: what turns the direction of the text around it.
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass
class Entry:
    values: Values = field(default_factory=Values)
    raw: dict[str, str] = field(default_factory=dict)  # to be shown in the form again: cleaned, or as typed if too long
    errors: dict[str, str] = field(default_factory=dict)  # field → why there is no letter
    notes: dict[str, list[str]] = field(default_factory=dict)  # field → what looks wrong in it


def read(data: Mapping[str, str], today: datetime.date, region: str = "") -> Entry:
    """region: ISO code of the provider's country, or empty."""
    entry = Entry(raw={name: data.get(name, "") for name in LIMITS})
    texts = {name: _read_text(entry, name) for name in LIMITS}
    end_date = _read_date(entry, texts.pop("end_date"))
    entry.values = Values(**texts, end_date=end_date, today=today, refund=data.get("refund") != "no")
    for name, message in (
        ("iccid", check_iccid(texts["iccid"]) if texts["iccid"] else ""),
        ("number", check_number(texts["number"], region) if texts["number"] else ""),
        ("email", check_email(texts["email"]) if texts["email"] else ""),
        ("end_date", check_end_date(end_date, today) if end_date else ""),
    ):
        if message:
            entry.notes.setdefault(name, []).append(message)
    return entry


def _read_text(entry: Entry, name: str) -> str:
    raw = entry.raw[name]
    if len(raw) > LIMITS[name]:
        entry.errors[name] = gettext("At most %(limit)d characters; this has %(count)d.") % {
            "limit": LIMITS[name],
            "count": len(raw),
        }
        return ""
    text, is_changed = clean(raw)
    entry.raw[name] = text
    if is_changed:
        entry.notes[name] = [gettext("Invisible control characters were taken out.")]
    return text


def clean(raw: str) -> tuple[str, bool]:
    """One line without control characters and without marks that turn directions; whether any of those were in it.

    Line breaks and other white space become one space each. Joiners stay: emoji and several scripts need them.
    """
    kept = "".join(sign if sign.isspace() else "" if _is_control(sign) else sign for sign in raw)
    return " ".join(kept.split()), kept != raw


def _is_control(sign: str) -> bool:
    return sign in BIDI_CONTROLS or category(sign) in ("Cc", "Cs")


def _read_date(entry: Entry, text: str) -> datetime.date | None:
    if not text:
        return None
    if not _ISO_DATE.fullmatch(text):
        entry.errors["end_date"] = gettext("Write the day as year-month-day, such as 2026-12-31.")
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        entry.errors["end_date"] = gettext("There is no such day in the calendar.")
    return None
