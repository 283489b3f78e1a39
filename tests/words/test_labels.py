"""The words of menus: where they come from, and what they say in each place."""

import datetime

import pytest

from guides.languages import LANGUAGES
from guides.words.wordings import REGIONS, platforms, terms

LABELS = [
    (f"{platform.id} {label.id}", label) for platform in platforms().values() for label in platform.labels.values()
]
WORDINGS = [(f"{name} {wording.region}", wording) for name, label in LABELS for wording in label.wordings.values()]

# What phones show in mainland China, Taiwan, Hong Kong and English; "" where no source gives it.
TABLE = [
    ("iphone", "settings", "设置", "設定", "", "Settings"),
    ("iphone", "cellular", "蜂窝网络", "行動服務", "", "Cellular"),
    ("iphone", "turn-on-line", "启用此号码", "開啟此號碼", "", "Turn This Line On"),
    ("iphone", "delete-esim", "删除 eSIM", "", "", "Delete eSIM"),
    ("iphone", "remove-plan", "移除蜂窝套餐", "", "", "Remove Cellular Plan"),
    ("iphone", "general", "通用", "", "", "General"),
    ("iphone", "about", "关于本机", "", "", "About"),
    ("pixel", "settings", "设置", "設定", "設定", "Settings"),
    ("pixel", "network", "网络和互联网", "網路與網際網路", "網絡和互聯網", "Network & internet"),
    ("pixel", "sims", "SIM 卡", "SIM 卡", "SIM 卡", "SIMs"),
    ("pixel", "use-sim", "使用此 SIM 卡", "使用這張 SIM 卡", "使用此 SIM 卡", "Use this SIM"),
    ("pixel", "erase-esim", "清除 eSIM 卡", "清除 eSIM", "清除 eSIM 卡", "Erase eSIM"),
    (
        "pixel",
        "erase-question",
        "要清除此 eSIM 卡吗？",
        "要清除這張 eSIM 嗎？",
        "要清除此 eSIM 卡嗎？",
        "Erase this eSIM?",
    ),
    ("pixel", "erase", "清空", "清除", "清除", "Erase"),
    ("samsung", "settings", "设置", "設定", "", "Settings"),
    ("samsung", "connections", "连接", "", "", "Connections"),
    ("samsung", "sim-manager", "SIM 卡管理器", "SIM 卡管理員", "", "SIM manager"),
]


def test_the_words_are_those_of_the_sources():
    assert [
        (platform.id, label.id, *(getattr(label.wordings.get(region), "text", "") for region in REGIONS))
        for platform in platforms().values()
        for label in platform.labels.values()
    ] == TABLE


@pytest.mark.parametrize(("_name", "wording"), WORDINGS, ids=[name for name, _ in WORDINGS])
def test_every_word_has_a_source_and_the_day_it_was_seen(_name, wording):
    source = wording.source
    assert (bool(source.publisher), type(source.seen_on)) == (True, datetime.date)
    assert source.url.startswith("https://") or (source.url, source.reported) == ("", True)


def test_every_label_can_be_shown_to_every_reader():
    assert [name for name, label in LABELS for region in REGIONS if not label.in_region(region).text.strip()] == []


def test_every_platform_has_a_name_in_every_language():
    codes = {language.code for language in LANGUAGES}
    assert {platform.id: set(platform.names) for platform in platforms().values()} == dict.fromkeys(platforms(), codes)


def test_a_word_that_is_missing_is_shown_in_english():
    assert platforms()["iphone"].labels["delete-esim"].in_region("zh-TW").text == "Delete eSIM"


def test_no_source_stands_there_in_vain():
    from guides.words.wordings import _sources

    used = {wording.source for _name, wording in WORDINGS}
    used |= {wording.source for term in terms().values() for wording in term.wordings.values()}
    assert {name for name, source in _sources().items() if source not in used} == set()


def test_the_files_are_read_once():
    assert (platforms() is platforms(), terms() is terms()) == (True, True)
