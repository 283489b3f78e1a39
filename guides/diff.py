"""What changed between two texts, readable in any script. A leaf."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# A Han character is a word; other scripts' words, spaces and signs are taken as they come.
_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|\w+|\s+|.", re.DOTALL)
# Two long lines are compared word by word only up to this many words: the cost grows with the square.
WORDS_COMPARED = 3_000

Piece = tuple[str, str]  # "" kept, "del" only before, "ins" only after; the text


def pieces(before: str, after: str) -> list[Piece]:
    """The texts cut into what stayed, went and came: lines first, then words inside lines that changed."""
    found: list[Piece] = []
    for kind, old, new in _opcodes(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if kind == "equal":
            found.append(("", "".join(old)))
        else:
            found += _word_pieces("".join(old), "".join(new))
    return found


def html_diff(before: str, after: str) -> SafeString:
    """The same as HTML with del and ins elements; the texts are escaped."""
    return format_html_join(
        "", "{}", ((format_html(f"<{tag}>{{}}</{tag}>", text) if tag else text,) for tag, text in pieces(before, after))
    )


def _word_pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > WORDS_COMPARED:
        old, new = [before], [after]
    for kind, gone, come in _opcodes(old, new):
        if kind == "equal":
            yield "", "".join(gone)
            continue
        if gone:
            yield "del", "".join(gone)
        if come:
            yield "ins", "".join(come)


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield kind, old[a:b], new[c:d]
