"""Markdown that reads the same in other people's programs as on this site.

What an author wrote is read by the site's own rules (no HTML, safe links only) and written again, so that nothing
becomes HTML, a link or a picture elsewhere that was plain text here.
"""

import re
from collections.abc import Iterable

from django.utils.translation import pgettext
from markdown_it.token import Token
from mdformat.plugins import PARSER_EXTENSIONS
from mdformat.renderer import MDRenderer, RenderContext, RenderTreeNode

from guides import prose

_SPACES = re.compile(r"\s+")


def rewritten(text: str, language: str, site: str, page: str, level: int = 3) -> str:
    """An author's Markdown with absolute links, pictures in words, and no heading above the level.

    language: code whose prefix site paths get. site: address without slash at the end. page: the document's own.
    """
    tokens = prose.parse(text, level, language)
    for token in tokens:
        if token.type == "heading_open":
            token.markup = "#" * int(token.tag[1])
        for child in token.children or ():
            _finish(child, language, site, page)
    return _write(tokens)


def words(text: str) -> str:
    """Plain words on one line, escaped where Markdown would see marks in them."""
    text = _SPACES.sub(" ", text).strip()
    inline = Token("inline", "", 0, content=text, children=[Token("text", "", 0, content=text)])
    return _write([Token("paragraph_open", "p", 1), inline, Token("paragraph_close", "p", -1)])


def paragraphs(text: str) -> str:
    """Plain text, one paragraph per line of it."""
    return "\n\n".join(words(line) for line in text.splitlines() if line.strip())


def link(text: str, address: str) -> str:
    """text: finished Markdown. The address cannot end the link, whatever an editor typed."""
    return f"[{text}](<{address.replace('<', '%3C').replace('>', '%3E')}>)"


def labelled(label: str, value: str) -> str:
    """With the colon of the active language; both finished Markdown."""
    return pgettext("label and value", "%(label)s: %(value)s") % {"label": label, "value": value}


def listed(items: Iterable[str]) -> str:
    """A list of finished Markdown items."""
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items)


def _finish(token: Token, language: str, site: str, page: str) -> None:
    if token.type == "image":
        token.type, token.tag = "text", ""
        token.content = "".join(child.content for child in token.children or ())
        token.children = None
    elif token.type == "menu":
        token.type = "text"
    elif token.type == "link_open":
        href = str(token.attrGet("href") or "")
        if href.startswith("/"):
            token.attrSet("href", site + prose.localized_path(href, language))
        elif href.startswith("#"):
            token.attrSet("href", page + href)
        token.attrs.pop("title", None)


def _write(tokens: list[Token]) -> str:
    options = {"parser_extension": [PARSER_EXTENSIONS["tables"], _Strikethrough], "mdformat": {"number": True}}
    return MDRenderer().render(tokens, options, {}).strip()


class _Strikethrough:
    """What mdformat asks of an extension. Its own one for strikethrough expects its own parser."""

    @staticmethod
    def _struck(node: RenderTreeNode, context: RenderContext) -> str:
        return "~~" + "".join(child.render(context) for child in node.children) + "~~"

    RENDERERS = {"s": _struck}
