"""By when: small functions from a case to a When. A day that has passed is never ordered, only named."""

import datetime
from dataclasses import dataclass
from enum import Enum

from guides.vocabulary import Topic

from .case import Case

DAY = datetime.timedelta(days=1)


class Kind(Enum):
    SOON = "soon"  # as soon as you can
    BY = "by"  # on this day at the latest
    FROM = "from"  # on this day at the earliest
    LATER = "later"  # after the steps before it, whenever the reader likes
    FREE = "free"  # whenever the reader likes: there is nothing before it


@dataclass(frozen=True)
class When:
    kind: Kind
    day: datetime.date | None = None  # today or later
    was: datetime.date | None = None  # the day on which it was due, if that has passed


def soon(_case: Case) -> When:
    return When(Kind.SOON)


def later(_case: Case) -> When:
    return When(Kind.LATER)


def stop_renewal(case: Case) -> When:
    """The notice before the last day of the plan, without known notice the day before it."""
    return _by(case, *_before_end(case))


def end_line(case: Case) -> When:
    """Early enough for the notice; before leaving, unless a source says that it works from anywhere."""
    days = _before_end(case)
    departure = case.answers.departure
    if departure and not case.home:
        if case.knows(Topic.NOTICE_DAYS):
            days.append(departure - case.days(Topic.NOTICE_DAYS) * DAY)
        if case.in_person_only or not case.way_known:
            days.append(working_day_before(departure))
        elif not case.from_anywhere:
            days.append(departure - DAY)
    return _by(case, *days)


def while_codes_arrive(case: Case) -> When:
    """The day before the number becomes hard to reach: by leaving its country, or by the end of the plan."""
    answers = case.answers
    limits = [day for day in (None if case.home else answers.departure, answers.ends) if day]
    if not limits:
        return When(Kind.SOON)
    limit = min(limits)
    return _by(case, case.today if limit == case.today else limit - DAY)


def claim_money(case: Case) -> When:
    """A refund window runs already (mostly since the purchase, which nobody told us), so its rest is not counted."""
    if case.knows(Topic.REFUND_WINDOW_DAYS):
        return When(Kind.SOON)
    if case.billing == "contract":
        return When(Kind.LATER)
    return before_leaving(case)


def before_leaving(case: Case) -> When:
    if case.home or not case.answers.departure:
        return When(Kind.SOON)
    return _by(case, working_day_before(case.answers.departure))


def deregister(case: Case) -> When:
    return before_leaving(case) if case.there and case.answers.departure else When(Kind.LATER)


def check_charges(case: Case) -> When:
    """When the end has taken effect: only then does a card statement show whether it did."""
    days = [case.answers.ends + DAY] if case.answers.ends else []
    asked = end_line(case).day if case.billing == "contract" else None
    if asked and (effective := takes_effect(case, asked)):
        days.append(effective)
    return from_day(case, *days)


def from_day(case: Case, *days: datetime.date) -> When:
    """Not before the last of the days; once that has come, only the steps before it are to be waited for."""
    return When(Kind.FROM, max(days)) if days and max(days) > case.today else When(Kind.LATER)


def takes_effect(case: Case, asked: datetime.date) -> datetime.date | None:
    """The day on which an ending asked for on that day takes effect; None if no fact or date tells."""
    value = case.facts[Topic.TAKES_EFFECT].value if case.knows(Topic.TAKES_EFFECT) else ""
    if value == "at_once":
        return asked
    unit, _, days = value.partition(":")
    if unit == "days":
        return asked + int(days) * DAY
    if unit == "working_days":
        for _ in range(int(days)):
            asked = _weekday(asked + DAY, DAY)
        return asked
    return None


def working_day_before(day: datetime.date) -> datetime.date:
    """The last Monday-to-Friday day before it; public holidays are not known here."""
    return _weekday(day - DAY, -DAY)


def _weekday(day: datetime.date, step: datetime.timedelta) -> datetime.date:
    while day.weekday() > 4:
        day += step
    return day


def _before_end(case: Case) -> list[datetime.date]:
    return [case.answers.ends - (case.days(Topic.NOTICE_DAYS) or 1) * DAY] if case.answers.ends else []


def _by(case: Case, *days: datetime.date) -> When:
    if not days:
        return When(Kind.SOON)
    first = min(days)
    return When(Kind.BY, first) if first >= case.today else When(Kind.BY, case.today, was=first)
