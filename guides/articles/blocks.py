"""The Markdown of an article as a tree of blocks, read from the tokens of markdown-it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from markdown_it.token import Token

from .html import remove_unsafe_elements, to_markdown
from .inline import Inline, Link
from .parser import make_parser
from .report import Fate, Part, Report, Why
from .runs import read_runs

_LONGEST_UNDERLINED = 40  # characters; a longer text above --- is a paragraph above a rule
_SENTENCE_ENDS = tuple("。！!；;，,：:…]")


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullet_list"
    NUMBERS = "ordered_list"
    ITEM = "list_item"
    QUOTE = "blockquote"
    TABLE = "table"
    ROW = "tr"
    CELL = "td"
    CODE = "fence"
    RULE = "hr"


_KINDS = {"th_open": Kind.CELL}  # the first row of a table is its head
_PARTS = {
    Kind.HEADING: Part.HEADING,
    Kind.PARAGRAPH: Part.PARAGRAPH,
    Kind.ITEM: Part.ITEM,
    Kind.TABLE: Part.OTHER,
    Kind.CODE: Part.OTHER,
    Kind.RULE: Part.OTHER,
}


@dataclass(eq=False)
class Block:
    kind: Kind
    inline: Inline = field(default_factory=Inline)
    children: list["Block"] = field(default_factory=list)
    level: int = 0  # of a heading
    start: int = 1  # of a numbered list
    text: str = ""  # of code
    info: str = ""
    part: Part | None = None  # as what it is counted; None if something that holds it is
    fate: Fate = Fate.KEPT

    def walk(self) -> Iterator["Block"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def drop(self) -> None:
        """Count it and all that it holds as left out; the caller tells the report why."""
        for block in self.walk():
            block.fate = Fate.DROPPED
            for link in block.inline.links:
                link.fate = Fate.DROPPED

    @property
    def words(self) -> str:
        """Everything it says, without marks."""
        said = (text for block in self.walk() for text in (block.inline.plain, block.info, block.text))
        return "\n".join(filter(None, said))


_markdown = make_parser()
_inside_html = make_parser().disable("html_block")


def read_blocks(text: str, report: Report) -> list[Block]:
    """The article as it stands: its parts counted as found, unsafe ones refused."""
    environment: dict = {}
    tokens = _markdown.parse(remove_unsafe_elements(text, report), environment)
    for label, reference in environment.get("references", {}).items():
        report.drop(Why.LINK, f"[{label}]: {reference['href']} {reference.get('title', '')}")
    return _tree(_spliced(tokens, report), report)


def links_of(blocks: Iterable[Block]) -> list[Link]:
    return list(dict.fromkeys(link for block in blocks for each in block.walk() for link in each.inline.links))


def _spliced(tokens: Iterable[Token], report: Report) -> Iterator[Token]:
    """The tokens, with HTML blocks read as Markdown, and with --- under a paragraph taken for the rule that it is."""
    underlined = False
    tokens = iter(tokens)
    for token in tokens:
        if token.type == "html_block":
            yield from _spliced(_inside_html.parse(to_markdown(token.content, report)), report)
        elif token.type == "heading_open" and token.markup == "-":
            inline = next(tokens)
            underlined = _is_underlined(inline.content)
            yield token if underlined else Token("paragraph_open", "p", 1)
            yield inline
        elif token.type == "heading_close" and token.markup == "-" and not underlined:
            yield Token("paragraph_close", "p", -1)
            yield Token("hr", "hr", 0)
        else:
            yield token


def _is_underlined(text: str) -> bool:
    return len(text) <= _LONGEST_UNDERLINED and "\n" not in text and not text.endswith(_SENTENCE_ENDS)


def _tree(tokens: Iterable[Token], report: Report) -> list[Block]:
    root = Block(Kind.QUOTE)
    open_blocks = [root]
    for token in tokens:
        if token.type == "inline":
            open_blocks[-1].inline = read_runs(token, report)
        elif token.tag in ("thead", "tbody"):
            continue
        elif token.nesting < 0:
            open_blocks.pop()
        else:
            block = _block(token, open_blocks[-1])
            if block.part:
                report.find(block.part)
            open_blocks[-1].children.append(block)
            if token.nesting > 0:
                open_blocks.append(block)
    return root.children


def _block(token: Token, parent: Block) -> Block:
    kind = Kind(_KINDS.get(token.type, token.type.removesuffix("_open")))
    part = _PARTS.get(kind)
    if kind == Kind.PARAGRAPH and parent.kind == Kind.ITEM and not parent.children:
        part = None  # the text of the item
    return Block(
        kind,
        level=int(token.tag[1]) if kind == Kind.HEADING else 0,
        start=int(token.attrGet("start") or 1) if kind == Kind.NUMBERS else 1,
        text=token.content if kind == Kind.CODE else "",
        info=token.info.strip() if kind == Kind.CODE else "",
        part=part,
    )
