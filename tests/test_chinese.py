import csv
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guides.chinese import GLOSSARY, draft, fold, foreign_characters, to_simplified
from guides.languages import LANGUAGES

WORDS = st.text(st.sampled_from("韩国韓國远遠游遊卡麼麽么后後里裡台臺乾干发發髮aAé１“”‘’`[](){}%s \n"))


@pytest.mark.parametrize(
    ("simplified", "taiwan"),
    [
        ("运营商", "電信業者"),
        ("短信", "簡訊"),
        ("充值", "儲值"),
        ("二维码", "QR Code"),
        ("手机号", "門號"),
        ("移动网络", "行動網路"),
        ("远游卡", "遠遊卡"),
        ("如何注销账号", "如何註銷帳號"),
        ("简短信息", "簡短訊息"),
        ("90天后发卡银行", "90天後發卡銀行"),
        ("台湾的平台", "台灣的平台"),
        ("中国移动香港", "中國移動香港"),
        ("皇后在公里之后", "皇后在公里之後"),
        ("干净的头发", "乾淨的頭髮"),
        ("“我的‘账户’”", "「我的『帳戶』」"),
        ("“don’t”", "「don’t」"),
    ],
)
def test_a_draft_is_written_as_taiwan_writes(simplified, taiwan):
    assert draft(simplified) == taiwan


@pytest.mark.parametrize(
    "kept",
    [
        "https://example.org/充值/页面?a=1",
        "<https://example.org/充值>",
        "[[fact: 运营商 number_kept_days]]",
        "{手机号}",
        "%(短信)s",
        "`充值`",
        "``a`充值``",
        "```\n充值“”\n```",
    ],
)
def test_a_draft_leaves_alone_what_is_no_prose(kept):
    assert draft(f"充值\n{kept}\n短信") == f"儲值\n{kept}\n簡訊"


def test_a_draft_converts_the_words_of_a_link_and_not_its_address():
    assert draft("[手机号](/guides/远游卡/ “短信”)") == "[門號](/guides/远游卡/ 「簡訊」)"


def test_a_draft_gives_back_a_text_without_han_characters():
    assert draft("Call 114 \ue000 (SKT)") == "Call 114 \ue000 (SKT)"


def test_every_glossary_entry_is_written_in_the_script_of_its_column():
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = [
        row
        for row in rows
        if foreign_characters(row["zh_hans"], "zh-hans") or foreign_characters(row["zh_hant"], "zh-hant")
    ]
    assert wrong == []
    assert len({row["zh_hans"] for row in rows}) == len(rows)
    assert [row for row in rows if draft(row["zh_hans"]) != row["zh_hant"]] == []


@pytest.mark.parametrize(
    ("mixed", "simplified"),
    [
        ("韓國遠遊卡怎麽註銷", "韩国远游卡怎么注销"),
        ("網路", "网路"),
        ("乾坤與乾淨", "乾坤与干净"),
        ("手机打坏了", "手机打坏了"),
        ("https://example.org/註銷/ `註銷`", "https://example.org/註銷/ `註銷`"),
        ("https://example.org/註銷", "https://example.org/注销"),
    ],
)
def test_traditional_characters_become_simplified(mixed, simplified):
    assert to_simplified(mixed) == simplified


@pytest.mark.parametrize(
    "spellings",
    [
        ("远游卡", "遠遊卡", "远遊卡", "遠游卡"),
        ("注销", "註銷", "注銷"),
        ("怎么", "怎麽", "怎麼"),
        ("账号", "帳號", "賬號", "帐号"),
        ("什么", "什麼", "甚麼"),
        ("里面", "裡面", "裏面"),
        ("台湾", "台灣", "臺灣"),
        ("esim", "eSIM", "ESIM", "ｅＳＩＭ"),
        ("计划", "計畫", "計劃"),
        ("上网卡", "上網卡"),
    ],
)
def test_spellings_that_readers_mix_fold_together(spellings):
    assert {fold(spelling) for spelling in spellings} == {spellings[0]}


@given(WORDS, WORDS)
def test_a_word_folds_alike_alone_and_inside_a_sentence(word, rest):
    assert fold(f"{word}\n{rest}") == f"{fold(word)}\n{fold(rest)}"


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)  # the first example loads the dictionaries
@given(WORDS)
def test_conversion_never_fails_and_keeps_lines(text):
    assert draft(text).count("\n") == text.count("\n")
    assert len(to_simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "script", "found"),
    [
        ("韩国远遊卡怎麽停", "zh-hans", "遊麽"),
        ("后天在里面的台上干杯，乾坤，著名，打坏了", "zh-hans", ""),
        ("皇后在公里外的台灣幹活，老么，拮据，用户", "zh-hant", ""),
        ("这里怎么没有价格", "zh-hant", "这么没价"),
        ("根据", "zh-hant", "据"),
        ("參見 https://example.org/页面/ 和 `短信`", "zh-hant", ""),
        ("参见 https://example.org/頁面/ 和 `簡訊`", "zh-hans", ""),
        ("國国", "en", ""),
    ],
)
def test_characters_of_the_other_script_are_found_and_common_ones_are_not(text, script, found):
    assert foreign_characters(text, script) == found


def test_each_foreign_character_is_named_once():
    assert foreign_characters("遊遊遠遊", "zh-hans") == "遊遠"


@pytest.mark.django_db
def test_no_text_that_ships_holds_a_character_of_the_other_script():
    from guides.models import Guide
    from guides.models.translations import guide_texts

    found = [
        (guide.slug, language.code, key, characters)
        for guide in Guide.objects.prefetch_related("sections", "questions", "verdicts")
        for language in LANGUAGES
        for key, text in guide_texts(guide, language).items()
        if (characters := foreign_characters(text, language.code))
    ]
    assert found == []


def test_importing_loads_no_dictionary():
    code = (
        "import guides.chinese as c; c.fold('遠'); import sys; "
        "sys.exit(c._converter.cache_info().currsize != 1 or c._draft_pattern.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
