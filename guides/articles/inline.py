"""Running text of an article: runs of characters with their marks, which can be cut anywhere without tearing a mark."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

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
        end = len(self.plain) if end is None else end
        pieces = ((run, run.text[max(start - place, 0) : max(end - place, 0)]) for place, run in self.placed())
        return Inline(tuple(replace(run, text=text) for run, text in pieces if text))

    def without(self, ranges: Iterable[tuple[int, int]]) -> "Inline":
        """What is left around the ranges, which are in order and do not overlap."""
        edges = [0, *(edge for pair in ranges for edge in pair), len(self.plain)]
        return join(self.cut(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))

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
        breaks = [match.start() for match in re.finditer(rf"[\n{HARD_BREAK}]", self.plain)]
        lines = [self.cut(start + 1, end).stripped() for start, end in pairwise([-1, *breaks, len(self.plain)])]
        return [line for line in lines if line.plain]


def join(inlines: Iterable[Inline]) -> Inline:
    """One after the other; neighbouring runs of the same marks become one."""
    runs = (run for inline in inlines for run in inline.runs)
    groups = (list(group) for _marks, group in groupby(runs, key=lambda run: replace(run, text="")))
    return Inline(tuple(replace(group[0], text="".join(run.text for run in group)) for group in groups))
