"""What a letter needs to know of each language it is written in: tags, the word "Subject", dates."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_date

_NARROW_SPACE = "\u202f"  # of CLDR's Russian and Kazakh dates; few fonts have it


@dataclass(frozen=True)
class Tongue:
    html_lang: str
    babel: str  # locale identifier
    subject_label: str  # with its colon and space
    empty_date: str = "[ ]"  # what stands where a date is still to be written by hand

    def day(self, date: datetime.date) -> str:
        return format_date(date, "long", locale=self.babel).replace(_NARROW_SPACE, " ")

    @property
    def date_pattern(self) -> str:
        """The CLDR pattern of `day`, of which only y, MMMM, M, d and quoted words are left."""
        locale = Locale.parse(self.babel)
        pattern = locale.date_formats["long"].pattern.replace(_NARROW_SPACE, " ")
        return pattern.replace("G", f"'{locale.eras['abbreviated'][1]}'")

    @property
    def months(self) -> list[str]:
        names = Locale.parse(self.babel).months["format"]["wide"]
        return [names[number] for number in range(1, 13)]


TONGUES = {
    "ko": Tongue("ko", "ko", "제목: ", "[    년   월   일]"),
    "km": Tongue("km", "km", "ប្រធានបទ៖ "),
    "ru": Tongue("ru", "ru", "Тема: "),
    "kk": Tongue("kk", "kk", "Тақырыбы: "),
    "ja": Tongue("ja", "ja", "件名：", "[    年   月   日]"),
    "th": Tongue("th", "th", "เรื่อง: "),
    "zh-hans": Tongue("zh-Hans", "zh_Hans", "主题：", "[    年   月   日]"),
    "zh-hant": Tongue("zh-Hant", "zh_Hant", "主旨：", "[    年   月   日]"),
    "en": Tongue("en", "en_GB", "Subject: "),
}


def date_forms(tongues: Iterable[Tongue]) -> str:
    """For the browser, as JSON: html lang → pattern and names of the months, so that it writes dates as `day` does."""
    return json.dumps(
        {tongue.html_lang: {"pattern": tongue.date_pattern, "months": tongue.months} for tongue in tongues},
        ensure_ascii=False,
    )
