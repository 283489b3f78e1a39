"""What check_facts finds in the facts, and that it finds nothing in what ships."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from guides.evidence.faults import evidence_faults
from guides.models import Country
from tests.factory import TODAY, make_channel, make_country, make_fact, make_provider, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make_source()


@pytest.fixture
def provider(source):
    return make_provider(country=make_country(), website="https://nordic.example.org")


def said(today: datetime.date = TODAY) -> list[str]:
    return [str(fault) for fault in evidence_faults(today)]


def test_what_ships_is_without_fault_on_the_day_it_was_checked():
    assert said() == []


def test_what_ships_is_overdue_once_its_days_are_over():
    later = said(TODAY + datetime.timedelta(days=61))
    assert {fault.partition(":")[0] for fault in later} == {"overdue"}


def test_a_fact_is_overdue_the_day_after_it_is_due(provider, source):
    make_fact(provider, "notice_days", "7", source, recheck_every=30)
    due = TODAY + datetime.timedelta(days=30)
    assert said(due) == []
    assert said(due + datetime.timedelta(days=1)) == [f"overdue: nordic notice_days (any): was due on {due}"]


def test_facts_and_contacts_without_source_are_named(provider):
    make_fact(provider, "notice_days", "7")
    make_channel(provider, "phone", "+47 22 12 34 56")
    assert said() == [
        "unsourced: nordic notice_days (any): has no source, so readers do not see it",
        "unsourced: nordic phone +47 22 12 34 56: has no source, so readers do not see it",
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "number"),
    [
        ("+47 22 12 34 56", "+47 22-12-34-56", "+4722123456"),
        ("22 12 34 56", "+47 22 12 34 56", "+4722123456"),
        ("(22) 123 456", "22123456", "+4722123456"),
        ("02 02", "0202", "0202"),
    ],
)
def test_a_number_of_two_providers_is_a_contradiction(provider, source, ours, theirs, number):
    other = make_provider("boreal", country=provider.country, website="https://boreal.example.org")
    make_channel(provider, "phone", ours, source)
    make_channel(other, "phone", theirs, source)
    assert said() == [f"contradictory: {number}: is the number of several providers: boreal, nordic"]


def test_the_same_digits_in_another_country_are_another_number(provider, source):
    other = make_provider("boreal", country=make_country("sweden", "SE"), website="https://boreal.example.org")
    make_channel(provider, "phone", "22 12 34 56", source)
    make_channel(other, "phone", "22 12 34 56", source)
    assert said() == []


@pytest.mark.parametrize(("kind", "value"), [("short_code", "611"), ("ussd", "*100#"), ("app", "Nordic")])
def test_short_codes_repeat_from_carrier_to_carrier(provider, source, kind, value):
    other = make_provider("boreal", country=provider.country, website="https://boreal.example.org")
    make_channel(provider, kind, value, source)
    make_channel(other, kind, value, source)
    assert said() == []


def test_two_pages_of_one_company_may_name_its_number(provider, source):
    other = make_provider("nordic-prepaid", country=provider.country, website=provider.website)
    make_channel(provider, "phone", "22 12 34 56", source)
    make_channel(other, "phone", "22 12 34 56", source)
    assert said() == []


@pytest.mark.parametrize(("resold", "found"), [("179", True), ("180", False)])
def test_a_number_is_not_resold_while_it_is_kept(provider, source, resold, found):
    for topic, days in (("outgoing_blocked_days", "60"), ("all_blocked_days", "30"), ("number_kept_days", "90")):
        make_fact(provider, topic, days, source, billing="prepaid")
    make_fact(provider, "resold_after_days", resold, source, billing="prepaid")
    expected = ["contradictory: nordic lifecycle (prepaid): is resold after 179 days but kept for 180"]
    assert said() == (expected if found else [])


def test_a_line_can_be_ended_in_some_way(provider, source):
    for topic in ("cancel_online", "cancel_by_phone", "cancel_in_person"):
        make_fact(provider, topic, "no", source)
    assert said() == ["contradictory: nordic (any): can be ended neither online, by phone nor in person"]


def test_what_is_ended_online_is_ended_from_abroad(provider, source):
    make_fact(provider, "cancel_online", "yes", source)
    make_fact(provider, "cancel_from_abroad", "no", source)
    assert said() == ["contradictory: nordic (any): can be ended online, yet not from abroad"]


def test_the_command_lists_and_only_strict_fails(provider):
    make_fact(provider, "notice_days", "7")
    out = io.StringIO()
    call_command("check_facts", stdout=out)
    assert "unsourced: nordic notice_days" in out.getvalue()
    with pytest.raises(CommandError, match="1 unsourced"):
        call_command("check_facts", "--strict", stdout=io.StringIO())


def test_every_country_answers_first_in_every_language_and_says_what_is_not_known():
    """The words by which each language says that something was not found or is not known."""
    unknown = {
        "zh_hans": ("没有找到", "没找到", "没有查到", "还没"),
        "zh_hant": ("沒有找到", "沒找到", "沒有查到", "還沒"),
        "en": ("found no", "did not find", "found neither", "not yet"),
    }
    silent = [
        (country.slug, suffix)
        for country in Country.objects.all()
        for suffix, words in unknown.items()
        if not any(word in getattr(country, f"summary_{suffix}") for word in words)
    ]
    assert (Country.objects.count(), silent) == (22, [])
