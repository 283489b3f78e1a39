"""[[menu: …]] in the words of the reader, and what an editor is told of it."""

import pytest
from django.utils.html import escape
from django.utils.translation import gettext, override

from guides import prose
from guides.discovery.markdown import rewritten
from guides.evidence.placing import Placing, faults
from guides.exchange.known import Known
from guides.exchange.mentions import text_faults
from guides.languages import BY_CODE
from guides.words.menus import menu, objection

TEXT = "1. Go to [[menu: pixel settings network]] now."


def apology(code: str, name: str) -> str:
    with override(code):
        return gettext("the %(language)s wording; none found in this language") % {"language": name}


def in_hong_kong(label: str) -> str:
    with override("zh-hant"):
        return gettext("Hong Kong: %(label)s") % {"label": label}


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("iphone settings cellular", "zh-hans", "“设置”→“蜂窝网络”"),
        ("iphone settings cellular", "zh-hant", "「設定」→「行動服務」"),
        ("iphone settings cellular", "en", "“Settings” → “Cellular”"),
        ("pixel use-sim", "zh-hans", "“使用此 SIM 卡”"),
        ("pixel use-sim", "zh-hant", f"「使用這張 SIM 卡」（{in_hong_kong('「使用此 SIM 卡」')}）"),
        ("pixel use-sim", "en", "“Use this SIM”"),
        ("pixel settings sims", "zh-hant", "「設定」→「SIM 卡」"),
        (
            "pixel network sims",
            "zh-hant",
            f"「網路與網際網路」（{in_hong_kong('「網絡和互聯網」')}）→「SIM 卡」",
        ),
        ("iphone delete-esim", "zh-hant", f"「Delete eSIM」（{apology('zh-hant', '英文')}）"),
        (
            "samsung settings connections sim-manager",
            "zh-hant",
            f"「設定」→「Connections」（{apology('zh-hant', '英文')}）→「SIM 卡管理員」",
        ),
        ("iphone settings general about", "zh-hant", f"「設定」→「General」→「About」（{apology('zh-hant', '英文')}）"),
    ],
)
def test_a_menu_is_named_in_the_words_of_the_reader(written, code, words):
    assert str(menu(written.split(), code)) == words


def test_words_of_another_language_are_marked_with_it():
    note = apology("zh-hant", "英文")
    assert menu(["iphone", "settings", "delete-esim"], "zh-hant").__html__() == (
        '<span class="menu" title="iPhone">「設定」<span lang="en">→「Delete eSIM」</span>'
        f'<span class="menu-note">（{escape(note)}）</span></span>'
    )
    assert ' lang="zh-HK"' in menu(["pixel", "network"], "zh-hant").__html__()
    assert " lang=" not in menu(["pixel", "settings", "network", "sims"], "en").__html__()


def test_the_platform_and_its_version_stand_in_the_title():
    assert '<span class="menu" title="Pixel, Android 17">' in prose.render(TEXT, "en")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("zh-hans", "Go to “设置”→“网络和互联网” now."),
        ("zh-hant", f"Go to 「設定」→「網路與網際網路」（{in_hong_kong('「網絡和互聯網」')}） now."),
        ("en", "Go to “Settings” → “Network & internet” now."),
    ],
)
def test_every_form_of_a_text_names_the_menu(code, words):
    placing = Placing([TEXT], BY_CODE[code])
    assert (placing.steps(TEXT), placing.plain(TEXT), prose.plain(TEXT, code)) == ((words,), words, words)
    assert rewritten(TEXT, code, "https://s", "https://s/p").startswith(f"1. {words[:8]}")
    assert words.removesuffix(" now.")[-3:] in rewritten(TEXT, code, "https://s", "https://s/p")


def test_markdown_for_other_programs_holds_the_words_and_no_directive():
    assert rewritten("See [[menu: iphone settings]].", "en", "https://s", "https://s/p") == "See “Settings”."


@pytest.mark.parametrize("text", ["A[[menu: iphone nonsense]]B", "A[[menu: nokia settings]]B", "A[[menu:]]B"])
def test_a_reader_never_sees_an_unknown_menu(text):
    assert str(prose.render(text, "en")).strip() == "<p>AB</p>"
    assert (prose.plain(text, "en"), prose.plain(text)) == ("AB", "AB")
    assert rewritten(text, "en", "https://s", "https://s/p") == "AB"


def test_without_a_language_a_menu_is_left_out():
    assert prose.plain(TEXT) == "Go to  now."


def test_menus_stand_in_strong_words_lists_and_tables():
    html = prose.render("| a |\n|---|\n| **[[menu: iphone settings]]** |\n", "en")
    assert '<td><strong><span class="menu" title="iPhone">“Settings”</span></strong></td>' in html


def test_code_shows_the_directive_itself():
    assert "<code>[[menu: iphone settings]]</code>" in prose.render("`[[menu: iphone settings]]`", "en")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "write [[menu: platform label label]]."),
        ("iphone", "write [[menu: platform label label]]."),
        ("nokia settings", "there is no platform “nokia”; there are iphone, pixel, samsung."),
        (
            "samsung settings erase",
            "samsung has no menu word “erase”; it has settings, connections, sim-manager.",
        ),
        ("iphone settings cellular", ""),
    ],
)
def test_an_editor_is_told_what_is_wrong(written, reason):
    text = f"[[menu: {written}]]"
    assert objection(written.split()) == reason
    assert faults(text, {}) == ([reason] if reason else [])
    named = f"[[menu: {' '.join(written.split())}]]"
    assert list(text_faults(text, Known())) == ([f"{named}: {reason}"] if reason else [])


def test_a_menu_asks_no_query(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        Placing([TEXT], BY_CODE["en"]).blocks(TEXT)
