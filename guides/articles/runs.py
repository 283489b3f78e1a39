"""The running text of one Markdown block, read from the tokens of markdown-it: marks, links, HTML tags."""

import re
from dataclasses import replace

from markdown_it.token import Token

from .addresses import Worth, is_promotional, judge
from .html import BLOCKS, KNOWN, parse_tag
from .inline import HARD_BREAK, PICTURE, Inline, Link, Run, join
from .report import Fate, Part, Report, Why

# Han characters at the end of an address are rather the sentence that goes on behind it.
_BARE_ADDRESS = re.compile(r"https?://(?:[!#-;=?-~]|[㐀-鿿]+(?=[/?#=&%_.-]))*[\w/#=&+-]", re.ASCII)


def read_runs(token: Token, report: Report) -> Inline:
    """The text of an inline token. Links that cannot stay are taken off their words and reported."""
    reader = _Reader(report)
    for child in token.children or ():
        reader.read(child)
    inline = _with_links(join([Inline(tuple(reader.runs))]), report)
    return _settled(inline, reader.judged, report)


class _Reader:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.runs: list[Run] = []
        self.strong = 0
        self.link: Link | None = None
        self.judged: dict[Link, Worth] = {}

    def read(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._add(token.content)
            case "code_inline":
                self._add(token.content, code=True)
            case "softbreak":
                self._add("\n")
            case "hardbreak":
                self._add(HARD_BREAK)
            case "strong_open" | "strong_close":
                self.strong += token.nesting
            case "link_open":
                self._open(str(token.attrGet("href") or ""), str(token.attrGet("title") or ""))
            case "link_close":
                self.link = None
            case "image":
                self._picture(token.content, str(token.attrGet("src") or ""), str(token.attrGet("title") or ""))
            case "html_inline":
                self._tag(token.content)

    def _add(self, text: str, *, code: bool = False, image: str = "") -> None:
        self.runs.append(Run(text, self.strong > 0, code, self.link, image))

    def _open(self, address: str, title: str) -> None:
        self.report.find(Part.LINK)
        self.report.drop(Why.LINK, title)
        worth = judge(address)
        mended = address.strip().replace(" ", "%20")
        fate = Fate.KEPT if mended == address else Fate.CHANGED
        self.link = Link(mended, promotional=worth is Worth.PROMOTION, fate=fate)
        self.judged[self.link] = worth

    def _picture(self, description: str, address: str, title: str) -> None:
        self.report.find(Part.IMAGE)
        self.report.drop(Why.IMAGE, title)
        if judge(address) is Worth.UNSAFE:
            self.report.refuse(address)
        self._add(description or PICTURE, image=address or "#")

    def _tag(self, raw: str) -> None:
        tag = parse_tag(raw)
        if tag.name and tag.name not in KNOWN and not tag.is_unsafe:
            self._add(raw)  # <ICCID> is a blank to fill in, not HTML
            return
        tag.leave_out(self.report)
        if tag.name in ("b", "strong"):
            self.strong = max(self.strong + (-1 if tag.closes else 1), 0)
        elif tag.name == "a":
            self.link = None
            if not tag.closes and tag.get("href"):
                self._open(tag.get("href"), tag.get("title"))
        elif tag.name == "img" and not tag.closes:
            self._picture(tag.get("alt"), tag.get("src"), tag.get("title"))
        elif tag.name == "br" and not tag.closes:
            self._add(HARD_BREAK)
        elif tag.name in BLOCKS or tag.name in ("li", "hr"):
            self._add("\n")


def _settled(inline: Inline, judged: dict[Link, Worth], report: Report) -> Inline:
    """The text with the links taken off their words that cannot stay."""
    words: dict[Link, list[Run]] = {link: [] for link in judged}
    for run in inline.runs:
        if run.link in words:
            words[run.link].append(run)
    lost = {link for link, worth in judged.items() if not words[link] or worth not in (Worth.KEPT, Worth.PROMOTION)}
    for link, worth in judged.items():
        if link not in lost:
            continue
        described = Inline(tuple(words[link])).described or link.address
        if worth is Worth.UNSAFE:
            report.refuse(described)
        else:
            report.drop(Why.LINK, described)
        report.settle(Part.LINK, Fate.CHANGED if words[link] else Fate.DROPPED)
    return Inline(tuple(replace(run, link=None) if run.link in lost else run for run in inline.runs))


def _with_links(inline: Inline, report: Report) -> Inline:
    """Addresses that stand in the text without being links, made links."""
    free = "".join("\0" * len(run.text) if run.code or run.link or run.image else run.text for run in inline.runs)
    found = list(_BARE_ADDRESS.finditer(free))
    if not found:
        return inline
    report.find(Part.LINK, len(found))
    pieces = inline.pieces([0, *(edge for match in found for edge in match.span()), len(free)])
    for place, match in enumerate(found):
        link = Link(match[0], promotional=is_promotional(match[0]))
        pieces[2 * place + 1] = Inline((Run(match[0], link=link),))
    return join(pieces)
