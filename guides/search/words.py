"""Texts cut into words that can be compared: Chinese into pairs of characters, the rest into words and numbers.

Words of our own texts are remembered with their parts: stemming is slow, and they are not many. What readers type is
not, but for the endings of words: a flood of invented queries would fill that memory, and push out what all need.
"""

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from guides.chinese import fold

LONGEST = 40  # letters of a word that count
KEPT = 65536  # words of our own texts; a few hundred bytes each
_HAN = "㐀-鿿豈-\ufaff\u3040-\u30ff\U00020000-\U0003ffff"
_SIGN = rf"[^\W_{_HAN}]"
# Numbers that are grouped, Chinese without spaces, and words: those joined by a mark are also one, as is a word with
# the letter before it (T-Mobile, AT&T, pre-paid, "e SIM", "U Mobile"; but not "a SIM").
_NUMBER = rf"(?<!{_SIGN})\d[\d\s().-]{{4,}}\d(?!{_SIGN})"
_WORD = rf"(?:(?<!{_SIGN})[b-hj-z]\s(?={_SIGN}{{3}}))?{_SIGN}+(?:(?:[-‐‑‒'’.+·]|\s?&\s?){_SIGN}+)*"
_RUN = re.compile(rf"(?P<number>{_NUMBER})|(?P<han>[{_HAN}]+)|(?P<word>{_WORD})")
_CHINESE = re.compile(f"([{_HAN}]+)")
_BETWEEN = "。"  # neither space nor part of a word
_NOT_CHINESE = re.compile(f"{_NUMBER}|{_WORD}")
_PART = re.compile(rf"{_SIGN}+")
_stemmer = snowballstemmer.stemmer("english")
Parts = tuple[str, tuple[tuple[str, int, int], ...]]  # the word made of all parts, and the parts with their places


@dataclass(frozen=True)
class Run:
    """A piece of a text without spaces of its own: a word with its parts, or Chinese with its pairs."""

    kind: str  # "number", "han" or "word"
    start: int
    end: int
    whole: str  # the word made of all parts; empty for Chinese
    parts: tuple[tuple[str, int, int], ...]  # (word, start, end)
    text: str


def runs(folded: str) -> Iterator[Run]:
    """The runs of a folded text that a reader typed, in order."""
    return _runs(folded, _parts)


def known_runs(folded: str) -> Iterator[Run]:
    """The same of a text of our own."""
    return _runs(folded, _known_parts)


def _runs(folded: str, parts_of: Callable[[str], Parts]) -> Iterator[Run]:
    for match in _RUN.finditer(folded):
        kind, start, text = match.lastgroup or "", match.start(), match[0]
        whole, parts = ("", _pairs(text)) if kind == "han" else parts_of(text)
        placed = tuple((word, start + begin, start + end) for word, begin, end in parts)
        yield Run(kind, start, match.end(), whole, placed, text)


def words(text: str, *, single: bool = False) -> set[str]:
    """Every word under which a text of our own is found. single: each Chinese character by itself too."""
    # Neither a number nor a word holds a Chinese sign: what stands between them is looked through by itself.
    pieces, found = _CHINESE.split(fold(text)), set[str]()
    for run in set(_NOT_CHINESE.findall(_BETWEEN.join(pieces[::2]))):
        found.update(_all(run))
    for run in pieces[1::2]:
        found.update(map(operator.add, run, run[1:]))
        if single or len(run) == 1:
            found.update(run)
    return found


def spans(text: Iterable[Run], wanted: frozenset[str]) -> list[tuple[int, int, str]]:
    """(start, end, word) of every place in a text where one of the words stands."""
    found = []
    single = {word for word in wanted if len(word) == 1}
    for run in text:
        if run.whole in wanted and run.whole:
            found.append((run.start, run.end, run.whole))
        found += [(start, end, word) for word, start, end in run.parts if word in wanted]
        if run.kind == "han" and single:
            found += [(run.start + at, run.start + at + 1, sign) for at, sign in enumerate(run.text) if sign in single]
    return sorted(found)


def stem(word: str) -> str:
    """English words without their endings (cancelling, cancelled, cancellation); others as they are."""
    word = word[:LONGEST]
    return _stemmed(word) if word.isascii() and word.isalpha() and len(word) > 3 else word


_stemmed = lru_cache(maxsize=4096)(_stemmer.stemWord)  # typed words too: ordinary ones recur; a megabyte at most


def _pairs(text: str) -> tuple[tuple[str, int, int], ...]:
    if len(text) == 1:
        return ((text, 0, 1),)
    return tuple((text[at : at + 2], at, at + 2) for at in range(len(text) - 1))


def _parts(text: str) -> Parts:
    """The word that all parts make together, if there are several, and the parts with their places."""
    found = list(_PART.finditer(text))
    whole = stem("".join(each[0] for each in found)) if len(found) > 1 else ""
    return whole, tuple((stem(each[0]), each.start(), each.end()) for each in found)


_known_parts = lru_cache(maxsize=KEPT)(_parts)


@lru_cache(maxsize=KEPT)
def _all(text: str) -> tuple[str, ...]:
    whole, parts = _known_parts(text)
    return (*([whole] if whole else []), *(word for word, _start, _end in parts))
