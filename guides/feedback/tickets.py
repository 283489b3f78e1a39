"""A signed ticket in the form instead of a cookie: for which page it is, when it was shown; and it counts once."""

import datetime
import secrets
from dataclasses import dataclass

from django.core import signing
from django.utils import timezone

SALT = "feedback"
# Nobody reads the questions and answers them in less; programs do.
SHORTEST = datetime.timedelta(seconds=3)
LONGEST = datetime.timedelta(hours=24)


@dataclass(frozen=True)
class Ticket:
    number: str
    path: str
    shown_at: datetime.datetime

    @property
    def is_too_quick(self) -> bool:
        return timezone.now() - self.shown_at < SHORTEST

    @property
    def is_expired(self) -> bool:
        return timezone.now() - self.shown_at > LONGEST


def new_ticket(path: str) -> str:
    return signing.dumps([secrets.token_hex(16), path, timezone.now().timestamp()], salt=SALT, compress=False)


def read_ticket(text: str, path: str) -> Ticket | None:
    """None if it is not one of ours, or one for another page."""
    try:
        number, told, moment = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    ticket = Ticket(number, told, datetime.datetime.fromtimestamp(moment, tz=datetime.UTC))
    return ticket if ticket.path == path else None
