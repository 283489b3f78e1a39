"""An article without adverts, pictures and rules, each of which goes to the report."""

from .blocks import Block, Kind
from .promotion import without_adverts
from .report import Fate, Report, Why


def cleaned(blocks: list[Block], report: Report) -> list[Block]:
    """The blocks that have words left; they are changed in place."""
    return [block for block in blocks if _clean(block, report)]


def _clean(block: Block, report: Report) -> bool:
    inline = without_adverts(block.inline, report)
    if inline is not block.inline:
        block.inline, block.fate = inline, Fate.CHANGED
    if block.kind in (Kind.TABLE, Kind.ROW):  # a cell may be empty
        for child in block.children:
            _clean(child, report)
    else:
        block.children = cleaned(block.children, report)
    if any(each.inline.has_words or each.text.strip() for each in block.walk()):
        return True
    report.drop(Why.MARKUP, block.words)
    block.drop()
    return False
