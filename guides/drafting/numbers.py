"""Numbers and telephone numbers in a text, comparable across languages: 10万 = 100,000, 8月 = August, 五 = five = 5."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

# What holds digits that are no statement: addresses and the arguments of directives.
_NO_NUMBERS = re.compile(r"\[\[[^\[\]\n]*\]\]|\]\([^()\s]*\)|https?://[!-~]+")
_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_PHONE = re.compile(r"(?<![\d.,])\+?\d(?:[ \-\u2011()]{0,2}\d){6,}(?![\d,.]*\d)")
_NUMBER = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(\s?(?:[百千万萬亿億]+|(?:thousand|million|billion)\b))?"
)
_TIMES = {"百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TIMES |= {"thousand": 1000, "million": 10**6, "billion": 10**9}

_HAN = re.compile("[〇零一二两兩三四五六七八九十百千万萬半]+")
_HAN_DIGITS = {sign: value for value, signs in enumerate("零一二三四五六七八九") for sign in signs}
_HAN_DIGITS |= {"〇": 0, "两": 2, "兩": 2}

_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
_ENGLISH: dict[str, Decimal] = {}
for _value, _words in enumerate(
    (
        "zero no",
        "one once first single a an january jan",
        "two twice second both february feb",
        "three third march mar",
        "four fourth quarter april apr",
        "five fifth may",
        "six sixth june jun",
        "seven seventh july jul",
        "eight eighth august aug",
        "nine ninth september sept sep",
        "ten tenth october oct",
        "eleven eleventh november nov",
        "twelve twelfth dozen december dec",
    )
):
    _ENGLISH |= dict.fromkeys(_words.split(), Decimal(_value))
_ENGLISH |= {word: Decimal(value) for value, word in enumerate(_TEENS, start=13)}
_ENGLISH |= {word: Decimal(value) for word, value in _TENS.items()} | {"half": Decimal("0.5")}
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


@dataclass
class Numbers:
    """What a text says in numbers.

    phones: digits of at least seven, without separators. figures: what is written in digits. words: what might be said
    in words; a word alone is no proof of a number (一些, no one), so words only excuse figures of another language.
    """

    phones: set[str] = field(default_factory=set)
    figures: set[Decimal] = field(default_factory=set)
    words: set[Decimal] = field(default_factory=set)

    def beyond(self, other: "Numbers") -> list[str]:
        """What this text has in digits and the other has in no way, as people write it."""
        figures = sorted(self.figures - other.figures - other.words)
        return [*sorted(self.phones - other.phones), *(f"{figure.normalize():f}" for figure in figures)]


def numbers(text: str) -> Numbers:
    found = Numbers()
    text = _DATE.sub(r"\1 / \2 / \3", _NO_NUMBERS.sub(" ", text))
    for match in _PHONE.finditer(text):
        found.phones.add(re.sub(r"\D", "", match[0]))
    for match in _NUMBER.finditer(_PHONE.sub(" ", text)):
        figure = Decimal(match[1].replace(",", ""))
        for times in re.findall("[百千万萬亿億]|[a-z]+", match[2] or ""):
            figure *= _TIMES[times]
        found.figures.add(figure)
    found.words |= {_ENGLISH[word] for word in map(str.lower, _WORD.findall(text)) if word in _ENGLISH}
    for match in _HAN.finditer(text):
        found.words |= {_han_value(match[0]), *(Decimal(_HAN_DIGITS[each]) for each in match[0] if each in _HAN_DIGITS)}
    return found


def _han_value(numeral: str) -> Decimal:
    """一百八十 → 180, 十二 → 12, 两万 → 20000, 半 → 0.5."""
    if "半" in numeral:
        return Decimal("0.5")
    total, digit = 0, None
    for sign in numeral:
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
        elif sign in "万萬":
            total, digit = (total + (digit or 0) or 1) * 10**4, None
        else:
            total, digit = total + (1 if digit is None else digit) * {"十": 10, "百": 100, "千": 1000}[sign], None
    return Decimal(total + (digit or 0))
