"""What two languages of one text must share: directives, links, placeholders, headings, list items, table rows."""

import html
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from urllib.parse import parse_qsl, urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guides import directives, prose

# Of an address, what may differ because a page is there in several languages: /zh-cn/, en.example.org, ?hl=zh-TW,
# and the folders of Android's own texts (values, values-zh-rTW).
_LANGUAGE = re.compile(
    r"(?:values-)?(?:zh|en|ko|ja)(?:[-_]r?(?:[a-z]{2}|han[st]))*|(?:cn|tw|hk|mo|sg|us|gb|uk|au)|values", re.IGNORECASE
)
_LANGUAGE_KEYS = {"hl", "lang", "language", "locale", "lc"}

_ADDRESS = re.compile(r"https?://[!-~]+")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?=[ \t])", re.MULTILINE)
_HREF = re.compile(r'href="([^"]*)"')
_LIST_TAG = re.compile(r"<(/?)(ol|ul|li|tr)\b")

Difference = tuple[str, list[str], list[str]]  # of what kind; what only the first text has; what only the second has


def differences(first: str, second: str, *, markdown: bool) -> Iterator[Difference]:
    """What one of the texts has and the other has not, by kind. Plain text has no structure, so less is compared."""
    for kind, found_in in _MARKDOWN_KINDS if markdown else _PLAIN_KINDS:
        if only := _unshared(found_in(first), found_in(second)):
            yield str(kind), *only


def in_words(kind: str, only: dict[str, list[str]]) -> str:
    """A difference for people. only: what only one of two sides has, by the side's name."""
    shown = "; ".join(f"{side}: {', '.join(found)}" for side, found in only.items() if found)
    return gettext("%(kind)s differ; only in %(sides)s") % {"kind": kind, "sides": shown}


def address_without_language(address: str) -> str:
    """The address without the part that says in which language its page is, for comparing only."""
    parts = urlsplit(address)
    host = parts.netloc.lower().split(".")
    if len(host) > 2 and _LANGUAGE.fullmatch(host[0]):
        host = host[1:]
    path = [step for step in parts.path.split("/") if step and not _LANGUAGE.fullmatch(step)]
    query = sorted(f"{key}={value}" for key, value in parse_qsl(parts.query) if key.lower() not in _LANGUAGE_KEYS)
    return "/".join([".".join(host), *path]) + "?".join(["", *query]) + f"#{parts.fragment}"


def _unshared(ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]] | None:
    """None if they are the same up to order and to the language of addresses."""
    mine, yours = (Counter(map(_comparable, found)) for found in (ours, theirs))
    if mine == yours:
        return None
    return [*_beyond(ours, mine - yours)], [*_beyond(theirs, yours - mine)]


def _comparable(found: str) -> Hashable:
    return address_without_language(found) if found.startswith(("http://", "https://")) else found


def _beyond(found: list[str], surplus: Counter) -> Iterator[str]:
    for each in found:
        if surplus[_comparable(each)]:
            surplus[_comparable(each)] -= 1
            yield each


def _directives(text: str) -> list[str]:
    return [f"[[{each.name}: {' '.join(each.arguments)}]]" for each in directives.find(text)]


def _links(text: str) -> list[str]:
    """Where a reader can go: a link whose mark is damaged is none, and a page linked twice is one.

    One language may link a page as it is for Taiwan and for Hong Kong, where another links it once.
    """
    found = [html.unescape(address) for address in _HREF.findall(prose.render(text, "en"))]
    return list({_comparable(each): each for each in found}.values())


def _headings(text: str) -> list[str]:
    return _HEADING.findall(text)


def _items(text: str) -> list[str]:
    """1. or - for every list item, and | for every table row."""
    found, lists = [], []
    for closing, tag in _LIST_TAG.findall(prose.render(text, "en")):
        if tag in ("ol", "ul"):
            lists.pop() if closing else lists.append("1." if tag == "ol" else "-")
        elif not closing:
            found.append("|" if tag == "tr" else lists[-1])
    return found


_PLAIN_KINDS: list[tuple[str, Callable[[str], list[str]]]] = [
    (_("placeholders"), _PLACEHOLDER.findall),
    (_("addresses"), _ADDRESS.findall),
]
_MARKDOWN_KINDS: list[tuple[str, Callable[[str], list[str]]]] = [
    (_("directives"), _directives),
    (_("links"), _links),
    (_("placeholders"), _PLACEHOLDER.findall),
    (_("headings"), _headings),
    (_("list items and table rows"), _items),
]
