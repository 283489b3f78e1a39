"""Blocks and running text of an article, written as Markdown of the small set that guides know (docs/bundles.md).

Whatever an author or a stranger typed reads back as the same text: what Markdown would take for a mark is escaped.
"""

import re
from itertools import groupby

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar

from .blocks import Block, Kind
from .inline import HARD_BREAK, Inline, Run

_TOP_HEADING = 3
_MARKS = re.compile(r"[\\`*\[\]]|<(?!\s|=)|&(?=#|\w+;)|~(?=~)|(?<=~)~|(?<!\w)_|_(?!\w)")
_LINE_MARKS = re.compile(
    r"^(?:(?=\#{1,6}(?:\s|$)|>|[-+](?:\s|$)|=+[ \t]*$|[-:|][-:| \t]*$)|(\d{1,9})(?=[.)](?:\s|$)))", re.MULTILINE
)
_HARD_BREAK = re.compile(rf"(?<!\s)\s*{HARD_BREAK}\s*")
_SOFT_BREAK = re.compile(r"(?<![ \t])[ \t]*\n\s*")
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\\\x00-\x1f\x7f]+\Z")


def write(blocks: list[Block]) -> str:
    """The body of a section or an answer; its highest heading becomes ###."""
    levels = [block.level for block in blocks if block.kind == Kind.HEADING]
    return _write(blocks, _TOP_HEADING - min(levels, default=_TOP_HEADING))


def write_inline(inline: Inline) -> str:
    """A paragraph."""
    return _LINE_MARKS.sub(r"\1\\", _marks_written(inline))


def _marks_written(inline: Inline) -> str:
    runs = inline.stripped().runs
    parts = []
    for link, group in groupby(enumerate(runs), key=lambda pair: pair[1].link):
        inner = [(place, run) for place, run in group]
        text = "".join(_marked(run, *_around(runs, place, inside=link is not None)) for place, run in inner)
        if link and parts and parts[-1].endswith("!"):
            parts[-1] = parts[-1][:-1] + "\\!"  # or the link would be a picture
        parts.append(_link(text, link.address, "".join(run.text for _, run in inner)) if link else text)
    return _SOFT_BREAK.sub("\n", _HARD_BREAK.sub(r"\\\n", "".join(parts).strip()))


def _write(blocks: list[Block], shift: int, gap: str = "\n\n") -> str:
    parts, before = [], None
    for block in blocks:
        text = _write_block(block, shift, before)
        if text:
            parts.append(text)
            before = block
    return gap.join(parts)


def _write_block(block: Block, shift: int, before: Block | None) -> str:
    match block.kind:
        case Kind.PARAGRAPH:
            return write_inline(block.inline)
        case Kind.HEADING:
            marks = "#" * min(max(block.level + shift, _TOP_HEADING), 6)
            return f"{marks} {_one_line(block.inline)}"
        case Kind.BULLETS | Kind.NUMBERS:
            return _list(block, shift, before)
        case Kind.QUOTE:
            return _indent(_write(block.children, shift), "> ", "> ")
        case Kind.TABLE:
            return _table(block)
        case Kind.CODE:
            fence = _fence(block.text, 3)
            return f"{fence}{block.info}\n{block.text.rstrip(chr(10))}\n{fence}"
    return ""


def _list(block: Block, shift: int, before: Block | None) -> str:
    numbered = block.kind == Kind.NUMBERS
    new_count = bool(before) and before.kind == block.kind and block.start != before.start + len(before.children)
    sign = ")" if new_count else "."  # or Markdown would count on from the list before
    items = []
    for number, item in enumerate(block.children, block.start):
        marker = f"{number}{sign} " if numbered else "- "
        gap = "\n\n" if _is_loose(item) else "\n"
        items.append(_indent(_write(item.children, shift, gap), marker, " " * len(marker)))
    return ("\n\n" if any(map(_is_loose, block.children)) else "\n").join(items)


def _is_loose(item: Block) -> bool:
    """Whether its blocks need blank lines between them: all but a list below its text do."""
    return any(
        child.kind != Kind.BULLETS and (child.kind, child.start) != (Kind.NUMBERS, 1) for child in item.children[1:]
    )


def _table(block: Block) -> str:
    rows = [[_one_line(cell.inline).replace("|", "\\|") for cell in row.children] for row in block.children]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _one_line(inline: Inline) -> str:
    """A heading or a cell of a table."""
    return re.sub(r"(?:^|(?<=\s))#(?=#*$)", r"\\#", re.sub(r"\\?\n", " ", _marks_written(inline)))


def _indent(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(others + line if line else others.rstrip() for line in lines[1:])]).rstrip()


def _link(text: str, address: str, words: str) -> str:
    if words == address and re.match(r"https?://[^\s<>]+\Z", address):
        return f"<{address}>"
    address = re.sub(r"&(?=#|\w+;)", r"\\&", address)
    return f"[{text}]({address})" if _PLAIN_ADDRESS.match(address) else f"[{text}](<{re.sub(r'[<>]', '', address)}>)"


def _marked(run: Run, before: str, after: str) -> str:
    """The run with its marks; strong ones stand where CommonMark sees them between these neighbouring characters."""
    if run.code:
        fence = _fence(run.text, 1)
        pad = " " if run.text.startswith("`") or run.text.endswith("`") or run.text.strip() != run.text else ""
        return f"{fence}{pad}{run.text}{pad}{fence}"
    if not run.strong:
        return _escape(run.text)
    start, end = _strong_span(run.text, before, after)
    if start >= end:
        return _escape(run.text)
    return f"{_escape(run.text[:start])}**{_escape(run.text[start:end])}**{_escape(run.text[end:])}"


def _strong_span(text: str, before: str, after: str) -> tuple[int, int]:
    """What can stand between the marks: CommonMark does not see **“a”** next to a letter, but “**a**”."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    first = start < end and _is_punctuation(text[start])
    last = start < end and _is_punctuation(text[end - 1])
    lost_at_start = first and start == 0 and not _separates(before)
    lost_at_end = last and end == len(text) and not _separates(after)
    if lost_at_start or (lost_at_end and first):  # both of a pair of quotation marks
        start = len(text) - len(text[start + 1 :].lstrip())
    if lost_at_end or (lost_at_start and last):
        end = len(text[: end - 1].rstrip())
    return start, end


def _around(runs: tuple[Run, ...], place: int, *, inside: bool) -> tuple[str, str]:
    """The characters that will stand before and after the run: of the text, or of a mark."""
    return _edge(runs, place, -1, inside=inside), _edge(runs, place, 1, inside=inside)


def _edge(runs: tuple[Run, ...], place: int, step: int, *, inside: bool) -> str:
    neighbour = runs[place + step] if 0 <= place + step < len(runs) else None
    if inside and (neighbour is None or neighbour.link is not runs[place].link):
        return "["
    if neighbour is None:
        return " "
    if neighbour.code or neighbour.link is not runs[place].link:
        return "`"
    return neighbour.text[-1 if step < 0 else 0]


def _separates(sign: str) -> bool:
    return sign.isspace() or _is_punctuation(sign)


def _is_punctuation(sign: str) -> bool:
    return isMdAsciiPunct(ord(sign)) or isPunctChar(sign)


def _fence(text: str, at_least: int) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0)
    return "`" * max(at_least, longest + 1)


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)
