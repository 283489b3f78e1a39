"""A PO file that comes back from a translator, from bytes to entries. What cannot be one is refused in a sentence."""

import re
import tempfile
from dataclasses import dataclass

import polib
from django.utils.translation import gettext

from guides.languages import TARGETS, Language, meant_by

MAX_BYTES = 5_000_000
_CHARSET = re.compile(r"charset=([\w-]+)", re.IGNORECASE)
# polib reads a file that was cut short without a word, and gives a text that lacks its end.
_UNFINISHED = re.compile(r'^(?:#~ ?|#\| ?)*(?:msg\S+[ \t]+)?"(?:[^"\\\n]|\\.)*(?:$|"[ \t]*[^\s])', re.MULTILINE)
_LINE = re.compile(r"\(line (\d+)\)")


class Unreadable(ValueError):  # noqa: N818  it is what the file is
    """Nothing of the file can be used; the message names the file and says why."""


@dataclass(frozen=True)
class Returned:
    name: str  # of the file, for messages
    guide: str  # its name, as in naming
    language: Language
    entries: list[polib.POEntry]


def read(name: str, raw: bytes) -> Returned:
    """The content of a file; its name is for messages only. Raises Unreadable."""
    file = _parsed(name, _checked(name, raw))
    charset = _CHARSET.search(file.metadata.get("Content-Type", ""))
    if charset and charset[1].upper() not in ("UTF-8", "UTF8", "CHARSET"):
        raise _unreadable(name, gettext("its header says %(charset)s: save it as UTF-8.") % {"charset": charset[1]})
    guide = file.metadata.get("X-Guide", "").strip()
    if not guide:
        raise _unreadable(name, gettext("has no “X-Guide” in its header: it is not from export_messages."))
    return Returned(name, guide, _language(name, file), [entry for entry in file if not entry.obsolete])


def _checked(name: str, raw: bytes) -> bytes:
    if not raw.strip():
        raise _unreadable(name, gettext("is empty."))
    if len(raw) >= MAX_BYTES:
        raise _unreadable(name, gettext("is larger than %(size)d MB.") % {"size": MAX_BYTES // 1_000_000})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _unreadable(name, gettext("line %(line)d is not UTF-8.") % {"line": line}) from error
    if "\0" in text or not re.search(r"^msgid ", text, re.MULTILINE):
        raise _unreadable(name, gettext("is not a PO file."))
    if unfinished := _UNFINISHED.search(text):
        line = text.count("\n", 0, unfinished.start()) + 1
        raise _unreadable(name, gettext("line %(line)d does not end as it should.") % {"line": line})
    return text.encode()


def _parsed(name: str, raw: bytes) -> polib.POFile:
    """By way of a file, because polib splits a text at every sign that Unicode calls a line end, U+2028 for one."""
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(raw)
        file.flush()
        try:
            return polib.pofile(file.name, encoding="utf-8", check_for_duplicates=True)
        except (OSError, ValueError) as error:
            line = _LINE.search(str(error))
            message = gettext("is not a PO file: line %(line)s.") % {"line": line[1]} if line else _reason(error)
            raise _unreadable(name, message) from error


def _reason(error: Exception) -> str:
    if "already exists" in str(error):
        return gettext("has an entry twice: %(entry)s") % {"entry": str(error).partition('"')[2].rpartition('"')[0]}
    return gettext("is not a PO file.")


def _language(name: str, file: polib.POFile) -> Language:
    tag = file.metadata.get("Language", "").strip()
    language = meant_by(tag)
    if language not in TARGETS:
        choices = ", ".join(target.html_lang.replace("-", "_") for target in TARGETS)
        message = gettext("“Language: %(tag)s” in its header: must be one of %(choices)s.")
        raise _unreadable(name, message % {"tag": tag, "choices": choices})
    return language


def _unreadable(name: str, message: str) -> Unreadable:
    return Unreadable(f"{name}: {message}")
