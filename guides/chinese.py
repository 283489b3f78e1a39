"""OpenCC behind few functions: drafts in Traditional, Simplified, folding for search, characters of the other script.

A leaf: it imports nothing of the project. Converters are loaded on first use and kept: s2twp costs 0.15 s and 46 MiB,
which a worker that only serves pages and searches never pays.
"""

import csv
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from opencc import OpenCC

GLOSSARY = Path(__file__).with_name("glossary.csv")

# What is not prose stays as it is: code, directives, addresses, placeholders; and the mark itself, should it occur.
_MARK = "\ue000"
_NOT_PROSE = r"""
    ^(?P<fence>`{3,}|~{3,}).*\n(?:.*\n)*?(?:(?P=fence).*$|\Z)
  | (?<!`)(?P<ticks>`+)(?!`)(?:[^`]|(?!(?P=ticks)(?!`))`){1,300}?(?P=ticks)(?!`)
  | \[\[[^\[\]\n]*\]\]
  | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*
  | <https?://[^\s<>]+>
  | https?://[!-~]+(?:[㐀-鿿]+[/?\#=&%_.-][!-~]*)*
  | \{[^{}\n]*\}
  | %\(\w+\)[-+\#0 ]*\d*(?:\.\d+)?[a-zA-Z]
  | \ue000
"""
_FLAGS = re.MULTILINE | re.VERBOSE
_KEPT = re.compile(_NOT_PROSE, _FLAGS)
# Simplified 坏 (broken) is in OpenCC also Traditional for 坯: 打坏 must not become 打坯.
_KEPT_IN_SIMPLIFIED = re.compile(_NOT_PROSE + "| 坏", _FLAGS)

_DOUBLE_QUOTES = str.maketrans("“”", "「」")
_SINGLE_QUOTES = re.compile(r"‘((?:[^‘’]|(?<=[A-Za-z])’(?=[A-Za-z]))*)’")

# Folded together beyond what Simplified writes alike. Most of them OpenCC tells apart by context, which search cannot.
_VARIANTS = str.maketrans("帐甚著妳瞭藉覆彷畫画衹祇祗", "账什着你了借复仿划划只只只")

# Simplified characters that Traditional writes too (皇后, 公里, 台灣, Hong Kong's 户): those that OpenCC's tables
# STCharacters, TWVariants and HKVariants give back unchanged, less the few that Traditional has only in rare words.
_SHARED = frozenset(
    "㐹丑丰么于云亘仆伙余佛佣俊修僵克兑党冢冬准凌几凶出划刮制千升卜占卧即卷厘叁只台吁吃合吊同后向呆周咨咸咽哄唇喂噪回困囱埼"
    "夸奸姜娘媪家尸局岩岳峰巨布帘席干幸广床庵弦彩征御志念恒恤悦愈愠愿戚户扇才扎托扣折抬抵拐拼挂挨挲挽捆捍捝揾搜教敚斗旋旗既昆暗"
    "曲札朱朴杆杠杯杰松板查栗核梁棁棋棱榅欲氲污沈沾泄泛注涂涌涚淀温游溪溯漓灶煴熏狸玩璇症痴皂真矩私秋秘税筑粽糊糖系累群胄胡脱腊"
    "腌腽膻致舍芸苔苧范葱蒀蒙蓑蔑虱蚝蜕蜡蝎表谷跖踊辟逾郁酸采里雇雕霉面飧"
)
_RARE_WORDS = re.compile("拮据|胜肽|万俟")
_WRONG_MO = re.compile("(?<=[什甚怎那這多])么")  # Traditional has 老么, but 什麼


def draft(text: str) -> str:
    """Simplified prose or Markdown as Taiwan writes Chinese: a first version for a human to review."""
    return _convert_around(_draft_pattern(), text, _to_taiwan, _glossary())


def to_simplified(text: str) -> str:
    """The text in Simplified characters; its words stay those of its author (網路 becomes 网路, not 网络)."""
    return _convert_around(_KEPT_IN_SIMPLIFIED, text, _converter("t2s").convert)


def fold(text: str) -> str:
    """What search compares: 遠遊卡 = 远遊卡 = 远游卡, 怎麽 = 怎么, ＥＳＩＭ = eSIM.

    Character by character without looking at neighbours, so a word folds alike alone and inside a sentence.
    """
    if text.isascii():  # nothing of that has another form
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_folding())


def foreign_characters(text: str, script: str) -> str:
    """The characters of the text's prose that only the other script writes, each once, in order of appearance.

    script: the code of the text's language, zh-hans or zh-hant; any other has no other script, so the answer is "".
    """
    prose = _KEPT.sub(_MARK, text)
    if script == "zh-hans":
        found = [before for before, after in zip(prose, to_simplified(prose), strict=True) if before != after]
    elif script == "zh-hant":
        prose = _RARE_WORDS.sub(_MARK, prose)
        wrong = {match.start() for match in _WRONG_MO.finditer(prose)}
        found = [sign for place, sign in enumerate(prose) if sign in _simplified_only() or place in wrong]
    else:
        found = []
    return "".join(dict.fromkeys(found))


def _convert_around(
    kept: re.Pattern, text: str, convert: Callable[[str], str], words: dict[str, str] | None = None
) -> str:
    """Convert the text in one piece, for its context, with a mark in place of what is kept or has its own word."""
    found = [match[0] for match in kept.finditer(text)]
    replaced = iter([(words or {}).get(piece, piece) for piece in found])
    return re.sub(_MARK, lambda _: next(replaced), convert(kept.sub(_MARK, text)))


def _to_taiwan(text: str) -> str:
    text = _converter("s2twp").convert(text).translate(_DOUBLE_QUOTES)
    return _SINGLE_QUOTES.sub(r"『\1』", text)


@cache
def _converter(profile: str) -> OpenCC:
    # Without the rarest characters, which phones have no glyph for.
    return OpenCC(profile, include_tofu_risk_dictionaries=False)


@cache
def _glossary() -> dict[str, str]:
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        return {row["zh_hans"]: row["zh_hant"] for row in csv.DictReader(file)}


@cache
def _draft_pattern() -> re.Pattern:
    longest_first = sorted(_glossary(), key=len, reverse=True)
    return re.compile(f"{_NOT_PROSE} | {'|'.join(map(re.escape, longest_first))}", _FLAGS)


@cache
def _simplified_forms() -> dict[str, str]:
    """Each Han character of the basic plane whose Simplified form is another one."""
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    simplified = _converter("t2s").convert("\n".join(characters)).split("\n")
    return {before: after for before, after in zip(characters, simplified, strict=True) if before != after}


@cache
def _folding() -> dict[int, str]:
    own = {chr(before): chr(after) for before, after in _VARIANTS.items()}
    return str.maketrans(own | {before: own.get(after, after) for before, after in _simplified_forms().items()})


@cache
def _simplified_only() -> frozenset[str]:
    return frozenset(_simplified_forms().values()) - _SHARED
