import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.drafting.likeness import address_without_language, differences


@pytest.mark.parametrize(
    ("source", "translation", "kind", "only_in_source", "only_in_translation"),
    [
        ("[[contacts: metfone]]", "contacts", "directives", ["[[contacts: metfone]]"], []),
        (
            "[[fact: metfone notice_days]]",
            "[[fact: metfone notice_day]]",
            "directives",
            ["[[fact: metfone notice_days]]"],
            ["[[fact: metfone notice_day]]"],
        ),
        ("[页](/guides/a/)", "[page](/guides/b/)", "links", ["/en/guides/a/"], ["/en/guides/b/"]),
        ("[页](/letter/)", "[page](/letter/", "links", ["/en/letter/"], []),
        ("[页](https://a.org/x)", "[page](https://a.org/y)", "links", ["https://a.org/x"], ["https://a.org/y"]),
        ("### 题", "#### Title", "headings", ["###"], ["####"]),
        ("### 题", "###Title", "headings", ["###"], []),
        ("- 一\n- 二", "- One", "list items and table rows", ["-"], []),
        ("1. 一\n2. 二", "- One\n- Two", "list items and table rows", ["1.", "1."], ["-", "-"]),
        ("{name}好", "Hello", "placeholders", ["{name}"], []),
    ],
)  # fmt: skip
def test_what_got_lost_is_named(source, translation, kind, only_in_source, only_in_translation):
    assert list(differences(source, translation, markdown=True)) == [(kind, only_in_source, only_in_translation)]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("[页](https://support.apple.com/zh-cn/118669)", "[page](https://support.apple.com/118669)"),
        ("[页](https://support.apple.com/zh-cn/118669)", "[頁](https://support.apple.com/zh-tw/118669)"),
        ("[页](https://www.apple.com.cn/)", "[页](https://www.apple.com.cn)"),
        ("[页](https://zh.example.org/a)", "[page](https://en.example.org/a)"),
        ("[页](https://a.org/?id=3&hl=zh-CN)", "[page](https://a.org/?hl=en&id=3)"),
        ("[页](https://a.org/values-zh-rCN/s)", "[頁](https://a.org/values-zh-rTW/s)[又](https://a.org/values-zh-rHK/s)"),
        ("一[[fact: a notice_days]]二[[fact: b notice_days]]", "[[fact: b  notice_days]], [[ fact:a notice_days ]]"),
        ("甲\n\n乙", "One paragraph where there were two"),
    ],
)  # fmt: skip
def test_what_may_differ_does_not_count(source, translation):
    assert list(differences(source, translation, markdown=True)) == []


def test_a_list_mark_in_plain_text_is_no_list():
    assert list(differences("- 一", "One", markdown=False)) == []


def test_an_address_in_plain_text_counts():
    assert list(differences("见https://a.org/x", "See page", markdown=False)) == [
        ("addresses", ["https://a.org/x"], [])
    ]


def test_an_address_keeps_what_is_not_language():
    assert address_without_language("https://en.a.org/zh-tw/korea/esim?lang=en&p=2#x") == "a.org/korea/esim?p=2#x"


@given(st.text(alphabet="ab1.-#[]()|*\n {}/:"))
def test_any_text_is_like_itself(text):
    assert list(differences(text, text, markdown=True)) == []
