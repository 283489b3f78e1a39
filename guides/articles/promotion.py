"""Adverts in an article: accounts to write to, links to chats, "scan to add us"; found wherever they stand.

Only the advert is cut out; a clause goes with it if nothing but "contact us for more" would be left of it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from .inline import HARD_BREAK, Inline, join
from .report import Fate, Part, Report, Why

_APP = (
    r"(?:(?<![A-Za-z])(?:TG|Tg|tg|[Tt]elegram|TELEGRAM|[Ww]e[Cc]hat|WECHAT|[WV]X|[wv]x|[Ww]hats[Aa]pp|WHATSAPP|QQ|qq"
    r"|LINE ?ID)(?![A-Za-z])|电报|電報|飞机|飛機|微信|薇信|V信|v信|扣扣|公众号|公眾號)"
)
_GAP = r"(?:[^\w\n。！？；>→]|[号號群]|ID|id|账号|帳號|客服|频道|頻道|官方|公众号|公眾號){0,12}?"
_SIGN = r"(?:[:：+＋➕💪]|[号號]|ID|id)"
_LETTER = "[A-Za-z0-9_]"
_HANDLE = rf"@[A-Za-z]{_LETTER}{{3,31}}(?!{_LETTER}|\.[a-z])"
_NAME = rf"(?={_LETTER}*[0-9_-])[A-Za-z][A-Za-z0-9_-]{{4,31}}(?![A-Za-z0-9_-])"
_CONTACT = "(?:联系|聯繫|聯絡|咨询|諮詢|客服|添加|关注|關注|私信|加|找|搜索?|[Cc]ontact|[Aa]dd|[Ff]ollow|DM)"
_SCAN = r"(?:扫码|掃碼|扫描[^，。\n]{0,6}二维码|掃描[^，。\n]{0,6}(?:二維碼|QR ?Code))"
_JOIN = r"[^，。\n]{0,6}(?:加|添加|关注|關注|联系|聯絡|咨询)[^，。\n]{0,4}"
_US = "(?:客服|微信|好友|群|我们|我們|小编|小編|公众号|公眾號)"
_END = rf"(?=\s*(?:$|[，。；！？、）】\]|/\n{HARD_BREAK}㐀-鿿]))"
_ADVERTS = (
    rf"{_APP}{_GAP}@{_LETTER}{{3,32}}",  # TG💪+ @name
    rf"{_APP}{_GAP}{_SIGN}{_GAP}{_NAME}",  # 微信号：name88
    rf"{_CONTACT}\s?{_APP}{_GAP}{_NAME}",  # 加微信 name88
    rf"{_APP}{_GAP}[:：]\s*[a-z]{{5,20}}{_END}",  # 微信：name
    rf"(?:QQ|qq|扣扣){_GAP}[1-9]\d{{4,11}}(?!\d)",
    rf"(?:微信|[Ww]e[Cc]hat|[Ww]hats[Aa]pp){_GAP}{_SIGN}{_GAP}\+?\d[\d -]{{6,17}}\d",
    r"(?:公众号|公眾號)\s?[:：“「『]\s?[“「『]?[\w·-]{2,20}[”」』]?",
    r"(?<![\w/.:@-])(?:t\.me|wa\.me|telegram\.me)/[!-~]+",
    rf"{_CONTACT}[^\w\n。！？]{{0,6}}{_HANDLE}",  # 联系 @name
    rf"(?:^|(?<=[\n{HARD_BREAK}]))[^\w\n{HARD_BREAK}]{{0,20}}{_HANDLE}[^\w\n{HARD_BREAK}]{{0,20}}(?=[\n{HARD_BREAK}]|$)",
    rf"[\[【(（][^\w\n]{{0,20}}{_HANDLE}[^\w\n]{{0,20}}?[\])）】]",
    _SCAN + _JOIN + _US,
)
_ADVERT = re.compile("|".join(_ADVERTS))
_CUE = re.compile(rf"{_APP}{_GAP}\Z")
_BRACKETS = {"[": "]", "【": "】", "(": ")", "（": "）", "「": "」", "《": "》", "“": "”"}
_NEAR = 24  # characters: how far from an advert the name of its messenger and the brackets around it are looked for
_LINE_END = "\n" + HARD_BREAK
_SENTENCE_END = _LINE_END + "。！？!?"
_ENDS_OF_PARTS = (_LINE_END, _SENTENCE_END, _SENTENCE_END + "，；;,")
_SOLICITING = re.compile(
    r"(?:需要|如果|如需|如有|有|请|請|可以|可|您|你|我们|我們|朋友|任何|其他|疑问|疑問|问题|問題|随时|隨時|欢迎|歡迎"
    r"|联系|聯繫|聯絡|咨询|諮詢|客服|在线|線上|添加|搜索|扫码|掃碼|关注|關注|私信|订阅|訂閱|频道|頻道|群组|群組|交流"
    r"|办理|辦理|购买|購買|下单|下單|了解|更多|详情|詳情|优惠券|優惠券|优惠|優惠|领取|領取|福利|活动|活動|限时|限時|送"
    r"|点击|點擊|链接|連結|这里|這裡|此处|进入|進入|获取|獲取|或者|或|和|与|也|通过|通過|加|群|官方|微信|电报|小编|小編|的"
    r"|contact|us|on|via|add|follow|join|our|channel|group|for|more|info|at|or|the|me|any|questions|please|see"
    r"|[\W_])*+\Z",
    re.IGNORECASE,
)


def without_adverts(inline: Inline, report: Report) -> Inline:
    """The text without adverts and pictures, which go to the report; the same object if there was none."""
    ranges = _merged(inline.plain, [*_marked(inline), *(match.span() for match in _ADVERT.finditer(inline.plain))])
    if not ranges:
        return inline
    text = inline.plain
    ranges = _merged(text, [_with_cue(text, start, end) for start, end in ranges])
    ranges = _merged(text, _with_clauses(text, ranges))
    pieces = inline.pieces([0, *(edge for pair in ranges for edge in pair), len(text)])
    rest, adverts = join(pieces[::2]), pieces[1::2]
    for advert in adverts:
        _report(advert, report)
    left = set(rest.links)
    for link in dict.fromkeys(link for advert in adverts for link in advert.links):
        link.fate = Fate.CHANGED if link in left else Fate.DROPPED
    return rest.stripped()


def _marked(inline: Inline) -> Iterator[tuple[int, int]]:
    for place, run in inline.placed():
        if run.image or (run.link and run.link.promotional):
            yield place, place + len(run.text)


def _merged(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order; those with nothing but signs between them become one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and (start <= merged[-1][1] or not re.search(r"[\w\n。！？]", text[merged[-1][1] : start])):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _with_cue(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the messenger's name before it and the brackets around it."""
    cue = _CUE.search(text, max(start - _NEAR, 0), start)
    start = cue.start() if cue else start
    while True:
        before, after = text[max(start - _NEAR, 0) : start].rstrip(" "), text[end : end + _NEAR].lstrip(" ")
        if not before or _BRACKETS.get(before[-1]) != after[:1]:
            return start, end
        start = text.rindex(before[-1], 0, start)
        end = text.index(after[0], end) + 1


