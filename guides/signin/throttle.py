"""How often one may try to sign in.

Counted before anything is checked, so that parallel attempts count too, and by the name as it was typed, so that names
that nobody has are locked just the same. Strictly per account and source; loosely per source and per account, so that
one stranger can lock an account only for the address that the stranger uses, and many together never for a browser in
which its owner has signed in before.
"""

import datetime
import logging
import math
from dataclasses import dataclass
from enum import Enum

from django.http import HttpRequest
from django.utils import timezone

from guides.models import Attempt
from guides.models.attempts import left
from guides.visitors import network_of

from . import browsers

logger = logging.getLogger(__name__)
QUARTER = datetime.timedelta(minutes=15)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)  # holds whole numbers of the others


@dataclass(frozen=True)
class Limit:
    name: str
    most: int
    per: datetime.timedelta


class Step(Enum):
    """What is tried; of each, the limits per account and source, per source, and per account."""

    PASSWORD = (Limit("account and source", 5, QUARTER), Limit("source", 40, HOUR), Limit("account", 60, HOUR))
    # Who gets here knows the password: a million codes shall not be tried from a thousand places.
    CODE = (Limit("account and source", 5, QUARTER), Limit("source", 40, HOUR), Limit("account", 20, HOUR))


class LockedError(Exception):
    def __init__(self, seconds: int) -> None:
        super().__init__(f"locked for {seconds} s")
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        return math.ceil(self.seconds / 60)


def count(request: HttpRequest, step: Step, account: str) -> None:
    """Raises LockedError if this attempt is one too many; then it must not be looked at."""
    for limit, who in _counters(request, step, account):
        number = Attempt.objects.count_one(_scope(step, limit), who, limit.per)
        if number > limit.most:
            seconds = math.ceil(left(limit.per, timezone.now()).total_seconds())
            if number == limit.most + 1:  # once: a stubborn robot must not fill the log
                logger.warning(
                    "Too many attempts, limit per %s: %s of account %s locked for %d s",
                    limit.name, step.name.lower(), account[:8], seconds,
                )  # fmt: skip
            raise LockedError(seconds)


def succeed(request: HttpRequest, step: Step, account: str) -> None:
    """The attempt that was just counted was a good one."""
    strict, *loose = _counters(request, step, account)
    Attempt.objects.forget(_scope(step, strict[0]), strict[1], strict[0].per)
    for limit, who in loose:
        Attempt.objects.take_back(_scope(step, limit), who, limit.per)


def lift(account: str) -> None:
    """End every lock of the account, from wherever it was brought about; a source keeps what it did to others."""
    Attempt.objects.count_one("lifted", account, DAY)


def _counters(request: HttpRequest, step: Step, account: str) -> list[tuple[Limit, str]]:
    # Sources cannot be listed, for they are hashed; so lifting gives the account other rows to be counted in.
    lifted = Attempt.objects.counted("lifted", account, DAY)
    browser = browsers.known(request, account)
    source = browser or network_of(request)
    return list(zip(step.value, (f"{account}|{lifted}|{source}", source, f"{account}|{lifted}|{browser}"), strict=True))


def _scope(step: Step, limit: Limit) -> str:
    return f"sign-in {step.name} {limit.name}"
