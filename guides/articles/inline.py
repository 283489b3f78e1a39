"""Running text of an article: runs of characters with their marks, which can be cut anywhere without tearing a mark."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from .report import Fate

HARD_BREAK = "\u2028"
PICTURE = "\ufffc"  # stands for a picture without description, so that it has a place in the text


@dataclass(eq=False)
class Link:
    """One link of the article, compared by identity, for an address may occur twice."""

    address: str
    promotional: bool = False
    fate: Fate = Fate.KEPT


@dataclass(frozen=True)
class Run:
    text: str
    strong: bool = False
    code: bool = False
    link: Link | None = None
    image: str = ""  # address of a picture; the text is its description

    @property
    def marks(self) -> tuple[bool, bool, Link | None, str]:
        return self.strong, self.code, self.link, self.image


@dataclass(frozen=True)
class Inline:
    runs: tuple[Run, ...] = ()

    @cached_property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def links(self) -> list[Link]:
        return list(dict.fromkeys(run.link for run in self.runs if run.link))

    @property
    def has_words(self) -> bool:
        return any(sign.isalnum() for sign in self.plain)

    @property
    def is_bold(self) -> bool:
        return bool(self.bold_length) and self.bold_length == len(self.plain)

    @cached_property
    def bold_length(self) -> int:
        """How many characters at the beginning are strong; white space among them counts."""
        length = 0
        for run in self.runs:
            if not run.strong and run.text.strip():
                break
            length += len(run.text)
        return length if self.plain[:length].strip() else 0

    @property
    def described(self) -> str:
        """For a report: the words with the addresses behind them, nothing escaped."""
        parts = []
        for link, runs in groupby(self.runs, key=lambda run: run.link):
            text = "".join(f"![{run.text.strip(PICTURE)}]({run.image})" if run.image else run.text for run in runs)
            parts.append(f"[{text}]({link.address})" if link and link.address != text else text)
        return "".join(parts).replace(HARD_BREAK, "\n")

    def placed(self) -> Iterator[tuple[int, Run]]:
        """The runs, each with the place of its first character."""
        place = 0
        for run in self.runs:
            yield place, run
            place += len(run.text)

    def cut(self, start: int, end: int | None = None) -> "Inline":
        """The characters from start to end, with their marks."""
        return self.pieces([start, len(self.plain) if end is None else max(start, end)])[0]

    def pieces(self, edges: Sequence[int]) -> list["Inline"]:
        """What stands between each edge and the next, in one pass over the runs; the edges are in order."""
        pieces: list[list[Run]] = [[] for _ in edges[1:]]
        at = 0
        for place, run in self.placed():
            end = place + len(run.text)
            while at < len(pieces) and edges[at] < end:
                if text := run.text[max(edges[at] - place, 0) : max(edges[at + 1] - place, 0)]:
                    pieces[at].append(run if text == run.text else replace(run, text=text))
                if edges[at + 1] >= end:
                    break
                at += 1
        return [Inline(tuple(runs)) for runs in pieces]

    def without(self, ranges: Iterable[tuple[int, int]]) -> "Inline":
        """What is left around the ranges, which are in order and do not overlap."""
        edges = [0, *(edge for pair in ranges for edge in pair), len(self.plain)]
        return join(self.pieces(edges)[::2])

    def strong(self) -> "Inline":
        return Inline(tuple(replace(run, strong=True) for run in self.runs))

    def stripped(self) -> "Inline":
        text = self.plain
        return self.cut(len(text) - len(text.lstrip()), len(text.rstrip()))

    def split_first_line(self) -> "tuple[Inline, Inline]":
        """The first line and all the others."""
        text = self.stripped()
        end = re.search(rf"[\n{HARD_BREAK}]|\Z", text.plain)
        return text.cut(0, end.start()).stripped(), text.cut(end.end()).stripped()

    def split_lines(self) -> list["Inline"]:
        """The lines, without those that are empty."""
        breaks = [edge for match in re.finditer(rf"[\n{HARD_BREAK}]", self.plain) for edge in match.span()]
        lines = [line.stripped() for line in self.pieces([0, *breaks, len(self.plain)])[::2]]
        return [line for line in lines if line.plain]


def join(inlines: Iterable[Inline]) -> Inline:
    """One after the other; neighbouring runs of the same marks become one."""
    runs = (run for inline in inlines for run in inline.runs)
    groups = (list(group) for _marks, group in groupby(runs, key=lambda run: run.marks))
    return Inline(tuple(_as_one(group) for group in groups))


def _as_one(group: list[Run]) -> Run:
    return group[0] if len(group) == 1 else replace(group[0], text="".join(run.text for run in group))
