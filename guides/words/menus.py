"""[[menu: platform label label]] in words: “设置”→“蜂窝网络”, 「設定」→「行動服務」, “Settings” → “Cellular”."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from babel import Locale
from django.forms.utils import flatatt
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from guides.languages import BY_CODE, Language

from .wordings import Label, Platform, Wording, platforms, region_of

NAME = "menu"
_QUOTES = {"zh-hans": "“{}”", "zh-hant": "「{}」", "en": "“{}”"}
_ARROWS = {"zh-hans": "→", "zh-hant": "→", "en": " → "}
_BRACKETS = {"zh-hans": "（{}）", "zh-hant": "（{}）", "en": " ({})"}


@dataclass(frozen=True)
class Part:
    words: str
    lang: str = ""  # its lang attribute, if it is not in the page's language
    is_note: bool = False  # what we say about a label


@dataclass(frozen=True)
class Menu:
    """A path through a platform's menus, written for readers of one language."""

    platform: Platform
    language: Language
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.words for part in self.parts)

    def __html__(self) -> SafeString:
        parts = format_html_join("", "{}", ((_html(part),) for part in self.parts))
        return format_html('<span class="menu" title="{}">{}</span>', self._title, parts)

    @property
    def _title(self) -> str:
        return ", ".join(filter(None, [self.platform.names[self.language.code], self.platform.version]))


def menu(arguments: Sequence[str], code: str) -> Menu | None:
    """The menu that a directive's arguments name; None if they name none, or if the language is unknown."""
    language = BY_CODE.get(code)
    if not language or objection(arguments):
        return None
    platform = platforms()[arguments[0]]
    with override(code):
        return Menu(platform, language, tuple(_parts([platform.labels[each] for each in arguments[1:]], language)))


def objection(arguments: Sequence[str]) -> str:
    """Why a directive with these arguments cannot be filled, for its editor; empty if it can."""
    if len(arguments) < 2:
        return gettext("write [[menu: platform label label]].")
    platform = platforms().get(arguments[0])
    if not platform:
        return gettext("there is no platform “%(name)s”; there are %(names)s.") % {
            "name": arguments[0],
            "names": ", ".join(platforms()),
        }
    for label in arguments[1:]:
        if label not in platform.labels:
            return gettext("%(platform)s has no menu word “%(name)s”; it has %(names)s.") % {
                "platform": arguments[0],
                "name": label,
                "names": ", ".join(platform.labels),
            }
    return ""


def _parts(labels: Sequence[Label], language: Language) -> Iterator[Part]:
    region, arrow = region_of(language), ""
    for is_own, run in groupby(labels, key=lambda label: region in label.wordings):
        foreign = ""
        for label in run:
            wording = label.in_region(region)
            yield Part(arrow + _quoted(wording, language), "" if is_own else wording.region)
            yield from _elsewhere(label, wording, language)
            arrow, foreign = _ARROWS[language.code], wording.region
        if not is_own:
            yield Part(_BRACKETS[language.code].format(_apology(foreign, language)), is_note=True)


def _elsewhere(label: Label, wording: Wording, language: Language) -> Iterator[Part]:
    """What readers of Traditional Chinese see in Hong Kong, if it is not what they see in Taiwan."""
    other = label.wordings.get("zh-HK") if region_of(language) == "zh-TW" else None
    if other and other.text != wording.text:
        note = gettext("Hong Kong: %(label)s") % {"label": _quoted(other, language)}
        yield Part(_BRACKETS[language.code].format(note), "zh-HK", is_note=True)


def _quoted(wording: Wording, language: Language) -> str:
    return _QUOTES[language.code].format(wording.text)


def _apology(region: str, language: Language) -> str:
    name = Locale.parse(language.babel).languages[region.partition("-")[0]]
    return gettext("the %(language)s wording; none found in this language") % {"language": name}


def _html(part: Part) -> SafeString:
    attributes = flatatt({"class": part.is_note and "menu-note", "lang": part.lang or False})
    return format_html("<span{}>{}</span>", attributes, part.words) if attributes else escape(part.words)
