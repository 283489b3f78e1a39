import datetime

import pytest
from django.utils import timezone


class Clock:
    """The clock by which attempts are counted and sessions end; codes of apps go by the machine's own."""

    def __init__(self) -> None:
        self.now = timezone.now().replace(minute=0, second=1, microsecond=0)

    def go_on(self, **duration: int) -> None:
        self.now += datetime.timedelta(**duration)


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> Clock:
    """It stands still, so that no test straddles the end of a period."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock
