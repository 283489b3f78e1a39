"""Directives in texts: [[name: argument argument]], which places a fact, contacts, a picture or a menu word.

A leaf. Here they are found, cut out and replaced; what each becomes is the business of those who know the facts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guides.words import menus

BLOCK_DIRECTIVES = ("contacts", "lifecycle", "image")
DIRECTIVE = re.compile(r"\[\[\s*(\w+)\s*:\s*([^\[\]\n]*?)\s*\]\]")
_BLOCK_LINE = re.compile(rf"^\[\[\s*(?:{'|'.join(BLOCK_DIRECTIVES)})\s*:[^\[\]\n]*\]\][ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Directive:
    """[[name: argument argument]] in a text."""

    name: str
    arguments: tuple[str, ...]


def find(text: str) -> list[Directive]:
    """Every directive of the text, known or not, in order."""
    return [read(match) for match in DIRECTIVE.finditer(text)]


def read(match: re.Match) -> Directive:
    """The directive that DIRECTIVE has matched."""
    return Directive(match[1], tuple(re.split(r"[\s,]+", match[2])) if match[2] else ())


def split(text: str) -> Iterator[str | Directive]:
    """The text cut at directives that stand alone on a line: Markdown, directive, Markdown, …"""
    start = 0
    for match in _BLOCK_LINE.finditer(text):
        if text[start : match.start()].strip():
            yield text[start : match.start()]
        yield read(DIRECTIVE.search(match[0]))
        start = match.end()
    if text[start:].strip():
        yield text[start:]


def replace_inline(text: str, words: dict[Directive, str]) -> str:
    """The text with its [[fact: …]] directives replaced by words.

    One that is unknown, or a block directive that does not stand alone on its line, leaves nothing behind. Menus stay:
    they need no database, and are named wherever the text is parsed.
    """
    blocks = {match.start() for match in _BLOCK_LINE.finditer(text)}

    def replaced(match: re.Match) -> str:
        stays = match.start() in blocks or match[1] == menus.NAME
        return match[0] if stays else words.get(read(match), "")

    return DIRECTIVE.sub(replaced, text)


def without_drawings(text: str) -> str:
    """Without the directives that become no words, or whose words are not at hand."""
    return DIRECTIVE.sub(lambda match: match[0] if match[1] == menus.NAME else "", text)
