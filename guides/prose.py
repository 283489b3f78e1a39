"""Markdown to a small, safe set of HTML.

A leaf. Rendering costs milliseconds and depends on nothing but its arguments, so results are kept in memory.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import nh3
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override
from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from guides import directives
from guides.languages import meant_by
from guides.words import menus

KEPT = 512  # results of each kind, of a few kilobytes: what an edit elsewhere need not make again
TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {
    "a": {"href", "rel", "class", "aria-label"},
    "div": {"class", "tabindex"},
    "li": {"id"},
    "ol": {"class", "start"},
    "span": {"class", "lang", "title"},
    "th": {"scope"},
    "ul": {"class"},
}
_EXTERNAL = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_SITE_PATH = re.compile(r"/(?:[a-z0-9][\w./-]*)?(?:\?[^\s\\]*)?(?:#[\w-]+)?\Z", re.IGNORECASE)
_OTHER_LINK = re.compile(r"(?:mailto:|tel:|#)[^\s\\]+\Z", re.IGNORECASE)
_UNPREFIXED = ("/media/", "/static/")


def is_safe_link(href: str) -> bool:
    """http(s), mailto, tel, a path of this site, or a place on the page; nothing that a browser reads otherwise."""
    if not href:
        return False
    if _EXTERNAL.match(href):
        return "\\" not in href
    return bool(_SITE_PATH.match(href) or _OTHER_LINK.match(href))


_CJK = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def _cjk_emphasis(state: StateInline, silent: bool) -> bool:
    """markdown-it's own rule, but next to Chinese text a mark needs no space: **“到期”**之后 is strong.

    CommonMark decides by spaces and punctuation whether ** opens or closes, which fails where words have no spaces.
    """
    start, marker = state.pos, state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(start, marker == "*")
    before, after = state.src[start - 1 : start], state.src[start + scanned.length : start + scanned.length + 1]
    beside_cjk = marker == "*" and (_CJK.match(before) or _CJK.match(after))
    can_open = bool(after.strip()) if beside_cjk else scanned.can_open
    can_close = bool(before.strip()) if beside_cjk else scanned.can_close
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, can_open, can_close))
    state.pos += scanned.length
    return True


def _menu(state: StateInline, silent: bool) -> bool:
    """[[menu: …]] as one token that holds its words; nothing where the text's language or the menu is unknown."""
    match = directives.DIRECTIVE.match(state.src, state.pos)
    if not match or match[1] != menus.NAME:
        return False
    if not silent and (menu := menus.menu(directives.read(match).arguments, state.env.get("language", ""))):
        token = state.push("menu", "", 0)
        token.content, token.meta = str(menu), {"menu": menu}
    state.pos = match.end()
    return True


_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_markdown.validateLink = is_safe_link
_markdown.inline.ruler.at("emphasis", _cjk_emphasis)
_markdown.inline.ruler.before("link", "menu", _menu)


def parse(text: str, level: int = 3, language: str = "") -> list[Token]:
    """The text as tokens, by the rules that render() follows; no heading above the level.

    language: code in which menus are named; without it they are left out.
    """
    tokens = _markdown.parse(text, {"language": language})
    _shift_headings(tokens, level)
    return tokens


@lru_cache(maxsize=KEPT)
def render(text: str, language: str, *, kind: str = "", anchor: str = "", level: int = 3, after: int = 0) -> SafeString:
    """Safe HTML of a Markdown text.

    language: code whose prefix site paths get. kind: "steps" makes top-level numbered lists linkable steps, "before"
    makes top-level lists checklists; both take their ids from anchor and count on from after. level: that of the
    highest heading allowed.
    """
    tokens = parse(text, level, language)
    _mark_lists(tokens, kind, anchor, language, after)
    _wrap_tables(tokens)
    for token in tokens:
        for child in token.children or ():
            _finish_inline(child, language)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return mark_safe(  # noqa: S308  nh3 has just cleaned it
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None)
    )


@lru_cache(maxsize=KEPT)
def plain(text: str, language: str = "") -> str:
    """The words of a Markdown text without marks, links or directives; one line per block.

    language: code in which menus are named; without it they are left out, here and in numbered_items.
    """
    return "\n".join(
        line for line in _lines(parse(directives.without_drawings(text), language=language)) if line.strip()
    )


