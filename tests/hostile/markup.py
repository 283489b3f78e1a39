"""What a browser makes of a page: its elements and attributes, and what of them could run."""

from collections import Counter

from justhtml import Element as Node
from justhtml import JustHTML

from guides import prose

ADDRESSES = {"href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href", "cite", "ping"}
HARMLESS = ("http://", "https://", "mailto:", "tel:", "weixin:", "tg:", "/", "#", "?", "")
FORBIDDEN = {"style", "srcdoc"}
Shape = tuple[str, tuple[str, ...]]


def elements(html: str) -> list[Node]:
    return list(JustHTML(html, sanitize=False).query("*"))


def shape(found: list[Node]) -> Counter[Shape]:
    """How many elements of each name with these attributes there are."""
    return Counter((each.name, tuple(sorted(each.attrs or ()))) for each in found)


def pairs(found: list[Node]) -> set[tuple[str, str]]:
    return {(each.name, name) for each in found for name in ("", *(each.attrs or ()))}


PROSE = {(tag, "") for tag in prose.TAGS} | {
    (tag, name) for tag, names in prose.ATTRIBUTES.items() for name in names
}  # what Markdown may become: tests/test_hostile_prose.py

DIFFERENCES = {("ins", ""), ("del", "")}  # of two texts: guides/diff.py


def dangers(found: list[Node]) -> list[str]:
    """Attributes that run or style something, and addresses of other kinds than we write."""
    wrong = []
    for each in found:
        for name, value in (each.attrs or {}).items():
            told = f"<{each.name} {name}={value!r}>"
            if name.startswith("on") or name in FORBIDDEN or (name in ADDRESSES and not _is_harmless(value or "")):
                wrong.append(told)
    return wrong


def _is_harmless(address: str) -> bool:
    bare = "".join(sign for sign in address if sign > " ").lower()  # browsers leave these out
    return bare == "" or bare.startswith(HARMLESS[:-1]) or ":" not in bare.split("/")[0]


def content_of(html: str, name: str) -> str:
    """Of the meta element with this property."""
    return JustHTML(html, sanitize=False).query(f'meta[property="{name}"]')[0].attrs["content"]


def data_blocks(html: str) -> list[str]:
    return [each.to_text() for each in JustHTML(html, sanitize=False).query('script[type="application/ld+json"]')]
