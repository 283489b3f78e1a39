"""How often one network may ask for what costs more than a page. A leaf: models and rooms count with it.

Counted in memory that the server's processes share, because it is mapped before they are forked (preload_app in
esimsite/gunicorn.py): a search must not write to a database that has one writer, and what each worker counted by
itself would allow as many times more as there are workers. So all workers of a machine hold a limit together; several
machines allow it once each, and a restart begins anew. A flood of addresses takes no more memory than one: the table is
a count-min sketch, which can only count too much, and so little that it matters to nobody while a machine answers a few
hundred requests in a second. No address is in it, nor anything from which one could be found again.
"""

import hashlib
import mmap
import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from guides.visitors import network_of

ROWS = 4  # independent places of one key; the least of their counts is believed
WIDTH = 1 << 14
_SECRET = secrets.token_bytes(32)  # the workers' too: made before the fork


def seconds_left(period: int) -> int:
    """Of the running period of so many seconds; at least one."""
    return period - int(time.time()) % period


class Counts:
    """How often each key came in the running period.

    No lock: one that a killed worker held would stop all others. Two workers that write the same cell at once may
    count one instead of two.
    """

    def __init__(self, period: int) -> None:
        self.period = period  # seconds
        self._cells = memoryview(mmap.mmap(-1, 4 * (1 + ROWS * WIDTH))).cast("I")  # the first holds the period's number

    def add(self, key: str) -> int:
        """Count once more; how often that makes."""
        number = int(time.time()) // self.period
        if self._cells[0] != number:
            self.clear()
            self._cells[0] = number
        digest = hashlib.blake2s(f"{number}|{key}".encode(errors="replace"), key=_SECRET, digest_size=4 * ROWS).digest()
        places = [1 + row * WIDTH + int.from_bytes(digest[4 * row : 4 * row + 4], "big") % WIDTH for row in range(ROWS)]
        for place in places:
            self._cells[place] += 1
        return min(self._cells[place] for place in places)

    def clear(self) -> None:
        self._cells[:] = memoryview(bytes(self._cells.nbytes)).cast("I")


MINUTE, HOUR = Counts(60), Counts(3600)


@dataclass(frozen=True)
class Throttle:
    """The limits are for programs: a school, an airport or a carrier that shows one address for thousands of people
    must never meet them by ordinary use."""

    scope: str
    per_minute: int
    per_hour: int

    def wait(self, request: HttpRequest) -> int:
        """Count this request; in how many seconds it may come again, 0 if it may be answered now."""
        if not settings.THROTTLE:
            return 0
        key = f"{self.scope}|{network_of(request)}"
        if MINUTE.add(key) > self._share(self.per_minute):
            return seconds_left(MINUTE.period)
        if HOUR.add(key) > self._share(self.per_hour):  # what was refused within a minute does not count here
            return seconds_left(HOUR.period)
        return 0

    @staticmethod
    def _share(limit: int) -> int:
        return max(1, limit * settings.THROTTLE // 100)


def in_words(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many requests have come from your network. Nothing you typed is lost: try again in %(minutes)d minute.",
        "Too many requests have come from your network. Nothing you typed is lost: try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


def refused(response: HttpResponse, seconds: int) -> HttpResponse:
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
