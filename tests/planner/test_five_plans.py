"""Five readers, five plans that differ where they must."""

import datetime
from dataclasses import dataclass

import pytest

from guides.languages import LANGUAGES
from guides.vocabulary import Topic

TRIP = "where=abroad&departure=2026-12-06&ends=2026-12-10&accounts=yes"


@dataclass(frozen=True)
class Expected:
    query: str
    summary: str  # a part of the one sentence
    steps: list[tuple[str, str, str]]  # id, need, when
    spared: list[str]
    unknown: list[str]
    evidence: dict[str, list[Topic]]  # by step or spared id; what is not named has none


METFONE = Expected(
    f"provider=metfone&card=sim&billing=prepaid&{TRIP}",
    "almost nothing",
    [("unlink_accounts", "required", "by 2026-12-05"), ("remove_from_phone", "optional", "from 2026-12-11")],
    ["stop_renewal", "end_line"],
    ["refund"],
    {
        "unlink_accounts": [Topic.RESOLD_AFTER_DAYS],
        "end_line": [Topic.OUTGOING_BLOCKED_DAYS, Topic.ALL_BLOCKED_DAYS, Topic.NUMBER_KEPT_DAYS],
    },
)
HOLAFLY = Expected(
    "country=japan&provider=holafly&card=esim&billing=renewing&where=abroad&departure=2026-12-06&ends=2026-12-10&accounts=no",
    "Switch off the renewal by 3 December 2026",
    [
        ("stop_renewal", "required", "by 2026-12-03"),
        ("keep_proof", "recommended", "from 2026-12-11"),
        ("remove_from_phone", "optional", "from 2026-12-11"),
    ],
    ["unlink_accounts", "end_line"],
    ["refund"],
    {
        "stop_renewal": [Topic.AUTO_RENEWS, Topic.NOTICE_DAYS, Topic.TAKES_EFFECT],
        "keep_proof": [Topic.TAKES_EFFECT],
    },
)
T_MOBILE = Expected(
    f"provider=t-mobile&card=esim&billing=contract&{TRIP}",
    "by phone by 5 December 2026",
    [
        ("unlink_accounts", "required", "by 2026-12-05"),
        ("end_line", "required", "by 2026-12-05"),
        ("keep_proof", "recommended", "from 2026-12-11"),
        ("remove_from_phone", "optional", "from 2026-12-11"),
    ],
    ["stop_renewal"],
    ["from_abroad", "notice", "refund"],
    {
        "unlink_accounts": [Topic.RESOLD_AFTER_DAYS],
        "end_line": [Topic.CANCEL_ONLINE, Topic.CANCEL_BY_PHONE, Topic.TAKES_EFFECT],
        "keep_proof": [Topic.TAKES_EFFECT],
    },
)
KT = Expected(
    f"provider=kt&card=sim&billing=contract&{TRIP}",
    "in person by 4 December 2026, before you leave",
    [
        ("unlink_accounts", "required", "by 2026-12-04"),
        ("end_line", "required", "by 2026-12-04"),
        ("keep_proof", "recommended", "from 2026-12-11"),
        ("deregister_identity", "optional", "later"),
        ("remove_from_phone", "optional", "from 2026-12-11"),
    ],
    ["stop_renewal"],
    ["from_abroad", "notice", "refund", "resale"],
    {
        "end_line": [Topic.CANCEL_ONLINE, Topic.CANCEL_IN_PERSON],
        "deregister_identity": [Topic.IDENTITY_REGISTERED],
    },
)
OTHER_IN_JAPAN = Expected(
    "country=japan&departure=2026-12-06",
    "Find out first how it is paid",
    [
        ("stop_renewal", "recommended", "soon"),
        ("unlink_accounts", "recommended", "by 2026-12-04"),
        ("end_line", "recommended", "by 2026-12-04"),
        ("remove_from_phone", "optional", "from 2026-12-06"),
    ],
    [],
    ["provider", "billing", "refund", "resale"],
    {},
)
FIVE = {"metfone": METFONE, "holafly": HOLAFLY, "t-mobile": T_MOBILE, "kt": KT, "japan": OTHER_IN_JAPAN}


