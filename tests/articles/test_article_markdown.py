"""What the importer writes reads back as the same text, whatever a stranger typed."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from guides import directives, prose
from guides.articles.blocks import Block, Kind
from guides.articles.inline import Inline, Link, Run, join
from guides.articles.markdown import write

PLAIN_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

signs = st.text(st.sampled_from("字号a1 *_`[]<>&#-+=.!|~\\：。“”()@/?\n"), min_size=1, max_size=8)
text_runs = st.builds(Run, text=signs, strong=st.booleans())
code_runs = st.builds(Run, text=signs.map(lambda text: text.replace("\n", " ").strip() or "x"), code=st.just(True))
link_runs = st.builds(
    Run, text=st.text("字a*]", min_size=1, max_size=4), link=st.builds(Link, st.just("https://example.org/(a)_b?c=1&d"))
)
inlines = st.lists(st.one_of(text_runs, code_runs, link_runs), max_size=5).map(
    lambda runs: join([Inline(tuple(runs))]).stripped()
)


def paragraph(inline: Inline) -> str:
    return write([Block(Kind.PARAGRAPH, inline)])


def unbroken(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def marked_letters(markdown: str) -> list[tuple[str, bool]]:
    """Each letter outside code, and whether it is strong."""
    letters, strong = [], 0
    for token in PLAIN_MARKDOWN.parse(markdown):
        for child in token.children or ():
            strong += child.nesting if child.type.startswith("strong") else 0
            letters += [(sign, strong > 0) for sign in child.content if child.type == "text" and sign.isalnum()]
    return letters


@given(inlines)
def test_a_paragraph_reads_back_as_the_same_words(inline):
    assert prose.plain(paragraph(inline)) == unbroken(inline.plain)


@given(inlines)
def test_what_was_strong_reads_back_as_strong(inline):
    expected = [(sign, run.strong) for run in inline.runs if not run.code for sign in run.text if sign.isalnum()]
    assert marked_letters(paragraph(inline)) == expected


@given(inlines)
def test_a_link_reads_back_with_its_address(inline):
    found = [
        child.attrGet("href")
        for token in PLAIN_MARKDOWN.parse(paragraph(inline))
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert set(found) <= {"https://example.org/(a)_b?c=1&d"}
    assert bool(found) == any(run.link for run in inline.runs)


@given(inlines)
def test_a_heading_and_a_cell_read_back_as_the_same_words(inline):
    cell = Block(Kind.CELL, inline)
    blocks = [
        Block(Kind.HEADING, inline, level=2),
        Block(Kind.TABLE, children=[Block(Kind.ROW, children=[Block(Kind.CELL, Inline((Run("字"),))), cell])]),
    ]
    lines = prose.plain(write(blocks)).split("\n")
    words = unbroken(inline.plain)
    assert lines == [line for line in (words, "字", words) if line]


@given(inlines)
def test_no_text_becomes_a_directive(inline):
    assert directives.find(paragraph(inline)) == []


def test_a_directive_of_a_stranger_stays_words():
    text = paragraph(Inline((Run("[[contacts: metfone]]"),)))
    assert directives.find(text) == []
    assert prose.plain(text) == "[[contacts: metfone]]"
