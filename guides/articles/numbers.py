"""The numbering of headings: 一、 第二步： 3. Step 4: (5)."""

import re

_HAN = "[一二三四五六七八九十百]"
ORDINAL = re.compile(rf"(?:第{_HAN}{{1,3}}(?:部分|章|节|節)\s*[、：:.．]?|{_HAN}{{1,3}}\s*[、．.：:])\s*(?=\S)")
_ARABIC = r"(?:\d{1,2}\s*[.、．)）](?!\d)|[(（]\s*\d{1,2}\s*[)）]|\d{1,2}\ufe0f?\u20e3)"
_COUNT = rf"\s*(?:{_HAN}{{1,3}}|\d{{1,2}})\s*"
_STEP_WORD = rf"(?:第{_COUNT}步|步[骤驟]{_COUNT}|[Ss][Tt][Ee][Pp]\s*\d{{1,2}})\s*[：:、.，,—–-]*"
STEP = re.compile(rf"(?:{_ARABIC}|{_STEP_WORD})\s*(?=\S)")
ITEM = re.compile(rf"{_ARABIC}\s*(?=\S)")


def length(numbering: re.Pattern, text: str) -> int:
    """How many characters at the beginning of the text are its number."""
    match = numbering.match(text)
    return match.end() if match else 0
