import pytest
from django.utils import translation

from guides.feedback.masking import mask

KNOWN = frozenset({"85512812812", "114", "18008888"})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Call me on +86 138 0013 8000.", "Call me on [number]."),
        ("我的电话是13800138000，谢谢", "我的电话是[number],谢谢"),
        ("(02) 1234-5678", "[number]"),
        ("１３８００１３８０００", "[number]"),
        ("ICCID 8982 3099 9999 9999 999", "ICCID [number]"),
        ("身份证11010519491231002X", "身份证[number]"),
        ("护照E12345678过期", "护照[number]过期"),
        ("passport EA 1234567", "passport [number]"),
        ("Write to a.b+c@example.org today", "Write to [e-mail] today"),
        ("邮箱abc@example.com可以", "邮箱[e-mail]可以"),
        ("see https://example.org/a?b=1#c or www.example.org", "see [link] or [link]"),
        ("加t.me/quick_cancel办理", "加[link]办理"),
        ("网站example.com打不开", "网站[link]打不开"),
        ("telegram @quick_cancel", "telegram [name]"),
        ("微信@abc_123", "微信[name]"),
    ],
)
def test_what_may_be_a_persons_is_taken_out(text: str, kept: str):
    with translation.override("en"):
        assert mask(text, KNOWN)[0] == kept


@pytest.mark.parametrize(
    "text",
    [
        "114 does not answer",
        "+855 12 812 812 does not answer from abroad",
        "1800-8888 is the right number",
        "I tried on 2026-11-20 and on 2026/1/3",
        "It cost 30000 KRW for 30 days",
        "Dial *137*9# and wait 90 days",
        "Version 17.4.1 of iOS",
        "",
    ],
)
def test_what_stands_on_the_site_days_and_small_numbers_stay(text: str):
    assert mask(text, KNOWN) == (text, 0)


def test_it_says_how_many_pieces_went():
    assert mask("a@example.org, t.me/x_y_z_1, 13800138000", KNOWN)[1] == 3


def test_the_marks_are_in_the_readers_language():
    marks = set()
    for language in ("en", "zh-hans", "zh-hant"):
        with translation.override(language):
            marks.add(mask("13800138000", KNOWN)[0])
    assert len(marks) == 3


@pytest.mark.parametrize("text", ["1" * 20000, "a@" * 10000, "http://" * 3000, "-" * 20000, "(1 " * 7000, "@" * 20000])
def test_hostile_text_is_masked_all_the_same(text: str):
    assert "13800138000" not in mask(text + " 13800138000")[0]
