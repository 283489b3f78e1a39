from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.drafting.numbers import numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("等30天", "Wait 30 days"),
        ("10万至30万港元", "HK$100,000 to HK$300,000"),
        ("3500万个号码", "35 million numbers"),
        ("2026年8月14日", "14 August 2026"),
        ("2026年8月14日", "2026-08-14"),
        ("等5天", "Wait five days"),
        ("等14天", "等十四天"),
        ("前180天", "前一百八十天"),
        ("1.5GB", "1.5 GB"),
        ("最多0.5小时", "at most half an hour"),
        ("0.5小时", "半小時"),
        ("拨+855 12 812 812", "Call +855-12-812-812"),
        ("拨1588-0010", "Call 1588 0010"),
        ("[[fact: metfone number_kept_days]]", "facts are numbers elsewhere"),
        ("[页](https://example.org/2026/11)", "page"),
        ("二十四小时", "24 hours"),
    ],
)
def test_the_same_in_numbers(one, other):
    first, second = numbers(one), numbers(other)
    assert (first.beyond(second), second.beyond(first)) == ([], [])


@pytest.mark.parametrize(
    ("one", "other", "only_in_one"),
    [
        ("等30天", "Wait 13 days", ["30"]),
        ("10万港元", "HK$10,000", ["100000"]),
        ("8月14日", "14 September", ["8"]),
        ("拨+855 12 812 812", "Call +855 12 812 813", ["85512812812"]),
        ("等30天", "Wait", ["30"]),
        ("1.5GB", "15 GB", ["1.5"]),
        ("3步，5天", "three steps", ["5"]),
    ],
)
def test_not_the_same_in_numbers(one, other, only_in_one):
    assert numbers(one).beyond(numbers(other)) == only_in_one


def test_words_alone_claim_nothing():
    assert numbers("一些人，没有一个").beyond(numbers("no one")) == []
    assert numbers("one or two").beyond(numbers("")) == []


@given(st.integers(min_value=0, max_value=999_999))
def test_a_number_is_the_same_with_and_without_separators(number):
    assert numbers(f"{number:,} days").figures == numbers(f"{number}天").figures == {Decimal(number)}


@given(st.text())
def test_any_text_agrees_with_itself(text):
    assert numbers(text).beyond(numbers(text)) == []
