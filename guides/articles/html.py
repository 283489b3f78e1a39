"""HTML inside an article: what it may mean in Markdown, and what is refused."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from .report import Report, Why


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# These go with all that they hold; what is between other unsafe tags is text and stays.
_REMOVED = _names("script style iframe object applet svg math template noscript textarea select")
UNSAFE = _REMOVED | _names(
    "audio base bgsound button dialog embed form frame frameset image input isindex link meta option plaintext",
    "source title track video xml xmp",
)
BLOCKS = _names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer head",
    "header html legend main menu nav ol p pre section summary table tbody tfoot thead tr ul",
)
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_INLINE = _names(
    "a abbr acronym b bdi bdo big br cite code col colgroup data del dfn em font hr i img ins kbd label li map mark",
    "marquee nobr picture q rp rt ruby s samp small span strike strong sub sup td th time tt u var wbr",
)
KNOWN = UNSAFE | BLOCKS | _HEADINGS | _INLINE
_UNSAFE_VALUE = re.compile(r"(?:java|vb)script:|data:text|expression\s*\(|url\s*\(|@import", re.IGNORECASE)
_UNSAFE_ATTRIBUTE = re.compile(r"on\w+|srcdoc|formaction|action|xlink:href|background|ping")
_ADDRESSES = ("href", "src")  # judged where the link or the picture is made
_BLANK = re.compile(r"[\s\x00-\x20]+")
_UNCLOSED_TAG = re.compile(r"<(?![^<>]*>)")  # html.parser would look to the end of the text for each of them
_DEEPEST_LIST = 20


@dataclass(frozen=True)
class Tag:
    raw: str
    name: str = ""  # "" for a comment, a declaration or a processing instruction
    closes: bool = False
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        return dict(reversed(self.attributes)).get(name, "")

    @property
    def is_unsafe(self) -> bool:
        return self.name in UNSAFE or any(
            _UNSAFE_ATTRIBUTE.fullmatch(name)
            or (name not in _ADDRESSES and _UNSAFE_VALUE.search(_BLANK.sub("", value)))
            for name, value in self.attributes
        )

    def leave_out(self, report: Report) -> None:
        """Note in the report that the tag itself goes, if it is unsafe or holds words."""
        if self.is_unsafe:
            report.refuse(self.raw)
        elif not self.raw.isascii() or not self.name:
            report.drop(Why.MARKUP, self.raw)


def parse_tag(raw: str) -> Tag:
    """One tag as the Markdown parser cuts it out."""
    found = [Tag(raw)]
    parser = HTMLParser()
    parser.handle_starttag = lambda name, attributes: found.append(Tag(raw, name, False, _strings(attributes)))
    parser.handle_endtag = lambda name: found.append(Tag(raw, name, True))
    parser.handle_startendtag = parser.handle_starttag
    parser.feed(raw)
    return found[-1]


def _strings(attributes: list[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value or "") for name, value in attributes)


def remove_unsafe_elements(text: str, report: Report) -> str:
    """The text without scripts, styles, frames and the like, which are listed as refused with all that they hold."""
    for name in sorted(_REMOVED):
        opening = re.compile(rf"<{name}\b[^<>]*>", re.IGNORECASE)
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE)
        kept, place = [], 0
        while (start := opening.search(text, place)) and (end := closing.search(text, start.end())):
            report.refuse(text[start.start() : end.end()])
            kept.append(text[place : start.start()])
            place = end.end()
        text = "".join([*kept, text[place:]])
    return text


def to_markdown(html: str, report: Report) -> str:
    """A block of HTML as Markdown; tags that mark running text stay, to be read where running text is read."""
    translator = _Translator(report)
    translator.feed(_UNCLOSED_TAG.sub("&lt;", _without_comments(html, report)))
    translator.close()
    return "".join(translator.parts)


def _without_comments(html: str, report: Report) -> str:
    kept, place = [], 0
    while (start := html.find("<!--", place)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        report.drop(Why.MARKUP, html[start : end + 3])
        kept.append(html[place:start])
        place = end + 3
    return "".join([*kept, html[place:]])


class _Translator(HTMLParser):
    CDATA_CONTENT_ELEMENTS = RCDATA_CONTENT_ELEMENTS = ()  # a <script> that nothing closes must not swallow the article

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report
        self.parts: list[str] = []
        self.lists: list[int] = []  # for each open list the number of its next item, 0 for bullets

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        tag = Tag(self.get_starttag_text() or "", name, False, _strings(attributes))
        if name in KNOWN - _INLINE or name in ("li", "hr", "td", "th"):
            tag.leave_out(self.report)
            self.parts.append(self._mark(name))
        else:
            self.parts.append(tag.raw)
        if name in ("ul", "ol", "menu"):
            self.lists.append(1 if name == "ol" else 0)

    def _mark(self, name: str) -> str:
        if name in _HEADINGS:
            return "\n\n" + "#" * int(name[1]) + " "
        if name == "li":
            number = self.lists[-1] if self.lists else 0
            if number:
                self.lists[-1] = number + 1
            depth = min(len(self.lists), _DEEPEST_LIST)
            return "\n" + "   " * (depth - 1) + (f"{number}. " if number else "- ")
        if name in ("td", "th"):
            return "" if self.parts and self.parts[-1].endswith("\n") else " / "
        if name == "hr":
            return "\n\n---\n\n"
        return "" if self.lists or name in UNSAFE else "\n\n"

    def handle_endtag(self, name: str) -> None:
        if name in ("ul", "ol", "menu") and self.lists:
            self.lists.pop()
        if name in _INLINE or name not in KNOWN:
            self.parts.append("" if name in ("li", "td", "th") else f"</{name}>")
        elif name not in UNSAFE:
            self.parts.append("" if self.lists else "\n\n")

    def handle_data(self, data: str) -> None:
        data = re.sub(r"(?<!\s)\s*\n\s*", " ", data) if self.lists else re.sub(r"\n[ \t]+", "\n", data)
        self.parts.append(data.replace("<", "\\<"))

    def handle_decl(self, decl: str) -> None:
        self.report.drop(Why.MARKUP, f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.report.drop(Why.MARKUP, f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.report.drop(Why.MARKUP, f"<?{data}>")
