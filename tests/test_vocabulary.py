import pytest
from django.utils import translation

from guides.vocabulary import (
    RECHECK_DAYS,
    Confidence,
    Meaning,
    Topic,
    ValueType,
    check_value,
    value_words,
)

GOOD = {
    ValueType.DAYS: ["1", "90", "9999"],
    ValueType.ANSWER: ["yes", "no", "partly"],
    ValueType.RENEWAL: ["yes", "no", "optional"],
    ValueType.EFFECT: ["at_once", "end_of_cycle", "days:7", "working_days:3", "days:999"],
    ValueType.IDENTITY: ["passport", "none", "passport,account_pin", "id_card,passport"],
}
BAD = {
    ValueType.DAYS: ["", "0", "-1", "01", "10000", "1.5", "90 days", "９０", "90\n", "ninety"],
    ValueType.ANSWER: ["", "YES", "optional", "true", "maybe", "yes\n"],
    ValueType.RENEWAL: ["", "partly", "Yes"],
    ValueType.EFFECT: ["", "days", "days:", "days:0", "days:1000", "weeks:2", "at_once\n", "days:7 "],
    ValueType.IDENTITY: ["", "passport,", ",", "visa", "passport, none", "passport;none"],
}


@pytest.mark.parametrize("topic", Topic)
def test_a_topic_takes_the_values_of_its_type_and_refuses_others(topic):
    for value in GOOD[topic.value_type]:
        check_value(topic, value)
    for value in BAD[topic.value_type]:
        with pytest.raises(ValueError, match="is not a value of"):
            check_value(topic, value)


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_value_has_words_in_every_language(topic, language):
    with translation.override(language):
        assert all(value_words(topic, value).strip() for value in GOOD[topic.value_type])


def test_an_identity_is_asked_for_or_it_is_not():
    with pytest.raises(ValueError, match="is not a value of"):
        check_value(Topic.ID_REQUIRED, "passport,none")


@pytest.mark.parametrize(
    ("topic", "value", "words"),
    [
        (Topic.NUMBER_KEPT_DAYS, "90", "90 days"),
        (Topic.NUMBER_KEPT_DAYS, "1", "1 day"),
        (Topic.REFUND_WINDOW_DAYS, "1095", "3 years"),
        (Topic.VALIDITY_DAYS, "365", "365 days"),
        (Topic.AUTO_RENEWS, "optional", "Only if switched on"),
        (Topic.CANCEL_ONLINE, "partly", "In part"),
        (Topic.TAKES_EFFECT, "at_once", "at once"),
        (Topic.TAKES_EFFECT, "end_of_cycle", "at the end of the billing cycle"),
        (Topic.TAKES_EFFECT, "days:1", "within 1 day"),
        (Topic.TAKES_EFFECT, "working_days:3", "within 3 working days"),
        (Topic.ID_REQUIRED, "passport,account_pin", "passport, account PIN"),
    ],
)
def test_values_read_as_english(topic, value, words):
    with translation.override("en"):
        assert value_words(topic, value) == words


def test_chinese_words_differ_from_english_and_between_the_scripts():
    found = []
    for language in ("en", "zh-hans", "zh-hant"):
        with translation.override(language):
            found.append(value_words(Topic.TAKES_EFFECT, "end_of_cycle"))
    assert len(set(found)) == 3


def test_every_topic_belongs_to_the_meaning_that_a_reader_looks_under():
    by_meaning = {meaning: {topic.value for topic in Topic if topic.meaning == meaning} for meaning in Meaning}
    assert by_meaning == {
        Meaning.RENEWAL: {"auto_renews"},
        Meaning.ACCOUNTS: {"resold_after_days"},
        Meaning.LINE: {
            "cancel_online",
            "cancel_by_phone",
            "cancel_in_person",
            "cancel_from_abroad",
            "port_out_ends_line",
            "notice_days",
            "takes_effect",
            "id_required",
            "validity_days",
            "outgoing_blocked_days",
            "all_blocked_days",
            "number_kept_days",
        },
        Meaning.MONEY: {"balance_refundable", "refund_window_days"},
        Meaning.DEVICE: {"reinstallable", "keep_until_refund"},
        Meaning.REGISTRATION: {"identity_registered", "device_registered"},
    }


def test_what_is_less_sure_is_checked_more_often():
    assert [RECHECK_DAYS[each] for each in Confidence] == [180, 90, 60]


def test_values_fit_their_columns():
    from guides.models import Fact

    longest = max(len(value) for values in GOOD.values() for value in values)
    assert max(map(len, Topic.values)) <= Fact._meta.get_field("topic").max_length
    assert longest <= Fact._meta.get_field("value").max_length
