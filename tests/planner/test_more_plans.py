"""Readers in between: paid once with a switch for renewal, too late, home already, nothing left to do."""

import datetime
import re

import pytest
from django.utils import timezone

from guides.vocabulary import Need, Topic
from tests.planner.conftest import SATURDAY

TOMORROW = SATURDAY + datetime.timedelta(days=1)
YESTERDAY = SATURDAY - datetime.timedelta(days=1)


def step(plan, name: str):
    return next(each for each in plan.steps if each.id == name)


def evidence(plan, name: str) -> list[tuple[Topic, str]]:
    return [(fact.topic, fact.billing) for fact in step(plan, name).evidence]


@pytest.mark.parametrize("billing", ["prepaid", "renewing", "unknown"])
def test_autopay_is_switched_off_as_the_sources_on_autopay_say(planned, billing):
    plan = planned(f"provider=att-prepaid&billing={billing}&where=abroad")
    assert evidence(plan, "stop_renewal") == [(Topic.AUTO_RENEWS, "prepaid"), (Topic.CANCEL_BY_PHONE, "renewing")]
    assert "Call customer service." in step(plan, "stop_renewal").how
    assert "611" in [row.shown for row in step(plan, "stop_renewal").contacts]


@pytest.mark.parametrize("billing", ["prepaid", "renewing"])
def test_how_a_prepaid_line_is_ended_says_nothing_of_its_renewal(planned, billing):
    """T-Mobile ends prepaid lines by phone or in a shop, and calls AutoPay a step of its own."""
    plan = planned(f"provider=t-mobile&billing={billing}&where=abroad")
    assert evidence(plan, "stop_renewal") == [(Topic.AUTO_RENEWS, "prepaid")]
    assert not any("Call" in line or "shop" in line for line in step(plan, "stop_renewal").how)


def test_a_switch_for_the_renewal_does_not_end_a_prepaid_line_at_once(planned):
    plan = planned("provider=mint-mobile&billing=prepaid")
    assert step(plan, "stop_renewal").need == Need.RECOMMENDED
    assert "end_line" in [item.id for item in plan.not_needed]


def test_whoever_does_not_know_how_it_is_paid_learns_that_it_may_renew(planned):
    finding = step(planned("provider=holafly&ends=2026-12-10&accounts=no"), "stop_renewal")
    assert (finding.need, finding.when.day) == (Need.RECOMMENDED, datetime.date(2026, 12, 3))
    assert [fact.topic for fact in finding.evidence] == [Topic.AUTO_RENEWS, Topic.NOTICE_DAYS, Topic.TAKES_EFFECT]


def test_a_renewal_whose_day_has_passed_has_probably_been_charged(planned):
    passed, to_come = (
        step(planned(f"provider=mobal&billing=renewing&ends={day}&accounts=no"), "stop_renewal")
        for day in (YESTERDAY, SATURDAY)
    )
    assert "has probably been charged already" in passed.how[0]
    assert not any("charged already" in line for line in to_come.how)


def test_a_single_step_does_not_speak_of_steps_above(planned):
    plan = planned("provider=metfone&billing=prepaid&where=home&accounts=no")
    assert [each.id for each in plan.steps] == ["remove_from_phone"]
    assert (plan.steps[0].when.kind.value, plan.steps[0].when.day) == ("free", None)
    assert not any("above" in line for line in plan.steps[0].how)


def test_nothing_waits_for_a_day_that_has_come(planned):
    plan = planned(f"provider=mobal&billing=renewing&where=home&ends={YESTERDAY}")
    assert [(each.id, each.when.kind.value) for each in plan.steps[-2:]] == [
        ("keep_proof", "later"), ("remove_from_phone", "later")
    ]  # fmt: skip
    tomorrow = planned(f"provider=metfone&billing=prepaid&departure={TOMORROW}&accounts=no")
    assert (tomorrow.steps[-1].when.kind.value, tomorrow.steps[-1].when.day) == ("from", TOMORROW)


