"""Questions and answers inside an article, in the shapes in which they circulate.

Labelled anywhere (问：… 答：…, Q: … A: …); in a part that announces questions also headings, bold lines and list items
that end with a question mark.
"""

import re
from dataclasses import dataclass, field

from .blocks import Block, Kind
from .inline import Inline
from .numbers import ITEM, length
from .report import Fate, Report, Why

_NUMBER = r"\s*(?:[\d一二三四五六七八九十]{1,3}\s*)?[：:.．、]\s*"
_QUESTION = re.compile(rf"[^\w(（]*(?:问题?|問題?|Question|question|Q|q){_NUMBER}(?=\S)")
_ANSWER = re.compile(rf"[^\w(（]*(?:答案?|回答|Answer|answer|A|a){_NUMBER}(?=\S)")
_ANSWER_INSIDE = re.compile(r"(?<=[？?。.\s])(?:答|A)\s*[：:]\s*(?=\S)")
_ENDS = ("？", "?")


@dataclass
class Exchange:
    """One question with the blocks of its answer."""

    question: Inline
    answer: list[Block] = field(default_factory=list)


def extract(blocks: list[Block], report: Report, *, announced: bool) -> tuple[list[Exchange], list[Block]]:
    """The questions among the blocks, and the blocks that belong to none.

    announced: the heading above promises questions; what follows one, up to the next, is then its answer.
    """
    collector = _Collector(report, announced)
    for block in blocks:
        collector.read(block)
    return collector.exchanges, collector.rest


class _Collector:
    def __init__(self, report: Report, announced: bool) -> None:
        self.report = report
        self.announced = announced
        self.exchanges: list[Exchange] = []
        self.rest: list[Block] = []
        self.current: Exchange | None = None

    def read(self, block: Block) -> None:
        if block.kind == Kind.PARAGRAPH:
            self._paragraph(block)
        elif block.kind == Kind.HEADING:
            self._heading(block)
        elif block.kind in (Kind.BULLETS, Kind.NUMBERS) and self._is_list_of_questions(block):
            for item in block.children:
                self._item(item)
        else:
            self._other(block)

    def _paragraph(self, block: Block) -> None:
        lines = block.inline.split_lines()
        if not any(self._starts_exchange(line) or self._is_answer(line) for line in lines):
            self._other(block)
            return
        block.fate = Fate.CHANGED
        before: list[Inline] = []
        for line in lines:
            if self._starts_exchange(line):
                self._start(line)
            elif self._is_answer(line):
                self._answer(line)
            elif self.current:
                self._append(line)
            else:
                before.append(line)
        self.rest += [Block(Kind.PARAGRAPH, line) for line in before]

    def _heading(self, block: Block) -> None:
        if self._starts_exchange(block.inline) or (self.announced and block.inline.plain.rstrip().endswith(_ENDS)):
            block.fate = Fate.CHANGED
            self._start(block.inline)
        else:
            self.current = None
            self.rest.append(block)

    def _item(self, item: Block) -> None:
        """A list item that holds a question in its first line or in its bold lead."""
        item.fate = Fate.CHANGED
        first, *others = item.children
        line, rest = first.inline.split_first_line()
        self._start(line)
        for answer in rest.split_lines():
            (self._answer if self._is_answer(answer) else self._append)(answer)
        for block in others:
            self._paragraph(block) if block.kind == Kind.PARAGRAPH else self._other(block)

    def _other(self, block: Block) -> None:
        if self.current and self.announced:
            self.current.answer.append(block)
        else:
            self.current = None
            self.rest.append(block)

    def _starts_exchange(self, line: Inline) -> bool:
        if _QUESTION.match(line.plain):
            return True
        return self.announced and line.plain[: line.bold_length].rstrip().endswith(_ENDS)

    def _is_answer(self, line: Inline) -> bool:
        return bool(self.current and _ANSWER.match(line.plain))

    def _is_list_of_questions(self, block: Block) -> bool:
        firsts = [item.children[0].inline.split_first_line()[0] for item in block.children if item.children]
        return len(firsts) == len(block.children) and all(
            self._starts_exchange(line) or (self.announced and line.plain.endswith(_ENDS)) for line in firsts
        )

    def _start(self, line: Inline) -> None:
        """Begin a question; what follows it on the same line is its answer."""
        label = _QUESTION.match(line.plain)
        start = label.end() if label else length(ITEM, line.plain)
        self.report.drop(Why.LABEL if label else Why.NUMBERING, line.plain[:start])
        inside = _ANSWER_INSIDE.search(line.plain, start)
        end = inside.start() if inside else len(line.plain)
        if not inside and line.plain[: line.bold_length].rstrip().endswith(_ENDS):
            end = line.bold_length
        self.current = Exchange(line.cut(start, end).stripped())
        self.exchanges.append(self.current)
        rest = line.cut(end).stripped()
        if rest.plain:
            self._answer(rest)

    def _answer(self, line: Inline) -> None:
        label = _ANSWER.match(line.plain)
        start = label.end() if label else 0
        self.report.drop(Why.LABEL, line.plain[:start])
        self.current.answer.append(Block(Kind.PARAGRAPH, line.cut(start).stripped()))

    def _append(self, line: Inline) -> None:
        self.current.answer.append(Block(Kind.PARAGRAPH, line))
