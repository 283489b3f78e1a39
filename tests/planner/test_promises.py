"""What holds for every plan, whatever the carrier and the answers."""

import datetime
import re

import pytest
from django.db.models import Prefetch
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guides.evidence.contacts import contact_rows
from guides.evidence.placing import with_evidence
from guides.models import Country, Fact, Provider
from guides.planner.answers import CHOICES, Answers, date_range
from guides.planner.case import case_of
from guides.planner.deadlines import Kind
from guides.planner.plan import make
from guides.planner.rule import Rule, Say
from guides.planner.rules import RULES
from guides.vocabulary import Billing, Need, Topic

TODAY = datetime.date(2026, 11, 21)
FIRST, LAST = date_range(TODAY)
ANSWERS = st.builds(
    Answers,
    card=st.sampled_from(CHOICES["card"]),
    billing=st.sampled_from(CHOICES["billing"]),
    where=st.sampled_from(CHOICES["where"]),
    departure=st.none()
    | st.dates(FIRST, LAST)
    | st.dates(TODAY - datetime.timedelta(9), TODAY + datetime.timedelta(30)),
    ends=st.none() | st.dates(FIRST, LAST) | st.dates(TODAY - datetime.timedelta(9), TODAY + datetime.timedelta(30)),
    accounts=st.sampled_from(CHOICES["accounts"]),
)


@pytest.fixture
def owners(db) -> list[tuple[Provider | None, Country | None]]:
    """Every provider that ships with its country, every country alone, and neither."""
    sourced = Prefetch("facts", Fact.objects.sourced().select_related("source"))
    countries = {country.pk: country for country in Country.objects.prefetch_related(sourced)}
    providers = list(with_evidence(Provider.objects.values_list("slug", flat=True)))
    return [
        *((provider, countries.get(provider.country_id)) for provider in providers),
        *((None, country) for country in countries.values()),
        (None, None),
    ]


def every_plan(test):
    """Runs the test with plans of all owners for drawn answers."""
    health = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    with_answers = given(answers=ANSWERS, place=st.integers(min_value=0))(test)
    return settings(max_examples=300, deadline=None, suppress_health_check=health)(with_answers)


def planned(owners, answers, place):
    provider, country = owners[place % len(owners)]
    channels = contact_rows([provider]) if provider else ()
    with override("en"):
        return make(case_of(answers, TODAY, provider, country, channels))


@every_plan
def test_removal_is_the_last_step_and_no_earlier_than_any_other(owners, answers, place):
    steps = planned(owners, answers, place).steps
    last = steps[-1]
    assert [step.id for step in steps].index("remove_from_phone") == len(steps) - 1
    dated = [step.when.day for step in steps[:-1] if step.when.day]
    assert (last.when.day or TODAY) >= max(dated, default=TODAY)


@every_plan
def test_accounts_are_moved_no_later_than_the_line_is_ended(owners, answers, place):
    steps = planned(owners, answers, place).steps
    ids = [step.id for step in steps]
    if {"unlink_accounts", "end_line"} <= set(ids):
        moving, ending = (next(step for step in steps if step.id == name) for name in ("unlink_accounts", "end_line"))
        assert ids.index("unlink_accounts") < ids.index("end_line")
        assert ending.when.kind == Kind.LATER or (moving.when.day or TODAY) <= (ending.when.day or TODAY)


@every_plan
def test_nothing_is_ordered_for_a_day_that_has_passed(owners, answers, place):
    steps = planned(owners, answers, place).steps
    assert [step.id for step in steps if step.when.day and step.when.day < TODAY] == []
    assert [step.id for step in steps if step.when.was and step.when.was >= TODAY] == []


@every_plan
def test_dated_steps_stand_in_order(owners, answers, place):
    days = [step.when.day for step in planned(owners, answers, place).steps if step.when.day]
    assert days == sorted(days)


@every_plan
def test_all_evidence_exists_and_fits(owners, answers, place):
    plan = planned(owners, answers, place)
    provider, country = plan.case.provider, plan.case.country
    for item in (*plan.steps, *plan.not_needed):
        topics = {topic for rule in RULES if rule.id == item.id for topic in rule.topics}
        for fact in item.evidence:
            assert fact.source_id
            assert fact.topic in topics
            assert fact.provider_id == getattr(provider, "pk", None) or fact.country_id == getattr(country, "pk", None)
            of_renewal = item.id == "stop_renewal" and fact.billing in (Billing.RENEWING, Billing.PREPAID)
            of_prepaid = answers.billing == "renewing" and fact.billing == Billing.PREPAID
            assert fact.billing in (answers.billing, Billing.ANY) or of_renewal or of_prepaid
    assert [row for step in plan.steps for row in step.contacts if not row.channel.source_id] == []


@every_plan
def test_a_line_that_ends_only_in_person_is_ended_on_a_working_day_before_leaving(owners, answers, place):
    plan = planned(owners, answers, place)
    ending = next((step for step in plan.steps if step.id == "end_line" and step.need == Need.REQUIRED), None)
    if ending and plan.case.in_person_only and plan.case.there and answers.departure and not answers.ends:
        due = ending.when.was or ending.when.day
        assert due < answers.departure
        assert due.weekday() < 5


@every_plan
def test_prepaid_without_renewal_needs_almost_nothing(owners, answers, place):
    plan = planned(owners, answers, place)
    if answers.billing == "prepaid":
        assert "almost nothing" in plan.summary
        assert {step.id for step in plan.steps if step.need == Need.REQUIRED} <= {"unlink_accounts"}


@every_plan
def test_what_is_charged_again_is_never_called_almost_nothing(owners, answers, place):
    plan = planned(owners, answers, place)
    if answers.billing in ("renewing", "contract"):
        required = {step.id for step in plan.steps if step.need == Need.REQUIRED}
        assert required & {"stop_renewal", "end_line"}
        assert "almost nothing" not in plan.summary


def texts_of(rule: Rule) -> list[str]:
    return [str(each.text if isinstance(each, Say) else each) for each in (*rule.title, *rule.why, *rule.how)]


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.id}-{rule.need}-{place}" for place, rule in enumerate(RULES)])
def test_a_rule_names_the_facts_that_its_words_use(rule):
    used = {name for text in texts_of(rule) for name in re.findall(r"%\((\w+)\)s", text)}
    topics = {Topic.RESOLD_AFTER_DAYS if name == "reassigned" else name for name in used}
    assert topics - {"provider", "country", "departure", "ends"} <= set(rule.topics)


def test_every_rule_has_words_and_only_what_is_to_be_done_has_a_title():
    assert [rule.id for rule in RULES if bool(rule.title) == (rule.need == Need.NOT_NEEDED)] == []
    assert [rule.id for rule in RULES if rule.need != Need.NOT_NEEDED and not rule.how] == []


def test_the_keys_by_which_calendars_recognise_steps_do_not_change():
    assert {rule.id for rule in RULES} == {
        "stop_renewal", "keep_number", "unlink_accounts", "end_line", "keep_proof", "claim_money",
        "deregister_identity", "deregister_device", "remove_from_phone",
    }  # fmt: skip
