"""The inbox: what readers said and nobody has answered yet, by page and verdict."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from guides.models import Feedback

from .subjects import subject_of

State = Feedback.State
MOST_GROUPS = 50


@dataclass(frozen=True)
class Group:
    page: str
    verdict: str
    count: int
    latest: datetime.datetime

    @property
    def label(self) -> str:
        return Feedback.Verdict(self.verdict).label


def groups() -> list[Group]:
    """What is new, the pages with most of it first."""
    rows = (
        Feedback.objects.filter(state=State.NEW)
        .values("page", "verdict")
        .annotate(count=Count("pk"), latest=Max("created_at"))
        .order_by("-count", "page", "verdict")
    )
    return [Group(**row) for row in rows[:MOST_GROUPS]]


def settle(feedback: QuerySet[Feedback], state: str) -> list[Feedback]:
    """Mark as acted on or dismissed. What was dismissed no longer brings a check forward, unless others said so too."""
    changed = list(feedback.exclude(state=state).select_related("fact"))
    Feedback.objects.filter(pk__in=[each.pk for each in changed]).update(state=state)
    if state == State.DISMISSED:
        for each in changed:
            _withdraw(each)
    return changed


def _withdraw(dismissed: Feedback) -> None:
    if dismissed.verdict != Feedback.Verdict.OUTDATED:
        return
    still = Feedback.objects.filter(
        page=dismissed.page, verdict=Feedback.Verdict.OUTDATED, fact=dismissed.fact
    ).exclude(state=State.DISMISSED)
    if still.exists():
        return
    subject = subject_of(dismissed.page)
    reported = dismissed.fact or (subject and subject.guide)
    if reported:
        reported.withdraw_report()
