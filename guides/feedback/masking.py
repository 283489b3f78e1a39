"""What must not be stored of what a reader typed: links, addresses, and numbers that may be a person's."""

import re
import unicodedata

from django.utils.translation import pgettext
from linkify_it import LinkifyIt

_LINKS = LinkifyIt(options={"fuzzy_ip": True})
_HAN = re.compile(r"[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HANDLE = re.compile(r"(?<![A-Za-z0-9_@.])@[A-Za-z0-9_.]{3,}")
# A passport, an identity card: one or two letters and then digits.
_DOCUMENT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[- ]?\d{6,9}(?![A-Za-z0-9])")
# Seven digits or more, however they are grouped: a telephone number, an ICCID, an identity card's number.
_NUMBER = re.compile(r"(?<![A-Za-z0-9])\+?\(?\d(?:[ ().\-\u2010-\u2015\u00a0]{0,2}\d){6,}[Xx]?(?![A-Za-z0-9])")
_DATE = re.compile(r"(?:19|20)\d\d[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])")


def mask(text: str, known: frozenset[str] = frozenset()) -> tuple[str, int]:
    """The text without personal data and links, and how many of them went.

    known: digits of the numbers that stand on the site, which are carriers' own and are kept; so are days.
    """
    text, links = _mask_links(unicodedata.normalize("NFKC", text))
    text, handles = _HANDLE.subn(pgettext("masked in feedback", "[name]"), text)
    text, documents = _DOCUMENT.subn(pgettext("masked in feedback", "[number]"), text)
    numbers = 0

    def masked(match: re.Match) -> str:
        nonlocal numbers
        if _DATE.fullmatch(match[0]) or _digits(match[0]) in known:
            return match[0]
        numbers += 1
        return pgettext("masked in feedback", "[number]")

    text = _NUMBER.sub(masked, text)
    return text, links + handles + documents + numbers


def _mask_links(text: str) -> tuple[str, int]:
    """Chinese puts no space around an address, so for finding it Chinese counts as space."""
    found = _LINKS.match(_HAN.sub(" ", text)) or []
    for link in reversed(found):
        word = (
            pgettext("masked in feedback", "[e-mail]")
            if link.schema == "mailto:"
            else pgettext("masked in feedback", "[link]")
        )
        text = text[: link.index] + word + text[link.last_index :]
    return text, len(found)


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