@lru_cache(maxsize=KEPT)
def numbered_items(text: str, language: str = "") -> tuple[str, ...]:
    """The items of the top-level numbered lists as plain words, in order."""
    items: list[list[Token]] = []
    inside = False
    for token in parse(directives.without_drawings(text), language=language):
        if token.level == 0 and token.type == "ordered_list_open":
            inside = True
        elif token.level == 0 and token.type == "ordered_list_close":
            inside = False
        elif inside and token.level == 1 and token.type == "list_item_open":
            items.append([])
        elif inside and items:
            items[-1].append(token)
    return tuple(" ".join(_lines(tokens)) for tokens in items)


def _lines(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(" " if child.type == "softbreak" else child.content for child in token.children or ())
        elif token.type in ("fence", "code_block"):
            yield token.content


def _shift_headings(tokens: list[Token], level: int) -> None:
    """No heading above the allowed level, and none that skips one."""
    previous = level - 1
    for token in tokens:
        if token.type == "heading_open":
            previous = min(max(int(token.tag[1]), level), previous + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{previous}"


def _mark_lists(tokens: list[Token], kind: str, anchor: str, language: str, number: int) -> None:
    list_type, css_class = {
        "steps": ("ordered_list_open", "steps"),
        "before": ("bullet_list_open", "checklist"),
    }.get(kind, ("", ""))
    inside = False
    for token in tokens:
        if token.level == 0 and token.type in ("ordered_list_open", "bullet_list_open"):
            inside = token.type == list_type
            if inside:
                token.attrJoin("class", css_class)
                number = max(number, int(token.attrGet("start") or 1) - 1)
                if number and css_class == "steps":
                    token.attrSet("start", str(number + 1))
        elif inside and token.type == "list_item_open" and token.level == 1:
            number += 1
            token.attrSet("id", f"{anchor}-{number}")
            token.meta["before"] = _step_number(anchor, number, language) if css_class == "steps" else ""
    _insert_before_content(tokens)


def _step_number(anchor: str, number: int, language: str) -> str:
    with override(language):
        label = gettext("Step %(number)d") % {"number": number}
    return format_html('<a class="step-number" href="#{}-{}" aria-label="{}">{}</a>', anchor, number, label, number)


def _insert_before_content(tokens: list[Token]) -> None:
    for position in range(len(tokens) - 1, -1, -1):
        if before := tokens[position].meta.get("before"):
            tokens.insert(position + 1, Token("html_inline", "", 0, content=before))


def _wrap_tables(tokens: list[Token]) -> None:
    """A wide table scrolls by itself, with the keyboard too, instead of widening the page."""
    for position in range(len(tokens) - 1, -1, -1):
        token = tokens[position]
        if token.type == "table_open":
            tokens.insert(position, Token("html_block", "", 0, content='<div class="table-scroll" tabindex="0">'))
        elif token.type == "table_close":
            tokens.insert(position + 1, Token("html_block", "", 0, content="</div>"))
        elif token.type == "th_open":
            token.attrSet("scope", "col")


def _finish_inline(token: Token, language: str) -> None:
    if token.type == "image":  # no images from other hosts: what it shows, in words
        token.type, token.tag, token.nesting = "html_inline", "", 0
        token.content = conditional_escape("".join(child.content for child in token.children or ()))
    elif token.type == "menu":
        token.type, token.content = "html_inline", token.meta["menu"].__html__()
    elif token.type == "link_open":
        token.attrs.pop("title", None)  # seen only by those who have a mouse, and never translated
        href = str(token.attrGet("href") or "")
        if not href:
            token.attrs.pop("href", None)  # a link to nowhere is no link
        if _EXTERNAL.match(href):
            token.attrSet("rel", "external noopener")
        elif href.startswith("/"):
            token.attrSet("href", localized_path(href, language))


def localized_path(path: str, language: str) -> str:
    """A path of this site as authors write it (/guides/remove-esim/) with the language in front."""
    if path.startswith(_UNPREFIXED) or meant_by(path.split("/")[1]):
        return path
    return f"/{language}{path}"
