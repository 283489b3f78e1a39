"""Names as people type them: in either script, as Pinyin, with or without accents, spaces and marks.

A leaf: it stands on `chinese` alone. Pinyin is loaded on first use and without its dictionary of phrases, which would
cost each process 45 MiB; a character with several readings simply counts with each of them.
"""

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product

from babel.core import get_global

from guides.chinese import fold

MOST_READINGS = 8  # of one name
_HAN = re.compile("[㐀-鿿]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TONE_NUMBERS = re.compile(r"(?:[a-z]+[1-5])+")


def key(text: str) -> str:
    """What two spellings of a name have in common: folded letters and digits, no accents, spaces or other marks.

    Not remembered: readers type what they like, of names of our own the spellings are.
    """
    return "".join(_letters(text))


def typed_keys(query: str) -> list[str]:
    """The keys that a typed name may have: han2guo2 is a name with digits or Pinyin with its tones in numbers."""
    found = key(query)
    return [found, re.sub("[1-5]", "", found)] if _TONE_NUMBERS.fullmatch(found) else [found] if found else []


@lru_cache(maxsize=8192)
def spellings(name: str) -> tuple[str, ...]:
    """The keys under which a name is found: itself, itself without what stands in brackets, each in Pinyin too."""
    folded = fold(name)
    plain = [folded, _IN_BRACKETS.sub(" ", folded), *_IN_BRACKETS.sub(" ", folded).split("/")]
    keys = [key(each) for each in plain]
    return tuple(dict.fromkeys(filter(None, [*keys, *(reading for each in keys for reading in _pinyin(each))])))


@lru_cache(maxsize=8192)
def beginnings(name: str) -> tuple[str, ...]:
    """The keys of a name from each of its words on: "South Korea" is found by its beginning and by that of Korea."""
    words = re.split(r"[\s/()（）]+", fold(name))
    later = (key("".join(words[start:])) for start in range(1, len(words)))
    return tuple(dict.fromkeys(filter(None, [*spellings(name), *later])))


@lru_cache(maxsize=512)
def three_letters(code: str) -> str:
    """The ISO 3166-1 code of three letters for that of two: KOR for KR; "" if there is none."""
    aliases = get_global("territory_aliases")
    return next((each for each in aliases if len(each) == 3 and each.isalpha() and aliases[each] == [code]), "")


def _letters(text: str) -> Iterable[str]:
    apart = unicodedata.normalize("NFKD", fold(text))
    together = unicodedata.normalize("NFC", "".join(sign for sign in apart if unicodedata.category(sign) != "Mn"))
    return (sign for sign in fold(together) if sign.isalnum())


def _pinyin(name: str) -> list[str]:
    if not _HAN.search(name):
        return []
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415  see above

    readings = pinyin(name, style=Style.NORMAL, heteronym=True)
    found = ["".join(reading) for reading in islice(product(*readings), MOST_READINGS)]
    return [*found, *(reading.replace("v", "u") for reading in found if "v" in reading)]