def when(step) -> str:
    return " ".join(str(each) for each in (step.when.kind.value, step.when.day) if each)


@pytest.mark.parametrize("expected", FIVE.values(), ids=FIVE)
def test_the_steps_their_needs_and_days_are_right(planned, expected):
    plan = planned(expected.query)
    assert [(step.id, step.need.value, when(step)) for step in plan.steps] == expected.steps
    assert [item.id for item in plan.not_needed] == expected.spared
    assert [item.id for item in plan.unknown] == expected.unknown
    assert expected.summary in plan.summary


@pytest.mark.parametrize("expected", FIVE.values(), ids=FIVE)
def test_the_evidence_is_what_the_steps_rest_on(planned, expected):
    plan = planned(expected.query)
    found = {item.id: [fact.topic for fact in item.evidence] for item in (*plan.steps, *plan.not_needed)}
    assert {name: topics for name, topics in found.items() if topics} == expected.evidence


@pytest.mark.parametrize("expected", FIVE.values(), ids=FIVE)
def test_the_plan_is_the_same_in_every_language(planned, expected):
    plans = [planned(expected.query, language.code) for language in LANGUAGES]
    assert all(
        [(step.id, step.need, step.when) for step in plan.steps]
        == [(step.id, step.need, step.when) for step in plans[0].steps]
        for plan in plans
    )
    assert all(plan.summary and all(step.title and step.why and step.how for step in plan.steps) for plan in plans)


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
@pytest.mark.parametrize("name", FIVE)
def test_the_page_shows_the_plan(client, db, name, language):
    today = datetime.datetime.now(datetime.UTC).date()
    query = FIVE[name].query
    for day, later in (("2026-12-06", 15), ("2026-12-10", 19)):
        query = query.replace(day, str(today + datetime.timedelta(days=later)))
    response = client.get(f"/{language}/plan/?{query}")
    html = response.content.decode()
    assert response.status_code == 200
    assert [step.id for step in response.context["plan"].steps] == [step[0] for step in FIVE[name].steps]
    assert all(f'<li id="{step}"' in html for step, _need, _when in FIVE[name].steps)


def test_the_five_plans_differ(planned):
    plans = [planned(expected.query) for expected in FIVE.values()]
    assert len({plan.summary for plan in plans}) == len(plans)
    assert len({tuple((step.id, step.title, step.when) for step in plan.steps) for plan in plans}) == len(plans)


def test_contacts_are_those_that_work_where_the_reader_is(planned):
    there = planned("provider=kt&billing=contract&where=abroad").steps
    home = planned("provider=kt&billing=contract&where=home").steps
    assert [row.channel.reach for step in there for row in step.contacts][:2] == ["own_network", "domestic"]
    assert {row.channel.reach for step in home for row in step.contacts} == {"abroad"}


def test_what_ends_only_in_person_may_not_be_possible_from_home(planned):
    plan = planned("provider=kt&billing=contract&where=home")
    ending = next(step for step in plan.steps if step.id == "end_line")
    assert "may not be possible" in ending.why
    assert "may not work" in plan.summary
    assert any("letter" in line for line in ending.how)
    assert not any("Go to a shop" in line for line in ending.how)


def test_a_passed_deadline_says_when_it_was(planned):
    plan = planned("provider=kt&billing=contract&where=abroad&departure=2026-11-20")
    ending = next(step for step in plan.steps if step.id == "end_line")
    assert (ending.when.day, ending.when.was) == (datetime.date(2026, 11, 21), datetime.date(2026, 11, 19))


def test_a_platform_has_none_of_its_destinations_facts(planned):
    plan = planned("country=kazakhstan&provider=airalo&billing=prepaid")
    assert {fact.country_id for item in (*plan.steps, *plan.not_needed) for fact in item.evidence} == {None}
