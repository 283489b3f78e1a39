"""Headings like "#### 1. 登录官网" inside a section of steps become the numbered list that they mean."""

import re
from collections.abc import Iterator

from .blocks import Block, Kind
from .inline import Inline, Run, join
from .numbers import ITEM, STEP, length
from .report import Fate, Report, Why

_BOLD_STEP = 7  # level of a bold line that is used as a heading: below any real one


def with_steps(blocks: list[Block], language: str, report: Report) -> list[Block]:
    """The blocks, with numbered headings and what follows each as the items of a list. Changed in place."""
    result: list[Block] = []
    level, item = 0, None
    for block in _with_bold_headings(blocks):
        is_heading = block.kind == Kind.HEADING
        if is_heading and length(STEP, block.inline.plain) and (item is None or block.level <= level):
            steps = result[-1] if item and block.level == level else Block(Kind.NUMBERS, start=_number(block))
            if item is None or block.level != level:
                result.append(steps)
            level, item = block.level, _step(block, report)
            steps.children.append(item)
        elif is_heading and block.level <= level:
            item = None
            result.append(block)
        elif item:
            _add(item, block, language)
        else:
            result.append(block)
    return result


def _with_bold_headings(blocks: list[Block]) -> Iterator[Block]:
    """**1. 登录官网** on a line of its own is a heading, too."""
    for block in blocks:
        line, rest = block.inline.split_first_line()
        if block.kind == Kind.PARAGRAPH and line.is_bold and length(STEP, line.plain):
            block.fate, block.inline = Fate.CHANGED, rest
            yield Block(Kind.HEADING, line, level=_BOLD_STEP)
        if block.inline.runs or block.kind != Kind.PARAGRAPH:
            yield block


def _number(heading: Block) -> int:
    digits = re.search(r"\d+", heading.inline.plain[: length(ITEM, heading.inline.plain)])
    return int(digits[0]) if digits else 1


def _step(heading: Block, report: Report) -> Block:
    text = heading.inline.plain
    start = length(STEP, text)
    report.drop(Why.NUMBERING, text[:start])
    heading.fate = Fate.CHANGED
    return Block(Kind.ITEM, children=[Block(Kind.PARAGRAPH, heading.inline.cut(start).stripped().strong())])


def _add(item: Block, block: Block, language: str) -> None:
    """What follows a numbered heading: its first paragraph runs on after the lead."""
    lead = item.children[0]
    if len(item.children) == 1 and block.kind == Kind.PARAGRAPH and lead.inline.is_bold:
        stop = _full_stop(lead.inline.plain, language)
        lead.inline = join([lead.inline, Inline((Run(stop, strong=True), Run(" "))), block.inline])
        block.fate = Fate.CHANGED
    else:
        item.children.append(block)


def _full_stop(lead: str, language: str) -> str:
    """What a lead still needs to end like a sentence."""
    if not lead[-1].isalnum() and lead[-1] not in ")）”」":
        return ""
    return "。" if language.startswith("zh") else "."
