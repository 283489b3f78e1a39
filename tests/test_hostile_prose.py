"""Whatever an author or an imported article writes, only allowed tags and attributes reach the page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guides import directives, prose

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
LINK = re.compile(r"(?:https?://[^/\s]|mailto:|tel:|#|/(?![/\\]))", re.IGNORECASE)
OWN = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></ScRiPt>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "[a](javascript:alert(1))",
    "[a](java&#10;script:alert(1))",
    "![a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a]: javascript:alert(1)\n\n[a]",
    "<javascript:alert(1)>",
    "`<script>`",
    "```html\n<script>alert(1)</script>\n```",
    '[a](https://example.org "\\" onmouseover=alert(1)")',
    "1. <li id=x onclick=y>\n2. <!-- --> <![CDATA[ <script> ]]>",
    "# <iframe srcdoc='<script>'>",
    "| <script> |\n|---|\n| </td></table><script> |",
    "[[contacts: <script>alert(1)</script>]]",
    "[[fact: \"><script>]]",
    "\x00<\x00script>",
    "&lt;script&gt; &#60;script&#62;",
    "<style>*{}</style><base href=//evil.example/><meta http-equiv=refresh>",
    "￾<math><mi//xlink:href=\"data:x,<script>\">",
    'In words: <script src="/static/nowhere.js"> and a href="/static/nowhere.css"',
    "{{ 7*7 }} {% debug %} ${7*7}",
    "田中さんにあげて下さい 👾 🙇 ﷽ Ṱ̺̺̕o͞",
    "\u202etest\u202d \u2028 \ufeff",
    "> " * 200 + "deep",
    "*" * 2_000,
    "[" * 2_000,
    "![" * 500 + "](x)" * 500,
]  # fmt: skip


class Reader(HTMLParser):
    """Collects what a browser would make of the HTML and what of it is not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in prose.TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in prose.ATTRIBUTES.get(tag, set()):
                self.wrong.append(f"<{tag} {name}>")
            elif name == "href" and not LINK.match(value or ""):
                self.wrong.append(f"href={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    handle_decl = handle_pi = unknown_decl = handle_comment


def wrong_in(text: str, kind: str = "") -> list[str]:
    html = str(prose.render(text, "en", kind=kind, anchor="part"))
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.wrong + (["<script"] if "<script" in html.lower() else [])


def wrong_in_all(texts: list[str]) -> dict[str, list[str]]:
    wrapped = [shape.format(text) for text in texts for shape in ("{}", "[word]({})")]
    return {text: wrong for text in wrapped if (wrong := wrong_in(text))}


def corpus(name: str) -> str:
    path = CORPORA / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", OWN, ids=range(len(OWN)))
def test_hostile_text_renders_to_allowed_html(text):
    assert wrong_in_all([text]) == {}
    assert wrong_in(text, "steps") == wrong_in(text, "before") == []
    assert (isinstance(prose.plain(text), str), isinstance(prose.numbered_items(text), tuple)) == (True, True)


def test_the_xss_corpus_renders_to_allowed_html():
    assert wrong_in_all(corpus("xss_payloads.txt").splitlines()) == {}


def test_the_naughty_strings_render_to_allowed_html():
    assert wrong_in_all(json.loads(corpus("naughty_strings.json"))) == {}


MARKS = st.sampled_from(
    [
        "<",
        ">",
        "](",
        "![",
        "[",
        "]",
        "(",
        ")",
        "javascript:",
        "//",
        "\\",
        '"',
        "'",
        "**",
        "_",
        "#",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "|",
        "|---|",
        "`",
        "```",
        "&#58;",
        "&colon;",
        "<script>",
        "onerror=",
        "data:",
        "https://a.b",
        "[[",
        "中",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(MARKS, st.text(max_size=3)), max_size=30).map("".join)))
@example("[a](/\\evil.example)")
@example("[a](\t//evil.example)")
def test_any_text_renders_to_allowed_html(text):
    assert [wrong_in(text, kind) for kind in ("", "steps", "before")] == [[], [], []]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["text", "[[contacts: a]]", "[[lifecycle: b, c]]", "", "x [[fact: a b]] y", "[[z]]"])))
def test_cutting_at_directives_loses_no_line(lines):
    pieces = directives.split("\n".join(lines))
    count = {"text": 0, "block": 0}
    for piece in pieces:
        if isinstance(piece, str):
            count["text"] += sum(bool(line.strip()) for line in piece.splitlines())
        else:
            count["block"] += 1
    block = [line for line in lines if line.startswith(("[[contacts", "[[lifecycle"))]
    assert count == {"text": sum(map(bool, lines)) - len(block), "block": len(block)}
