"""The table of languages: code, own name, html lang, source language, aliases. The only place that lists them.

A leaf: it imports nothing of the project.
"""

import re
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header


@dataclass(frozen=True)
class Language:
    code: str  # in addresses and in Django's settings
    name: str  # in itself, in full
    short_name: str  # in itself, for the switcher
    html_lang: str  # BCP 47, for lang attributes and hreflang
    babel: str  # locale identifier of Babel
    og_locale: str  # of the Open Graph protocol
    source: str | None  # code of the language whose text this one's texts answer
    aliases: tuple[str, ...] = ()  # path prefixes that mean this language, lower case

    @property
    def suffix(self) -> str:
        """Of this language's database columns and bundle keys: title_zh_hans."""
        return self.code.replace("-", "_")


ZH_HANS = Language(
    "zh-hans", "简体中文", "简体", "zh-Hans", "zh_Hans", "zh_CN", None, ("zh", "zh-cn", "zh-sg", "zh-my", "cmn-hans")
)
ZH_HANT = Language(
    "zh-hant", "繁體中文", "繁體", "zh-Hant", "zh_Hant", "zh_TW", "zh-hans", ("zh-tw", "zh-hk", "zh-mo", "cmn-hant")
)
EN = Language("en", "English", "English", "en", "en_GB", "en_GB", "zh-hans")

LANGUAGES = (ZH_HANS, ZH_HANT, EN)
SOURCE = ZH_HANS
DEFAULT = EN
BY_CODE = {language.code: language for language in LANGUAGES}
TARGETS = tuple(language for language in LANGUAGES if language.source)

_ALIASES = {alias: language for language in LANGUAGES for alias in (language.code, *language.aliases)}
_REGION = re.compile(r"-(?:[a-z]{2}|\d{3})\Z")


def current() -> Language:
    """The one effective language of the page being made."""
    return BY_CODE.get(get_language() or "", DEFAULT)


def meant_by(tag: str) -> Language | None:
    """The language a tag stands for, in any letter case, with - or _: zh_HK, zh-Hant-MO, EN-gb. None if it is none."""
    tag = tag.lower().replace("_", "-")
    if tag in _ALIASES:
        return _ALIASES[tag]
    return _ALIASES.get(_REGION.sub("", tag)) if tag.startswith(("zh-han", "en-")) else None


def negotiate(accept_language: str) -> Language:
    """The language for a browser's Accept-Language: the wanted Chinese script if Chinese comes first, else English.

    A reader who prefers a language the site does not have (fr, then zh-TW) gets the best one that it has.
    """
    for tag, _quality in parse_accept_lang_header(accept_language):
        language = meant_by(tag) or (meant_by("zh") if tag.startswith("zh-") else None)
        if language:
            return language
    return DEFAULT