def test_the_number_from_a_source_is_named_and_without_one_nobody_is_sent_to_a_number_below(planned):
    with_number = step(planned("provider=kt&billing=contract&where=home"), "end_line").how
    without = step(planned("provider=t-mobile&billing=contract&where=home"), "end_line").how
    assert [sum("number below" in line for line in how) for how in (with_number, without)] == [1, 0]
    assert [sum("from the official website only" in line for line in how) for how in (with_number, without)] == [0, 1]


def test_the_earliest_day_of_resale_is_named_only_if_the_line_ends_with_the_plan(planned):
    day = "24 January 2027"  # 45 days after 10 December
    said = {
        billing: step(
            planned(f"provider=t-mobile&billing={billing}&ends=2026-12-10&accounts=yes"), "unlink_accounts"
        ).why
        for billing in ("prepaid", "renewing", "contract", "unknown")
    }
    assert {billing: day in why for billing, why in said.items()} == {
        "prepaid": True, "renewing": True, "contract": True, "unknown": False
    }  # fmt: skip
    other = planned("provider=verizon&billing=contract&ends=2026-12-10&accounts=yes")
    assert day not in step(other, "unlink_accounts").why


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("provider=metfone&billing=prepaid", False),
        ("provider=eyes-mobile&billing=prepaid", True),  # may be ended sooner, through the customer centre
        ("provider=telekom-germany&billing=prepaid", True),  # pays back what is left
        ("provider=kt&billing=contract", True),
        ("provider=holafly&billing=renewing", True),
        ("country=japan", True),
    ],
)
def test_a_letter_is_offered_where_something_is_to_be_asked(client, db, query, wanted):
    html = client.get(f"/en/plan/?{query}").content.decode()
    assert ('class="plan-letter"' in html) == wanted


def test_the_letter_is_in_the_language_of_the_carrier_or_of_the_country(client, db):
    assert 'href="/en/letter/?provider=kt"' in client.get("/en/plan/?provider=kt").content.decode()
    assert 'href="/en/letter/?language=ja"' in client.get("/en/plan/?country=japan").content.decode()
    assert 'href="/en/letter/"' in client.get("/en/plan/?card=esim").content.decode()


@pytest.mark.parametrize("path", ["plan/", "plan/?provider=kt", "plan/?card=x", "plan.ics?provider=kt&departure={day}"])
def test_no_copy_is_used_past_midnight(client, db, path):
    now = datetime.datetime.now(datetime.UTC)
    response = client.get(f"/en/{path.format(day=now.date() + datetime.timedelta(days=9))}")
    kept = dict(re.findall(r"([a-z-]+)=(\d+)", response["Cache-Control"]))
    midnight = (now + datetime.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    assert kept["max-age"] == "0"
    assert int(kept["s-maxage"]) + int(kept["stale-while-revalidate"]) <= (midnight - now).total_seconds()


def test_the_same_address_is_another_page_the_next_day(client, db, monkeypatch):
    today = client.get("/en/plan/?provider=kt")["ETag"]
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    again = client.get("/en/plan/?provider=kt", headers={"If-None-Match": today})
    assert (again.status_code, again["ETag"] != today) == (200, True)


def test_a_refusal_is_not_kept(client, db):
    response = client.get("/en/plan.ics?card=x")
    assert (response.status_code, response.get("Cache-Control"), response.get("ETag")) == (400, None, None)


def test_almost_nothing_does_not_hide_money_that_is_paid_back(planned):
    sentence = "Leftover money is paid back if you ask for it."
    assert planned("provider=telekom-germany&billing=prepaid&accounts=no").summary.endswith(sentence)
    assert sentence not in planned("provider=eyes-mobile&billing=prepaid&accounts=no").summary


def test_who_is_home_is_not_sent_to_a_number_that_may_not_work_there(planned):
    line = "From home, call a number that works from abroad. Take it from the official website only."
    home, there = (
        step(planned(f"provider=att-prepaid&billing=renewing&where={where}"), "stop_renewal")
        for where in ("home", "abroad")
    )
    assert (line in home.how, line in there.how) == (True, False)
    assert home.contacts == ()


def test_the_surest_contact_stands_first(planned):
    contacts = step(planned("provider=holafly&billing=renewing"), "stop_renewal").contacts
    assert [row.channel.confidence for row in contacts] == ["official", "unconfirmed"]
