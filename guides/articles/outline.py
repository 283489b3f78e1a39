"""From the blocks of an article to the shape of a guide: title, sections with a kind, questions."""

from collections import Counter
from dataclasses import dataclass, field

from guides.models import Section

from .blocks import Block, Kind
from .inline import Inline
from .kinds import announces_questions, kind_of
from .numbers import ITEM, ORDINAL, STEP, length
from .questions import Exchange, extract
from .report import Fate, Report, Why
from .steps import with_steps

_LONGEST_TITLE_LINE = 60  # characters; a longer first line is text
_LONGEST_LEAD_IN = 120


@dataclass
class Chapter:
    """A section to be; without heading it is what stands before the first one."""

    source: Block | None = None  # the block that is its heading
    heading: Inline | None = None  # its words without numbering
    kind: Section.Kind = Section.Kind.OVERVIEW
    blocks: list[Block] = field(default_factory=list)

    @property
    def announced(self) -> bool:
        return self.heading is not None and announces_questions(self.heading.plain)


@dataclass
class Outline:
    title: Inline | None
    chapters: list[Chapter]
    exchanges: list[Exchange]


def outline(blocks: list[Block], language: str, report: Report, *, titled: bool = False) -> Outline:
    """language: code of the page's. titled: a title is known from elsewhere, so a plain first line is none."""
    title, blocks = _take_title(_with_bold_ordinals(blocks), titled=titled)
    chapters, exchanges = [], []
    for chapter in _split(blocks, report):
        found, chapter.blocks = extract(chapter.blocks, report, announced=chapter.announced)
        exchanges += found
        if found and _is_lead_in(chapter):
            _drop_lead_in(chapter, report)
        elif chapter.heading or chapter.blocks:
            chapters.append(_with_kind(chapter, language, report))
    return Outline(title, chapters, exchanges)


def _with_kind(chapter: Chapter, language: str, report: Report) -> Chapter:
    numbered = any(block.kind == Kind.NUMBERS and len(block.children) > 1 for block in chapter.blocks)
    if chapter.heading:
        chapter.kind = kind_of(chapter.heading.plain, has_steps=numbered)
    if chapter.kind == Section.Kind.STEPS:
        chapter.blocks = with_steps(chapter.blocks, language, report)
    return chapter


def _with_bold_ordinals(blocks: list[Block]) -> list[Block]:
    """**二、准备工作** on a line of its own is a heading, too."""
    for block in blocks:
        if block.kind == Kind.PARAGRAPH and block.inline.is_bold and _is_ordinal(block):
            block.kind, block.level, block.fate = Kind.HEADING, 1, Fate.CHANGED
    return blocks


def _take_title(blocks: list[Block], *, titled: bool) -> tuple[Inline | None, list[Block]]:
    """The title and the blocks without it: the first heading, if it is the highest, or a first line in bold."""
    if not blocks:
        return None, blocks
    first, *others = blocks
    top = [block for block in blocks if block.kind == Kind.HEADING and block.level == 1 and not _is_ordinal(block)]
    if first.kind == Kind.HEADING and _stands_alone(first, others):
        return first.inline, others
    line, rest = first.inline.split_first_line()
    if first.kind == Kind.PARAGRAPH and (line.is_bold or (not titled and _looks_like_title(line, rest))):
        first.fate, first.inline = Fate.CHANGED, rest
        return line, blocks if rest.plain else others
    if len(top) == 1:
        return top[0].inline, [block for block in blocks if block is not top[0]]
    return None, blocks


def _stands_alone(heading: Block, others: list[Block]) -> bool:
    levels = [block.level for block in others if block.kind == Kind.HEADING]
    return not _is_ordinal(heading) and (heading.level == 1 or heading.level not in levels)


def _is_ordinal(block: Block) -> bool:
    return bool(length(ORDINAL, block.inline.plain))


def _looks_like_title(line: Inline, rest: Inline) -> bool:
    is_short = not rest.plain and len(line.plain) <= _LONGEST_TITLE_LINE
    return is_short and not line.plain.endswith(tuple("。！!：:，,；;.…"))


def _split(blocks: list[Block], report: Report) -> list[Chapter]:
    level = _section_level(blocks)
    chapters = [Chapter()]
    for block in blocks:
        if block.kind == Kind.HEADING and _begins_section(block, level, chapters[-1]):
            text = block.inline.plain
            start = length(ORDINAL, text) or length(ITEM, text)
            report.drop(Why.NUMBERING, text[:start])
            chapters.append(Chapter(block, block.inline.cut(start).stripped()))
        else:
            chapters[-1].blocks.append(block)
    return chapters if chapters[0].blocks else chapters[1:]


def _begins_section(heading: Block, level: int, current: Chapter) -> bool:
    is_question = current.announced and heading.inline.plain.rstrip().endswith(("？", "?"))
    return _is_ordinal(heading) or (heading.level <= level and not is_question)


def _section_level(blocks: list[Block]) -> int:
    """The level of most headings with 一、 二、, else of the first heading that is not numbered like a step."""
    headings = [block for block in blocks if block.kind == Kind.HEADING]
    ordinals = Counter(block.level for block in headings if _is_ordinal(block))
    if ordinals:
        return max(ordinals, key=lambda level: (ordinals[level], level))
    return next((block.level for block in [*filter(_is_unnumbered, headings), *headings]), 0)


def _is_unnumbered(heading: Block) -> bool:
    return not length(STEP, heading.inline.plain)


def _is_lead_in(chapter: Chapter) -> bool:
    """Whether a chapter, its questions taken out, is only their heading and perhaps a sentence that leads to them."""
    words = "\n".join(block.words for block in chapter.blocks).rstrip()
    return chapter.announced and (not words or (len(words) <= _LONGEST_LEAD_IN and words.endswith(("：", ":"))))


def _drop_lead_in(chapter: Chapter, report: Report) -> None:
    for block in [chapter.source, *chapter.blocks]:
        report.drop(Why.LEAD_IN, chapter.heading.described if block is chapter.source else block.words)
        block.drop()
