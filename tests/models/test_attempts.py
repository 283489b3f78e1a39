import datetime

import pytest
from django.utils import timezone

from guides.models import Attempt

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def allowed(times: int, who: str = "203.0.113.9", scope: str = "feedback") -> list[bool]:
    return [Attempt.objects.allow(scope, who, 3, HOUR) for _ in range(times)]


def test_so_many_are_allowed_and_no_more():
    assert allowed(5) == [True, True, True, False, False]


def test_one_visitor_does_not_use_up_anothers():
    allowed(5)
    assert allowed(3, "203.0.113.10") == [True, True, True]


def test_one_purpose_does_not_use_up_another():
    allowed(5)
    assert allowed(3, scope="letter") == [True, True, True]


def test_a_new_period_begins_anew_and_forgets_the_old(monkeypatch):
    allowed(5)
    later = timezone.now() + HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert allowed(1) == [True]
    assert Attempt.objects.count() == 1


def test_nobody_can_be_read_from_the_rows():
    allowed(1)
    row = Attempt.objects.get()
    assert "203.0.113.9" not in str(vars(row))
    assert len(row.key) == 64


def test_the_same_visitor_has_another_key_in_another_period(monkeypatch):
    allowed(1)
    first = Attempt.objects.get().key
    later = timezone.now() + HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    allowed(1)
    assert Attempt.objects.get().key != first
