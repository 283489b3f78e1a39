"""What browsers and shared caches may keep, and for how long."""

import datetime
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

# A browser asks every time and is answered 304: must-revalidate, because some browsers would otherwise take the words
# about stale pages for themselves and show an edit one visit late. A cache in front may answer without asking for as
# long as SHARED_CACHE_SECONDS says, and for ten minutes more while it asks: so late an edit is seen through it.
STALE_SECONDS = 600
DAY = 86_400
LONGEST_REMEMBERED = 100  # letters of Accept-Encoding; browsers send some 20
OF_CONTENT = {"content-type", "content-length", "content-encoding", "content-language"}


def cache_control(now: datetime.datetime | None = None) -> str:
    """Never beyond midnight UTC, when plans and what is overdue change."""
    now = now or timezone.now()
    passed = now.hour * 3600 + now.minute * 60 + now.second + (now.microsecond > 0)
    left = DAY - passed
    shared = min(settings.SHARED_CACHE_SECONDS, left)
    return _directives(shared, min(STALE_SECONDS, left - shared))


@lru_cache(maxsize=4)
def _directives(shared: int, stale: int) -> str:
    return f"public, max-age=0, must-revalidate, s-maxage={shared}, stale-while-revalidate={stale}"


def is_known(if_none_match: str, etag: str) -> bool:
    """Whether the client has this version already; weak comparison, as RFC 9110 asks for If-None-Match."""
    if not if_none_match:
        return False
    return if_none_match.strip() == "*" or etag.removeprefix("W/") in (
        each.strip().removeprefix("W/") for each in if_none_match.split(",")
    )


def without_content(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Headers of an answer that has no body, because the client has it already."""
    return [(name, value) for name, value in headers if name.lower() not in OF_CONTENT]


def best_encoding(accept_encoding: str) -> str:
    """br, gzip or identity: the smallest that the client accepts."""
    return _best(accept_encoding) if len(accept_encoding) <= LONGEST_REMEMBERED else _best.__wrapped__(accept_encoding)


@lru_cache(maxsize=64)
def _best(accept_encoding: str) -> str:
    accepted = {}
    for each in accept_encoding.lower().split(","):
        name, _, parameters = each.partition(";")
        accepted[name.strip()] = parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    for name in ("br", "gzip"):
        if accepted.get(name, accepted.get("*", False)):
            return name
    return "identity"
