"""The piece of a text that shows why it was found, with the found words marked, in the text's own script."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from guides.chinese import fold

from .words import Run, known_runs, spans

_SENTENCE_END = re.compile(r"[。！？；.!?;]\s*|\n")
_HAN = re.compile("[㐀-鿿]")
LENGTH = 220  # of an excerpt in Latin letters; Chinese needs half
BEFORE = 40  # how far before the first found word an excerpt may begin


@dataclass(frozen=True)
class Piece:
    text: str
    is_marked: bool = False


def marked(text: str, wanted: frozenset[str], runs: Callable[[str], Iterator[Run]] = known_runs) -> list[Piece]:
    """The whole text, cut where marks begin and end. runs: how a text is cut that is not ours."""
    pieces, at = [], 0
    for start, end in _merged(_places(text, wanted, runs)):
        pieces += [Piece(text[at:start])] if start > at else []
        pieces.append(Piece(text[start:end], is_marked=True))
        at = end
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces


def excerpt(text: str, wanted: frozenset[str]) -> list[Piece]:
    """The part of the text in which most of the words stand, from the beginning of a sentence if one is near."""
    text = " ".join(text.split())
    length = LENGTH // 2 if len(_HAN.findall(text)) * 3 > len(text) else LENGTH
    if len(text) <= length:
        return marked(text, wanted)
    places = _places(text, wanted)
    latest = len(text) - length
    starts = [_start(text, min(start, latest)) for start, _end, _word in places] or [0]
    start = max(starts, key=lambda each: len({word for at, end, word in places if at >= each and end <= each + length}))
    end = _end(text, start + length)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return marked(f"{before}{text[start:end]}{after}", wanted)


def as_html(pieces: Sequence[Piece]) -> SafeString:
    texts = ((piece.is_marked, escape(piece.text)) for piece in pieces)
    return SafeString("".join(f"<mark>{text}</mark>" if is_marked else text for is_marked, text in texts))


def _places(
    text: str, wanted: frozenset[str], runs: Callable[[str], Iterator[Run]] = known_runs
) -> list[tuple[int, int, str]]:
    """Where the words stand in the text as it is written; folding may have changed its length."""
    folded = fold(text)
    if len(folded) == len(text):
        return spans(runs(folded), wanted)
    pieces = [fold(sign) for sign in text]
    origin = [at for at, piece in enumerate(pieces) for _each in piece]
    return [(origin[start], origin[end - 1] + 1, word) for start, end, word in spans(runs("".join(pieces)), wanted)]


def _merged(places: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end, _word in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _start(text: str, found: int) -> int:
    """The last beginning of a sentence close before a place, else of a word."""
    near = text[max(0, found - BEFORE) : found]
    ends = [match.end() for match in _SENTENCE_END.finditer(near)]
    if len(near) < BEFORE or ends:
        return found - len(near) + (ends[-1] if ends else 0)
    space = near.find(" ")
    return found - len(near) + (space + 1 if 0 <= space < BEFORE // 2 else BEFORE // 2)


def _end(text: str, end: int) -> int:
    """Not in the middle of a Latin word."""
    if end >= len(text) or not (text[end - 1].isascii() and text[end].isascii()):
        return min(end, len(text))
    return max(text.rfind(" ", 0, end), end - BEFORE)
