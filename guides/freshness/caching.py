"""What browsers and shared caches may keep, and for how long."""

import datetime

from django.utils import timezone

# A browser asks every time and is answered 304: must-revalidate, because some browsers would otherwise take the words
# about stale pages for themselves and show an edit one visit late. A cache in front may answer for a minute without
# asking, and for ten more while it asks: that is how long an edit takes to be seen through it.
SHARED_SECONDS = 60
STALE_SECONDS = 600


def cache_control(now: datetime.datetime | None = None) -> str:
    """Never beyond midnight UTC, when plans and what is overdue change."""
    now = now or timezone.now()
    midnight = datetime.datetime.combine(now.date() + datetime.timedelta(days=1), datetime.time(), tzinfo=datetime.UTC)
    left = int((midnight - now).total_seconds())
    shared = min(SHARED_SECONDS, left)
    return (
        f"public, max-age=0, must-revalidate, s-maxage={shared}, "
        f"stale-while-revalidate={min(STALE_SECONDS, left - shared)}"
    )


def is_known(if_none_match: str, etag: str) -> bool:
    """Whether the client has this version already; weak comparison, as RFC 9110 asks for If-None-Match."""
    if not if_none_match:
        return False
    return if_none_match.strip() == "*" or etag in (each.strip() for each in if_none_match.split(","))


def best_encoding(accept_encoding: str) -> str:
    """br, gzip or identity: the smallest that the client accepts."""
    accepted = {}
    for each in accept_encoding.lower().split(","):
        name, _, parameters = each.partition(";")
        accepted[name.strip()] = parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    for name in ("br", "gzip"):
        if accepted.get(name, accepted.get("*", False)):
            return name
    return "identity"
