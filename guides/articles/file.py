"""From the bytes of a file to the text of an article."""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext

MAX_BYTES = 1_000_000
MAX_MARKS = (
    10_000  # lines and characters that may be Markdown, which is what reading costs; articles have some hundreds
)
_MARK = re.compile(r"[\n*_`|<\[]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]"
)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n"
    r"((?:[ \t]*(?:#.*)?\n|[\w-]+[ \t]*:.*\n|[ \t]+[^\s#].*\n|-[ \t].*\n)*?)"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_TITLE = re.compile(r"^(?:title|标题|標題)[ \t]*:[ \t]*(.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
# Signs that authors mean as Markdown, and that Markdown does not know.
_MENDED = (
    (re.compile(r"^[ \t]*[\u3000\u00a0]+[ \t\u3000\u00a0]*"), ""),
    (re.compile(r"^([ \t]{0,3}#{1,6})(?=[\u3400-\u9fff\d*【])(?!.*[^\s#]#\s*$)"), r"\1 "),
    (re.compile(r"^([ \t]*)(\d{1,2})(?:[、．]\s*(?=\D)|[.)）](?=[\u3400-\u9fff*【「“]))"), r"\1\2. "),
    (re.compile(r"^([ \t]*)[•●▪◦■◆►▶·]\ufe0f?\s*(?=\S)"), r"\1- "),
)


class Unreadable(Exception):  # noqa: N818  a file that is no article, in words for an operator
    pass


@dataclass(frozen=True)
class Source:
    text: str  # Markdown, without front matter
    front_matter: str = ""
    title: str = ""  # as the front matter gives it
    notes: list[str] = field(default_factory=list)


def read_file(path: Path) -> Source:
    """Raises Unreadable."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(
            gettext("%(file)s cannot be read: %(reason)s.") % {"file": path, "reason": error.strerror or error}
        ) from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> Source:
    """name: of the file, for messages. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(gettext("%(file)s is larger than 1 MB: that is no article.") % {"file": name})
    if b"\0" in data:
        raise Unreadable(gettext("%(file)s is no text: it holds zero bytes.") % {"file": name})
    text, notes = _decoded(data, name)
    source = read_text(text, notes)
    if len(_MARK.findall(source.text)) > MAX_MARKS:
        message = gettext("%(file)s has more than %(limit)d lines and marks: that is no article.")
        raise Unreadable(message % {"file": name, "limit": MAX_MARKS})
    if not any(sign.isalnum() for sign in source.text):
        raise Unreadable(gettext("%(file)s is empty.") % {"file": name})
    return source


def read_text(text: str, notes: list[str] | None = None) -> Source:
    text = _INVISIBLE.sub("", re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text))
    text = unicodedata.normalize("NFC", text).strip("\n") + "\n"
    match = _FRONT_MATTER.match(text)
    if not match or ":" not in match[1]:
        return Source(_mended(text), notes=notes or [])
    title = _TITLE.search(match[1])
    return Source(_mended(text[match.end() :]), match[1], title[1].strip("\"'") if title else "", notes or [])


def _decoded(data: bytes, name: str) -> tuple[str, list[str]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = "\ufffd"
    if any(unicodedata.category(sign) in ("Cn", "Co", "Cs") or sign == "\ufffd" for sign in text):
        raise Unreadable(gettext("%(file)s is neither UTF-8 nor GB 18030.") % {"file": name})
    return text, [gettext("The file is not UTF-8; it was read as GB 18030. Check that its words make sense.")]


def _mended(text: str) -> str:
    lines, fence = [], ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if not fence:
            for pattern, replacement in _MENDED:
                line = pattern.sub(replacement, line)  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)
