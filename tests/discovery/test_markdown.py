"""Markdown written again: it means the same elsewhere as here, and nothing more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from guides import prose
from guides.discovery.markdown import link, listed, paragraphs, rewritten, words

ELSEWHERE = MarkdownIt("commonmark").enable("table")  # takes HTML as HTML, and any link as a link
SITE, PAGE = "https://example.org", "https://example.org/en/norway/leave/"


def again(text: str, level: int = 3) -> str:
    return rewritten(text, "en", SITE, PAGE, level)


def types(text: str) -> set[str]:
    tokens = ELSEWHERE.parse(text)
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}


@pytest.mark.parametrize(("text", "written"), [
    ("**“到期”**之后", "**“到期”**之后"),
    ("1. Call\n2. Wait", "1. Call\n2. Wait"),
    ("3. Call\n4. Wait", "3. Call\n4. Wait"),
    ("- a\n  - b", "- a\n  - b"),
    ("[here](/guides/remove-esim/)", "[here](https://example.org/en/guides/remove-esim/)"),
    ("[here](/zh-hans/about/)", "[here](https://example.org/zh-hans/about/)"),
    ("[there](#steps)", "[there](https://example.org/en/norway/leave/#steps)"),
    ("[there](https://example.com/?a=1&b=2 'title')", "[there](https://example.com/?a=1&b=2)"),
    ("![A *plan*](https://evil.example/pixel.png)", "A plan"),
    ("# One\n\n#### Two", "### One\n\n#### Two"),
    ("One\n===", "### One"),
    ("~~gone~~", "~~gone~~"),
    ("| a | b |\n|---|---|\n| 1 \\| 2 | `x` |", "| a      | b   |\n| ------ | --- |\n| 1 \\| 2 | `x` |"),
    ("`<b>`", "`<b>`"),
    ("+855 12 812 812, *114#", "+855 12 812 812, \\*114#"),
])  # fmt: skip
def test_what_an_author_wrote_is_kept(text: str, written: str):
    assert again(text) == written


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>", "a <img src=x onerror=y>", "<!-- x -->", "&lt;b&gt;", "\\<b>", "<?php ?>",
    "\n\n<div>\n", "[x](javascript:alert(1))", "[x](data:text/html,x)", "![x](https://evil.example/)",
    "[x]\n\n[x]: javascript:a",
])  # fmt: skip
def test_nothing_becomes_html_a_picture_or_a_bad_link_elsewhere(text: str):
    found = ELSEWHERE.parse(again(text))
    children = [child for token in found for child in token.children or ()]
    assert {"html_block", "html_inline", "image"} & types(again(text)) == set()
    assert [
        child for child in children if child.type == "link_open" and not prose.is_safe_link(child.attrGet("href"))
    ] == []


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_plain_words_stay_plain_words(text: str):
    expected = " ".join(text.split())
    tokens = ELSEWHERE.parse(words(text))
    if not expected:
        assert words(text) == ""
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children).strip() == expected


@pytest.mark.parametrize(
    "text", ["# a", "- a", "1. a", "> a", "a\n===", "***", "| a |", "[x]: y", "<b>", "a  \nb", "    x"]
)
def test_words_that_look_like_marks_are_escaped(text: str):
    assert types(words(text)) == {"paragraph_open", "inline", "paragraph_close", "text"} | (
        types(words(text)) & {"text_special"}
    )


def test_lines_of_plain_text_become_paragraphs():
    assert paragraphs("One *x*.\n\nTwo.\n") == "One \\*x\\*.\n\nTwo."


def test_items_of_several_lines_stay_one_item():
    assert listed(["a\nb", "c"]) == "- a\n  b\n- c"


def test_no_address_ends_its_link():
    href = ELSEWHERE.parse(link("x", "https://e.org/a> [y](https://evil.example)"))[1].children[0].attrGet("href")
    assert href.startswith("https://e.org/a%3E")
