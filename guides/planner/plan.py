"""The plan: the rules that apply, as steps in order, each with its day, its words and its evidence."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guides.evidence.contacts import ContactRow
from guides.models import Fact
from guides.vocabulary import Meaning, Need, Topic, value_words

from .case import Case
from .deadlines import DAY, Kind, When, from_day
from .rule import Rule, reachable, said
from .rules import applying
from .summary import summary
from .unknowns import Unknown, unknown

LAST = "remove_from_phone"
# What has to be done before something else, whatever their own days say.
BEFORE = {"keep_number": "end_line", "unlink_accounts": "end_line"}


@dataclass(frozen=True)
class Step:
    id: str
    meaning: Meaning
    need: Need
    when: When
    title: str
    why: str
    how: Sequence[str]
    at_hand: str  # what has to be shown, in words; "" if no source says
    contacts: Sequence[ContactRow]
    evidence: Sequence[Fact]  # empty: general advice
    guide: str  # slug of the general guide that explains it, or ""


@dataclass(frozen=True)
class NotNeeded:
    id: str
    meaning: Meaning
    why: str
    evidence: Sequence[Fact]


@dataclass(frozen=True)
class Plan:
    case: Case
    summary: str
    steps: Sequence[Step]
    not_needed: Sequence[NotNeeded]
    unknown: Sequence[Unknown]

    @property
    def dated(self) -> list[Step]:
        return [step for step in self.steps if step.when.day]

    @property
    def wants_letter(self) -> bool:
        """There is something to ask of the carrier; a plan that ends by itself needs no letter."""
        return any(step.meaning in (Meaning.RENEWAL, Meaning.LINE, Meaning.MONEY) for step in self.steps)


def make(case: Case) -> Plan:
    """The plan in the active language."""
    rules = applying(case)
    steps = _in_order([_step(rule, case) for rule in rules if rule.need != Need.NOT_NEEDED], case)
    spared = [
        NotNeeded(rule.id, rule.meaning, said(rule.why, case)[0], _evidence(rule, case))
        for rule in rules
        if rule.need == Need.NOT_NEEDED
    ]
    days = {step.id: step.when for step in steps}
    return Plan(case, summary(case, days), steps, spared, unknown(case))


def _step(rule: Rule, case: Case) -> Step:
    case = rule.sees(case)
    shows_identity = Topic.ID_REQUIRED in rule.topics and case.knows(Topic.ID_REQUIRED)
    return Step(
        rule.id,
        rule.meaning,
        rule.need,
        rule.due(case),
        said(rule.title, case)[0],
        said(rule.why, case)[0],
        said(rule.how, case),
        value_words(Topic.ID_REQUIRED, case.facts[Topic.ID_REQUIRED].value) if shows_identity else "",
        reachable(case, rule.contacts(case)),
        _evidence(rule, case),
        rule.guide,
    )


def _evidence(rule: Rule, case: Case) -> list[Fact]:
    return [case.facts[topic] for topic in rule.topics if topic in case.facts]


def _in_order(steps: list[Step], case: Case) -> list[Step]:
    """By day, and on the same day in the table's order; what somebody else's step waits for is never later than it."""
    by_id = {step.id: step for step in steps}
    for first, then in BEFORE.items():
        if first in by_id and then in by_id:
            by_id[first] = _not_after(by_id[first], by_id[then], case.today)
    last = by_id.pop(LAST)
    others = sorted(by_id.values(), key=lambda step: _day(step.when, case.today))
    return [*others, replace(last, when=_when_all_is_done(others, case))]


def _not_after(step: Step, following: Step, today: datetime.date) -> Step:
    if _day(step.when, today) <= _day(following.when, today):
        return step
    return replace(step, when=replace(following.when, was=None))


def _day(when: When, today: datetime.date) -> datetime.date:
    if when.kind == Kind.LATER:
        return datetime.date.max
    return when.day or today


def _when_all_is_done(steps: list[Step], case: Case) -> When:
    """Not before the last of the other days, nor before the plan has ended and the reader has left."""
    answers = case.answers
    days = [step.when.day for step in steps if step.when.day]
    days += [day for day in (answers.departure, answers.ends and answers.ends + DAY) if day]
    return from_day(case, *days) if steps or max(days, default=case.today) > case.today else When(Kind.FREE)