def _with_clauses(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each range, or its whole line, sentence or clause if what else that says is only how to get in touch."""
    stops = [[-1, *(m.start() for m in re.finditer(f"[{ends}]", text)), len(text)] for ends in _ENDS_OF_PARTS]

    @cache
    def only_solicits(first: int, last: int) -> bool:
        inside = ranges[bisect_left(ranges, (first,)) : bisect_left(ranges, (last,))]
        edges = [first, *(edge for pair in inside for edge in pair), last]
        return all(_SOLICITING.match(text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True))

    def widened(start: int, end: int) -> tuple[int, int]:
        for places in stops:
            first = places[bisect_left(places, start) - 1] + 1
            last = places[bisect_left(places, end)]
            if only_solicits(first, last):
                return _with_punctuation(text, first, last)
        return start, end

    return [widened(*pair) for pair in ranges]


def _with_punctuation(text: str, first: int, last: int) -> tuple[int, int]:
    """The clause with the comma before it, if a sentence goes on there, else with the sign that ends it."""
    if first and text[first - 1] in "，,；;":
        return first - 1, last
    return first, last + 1 if last < len(text) and text[last] not in _LINE_END else last


def _report(piece: Inline, report: Report) -> None:
    pictures = [run for run in piece.runs if run.image]
    report.settle(Part.IMAGE, Fate.DROPPED, len(pictures))
    only_picture = pictures and not any(run.text.strip() for run in piece.runs if not run.image)
    if piece.has_words or pictures or piece.links:
        report.drop(Why.IMAGE if only_picture and not piece.links else Why.PROMOTION, piece.described)
