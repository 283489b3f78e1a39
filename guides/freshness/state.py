"""What all pages depend on, read from the database with one indexed query per request."""

import datetime
import hashlib
import threading
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db.models import Max, Min
from django.utils import timezone

from guides.languages import BY_CODE
from guides.models import Guide, SiteRevision


@dataclass(frozen=True)
class State:
    """Two equal states show equal pages."""

    revision: int
    appeared: datetime.datetime | None  # the latest moment at which a scheduled guide fell due
    day: datetime.date  # UTC; what is overdue, and every plan, depends on it

    def stamp(self, path: str) -> str:
        """Of a page, the same for all pages of its language: its ETag, and the key under which it is kept."""
        prefix = path.split("/", 2)[1]
        language = prefix if prefix in BY_CODE else ""
        return _stamp(
            settings.RELEASE, settings.SITE_URL, settings.OFFLINE, self.revision, self.appeared, self.day, language
        )


@lru_cache(maxsize=16)
def _stamp(*told: object) -> str:
    return hashlib.blake2s("|".join(map(str, told)).encode(), digest_size=12).hexdigest()


@dataclass(frozen=True)
class _Schedule:
    revision: int
    appeared: datetime.datetime | None
    following: datetime.datetime | None  # when the next scheduled guide falls due


_schedule: _Schedule | None = None
_lock = threading.Lock()


def current() -> State:
    """A schedule changes only together with the revision: it is read again then, and when a guide fell due."""
    global _schedule  # noqa: PLW0603  one per process
    revision, now = SiteRevision.objects.number(), timezone.now()
    with _lock:
        known = _schedule
    if known is None or known.revision != revision or (known.following and known.following <= now):
        known = _read_schedule(revision, now)
        with _lock:
            _schedule = known
    return State(revision, known.appeared, now.date())


def forget() -> None:
    """As if this process had just started; for what puts the database back to an earlier state."""
    global _schedule  # noqa: PLW0603
    with _lock:
        _schedule = None


def _read_schedule(revision: int, now: datetime.datetime) -> _Schedule:
    published = Guide.objects.filter(status=Guide.Status.PUBLISHED).order_by()
    appeared = published.filter(published_at__lte=now).aggregate(Max("published_at"))["published_at__max"]
    following = published.filter(published_at__gt=now).aggregate(Min("published_at"))["published_at__min"]
    return _Schedule(revision, appeared, following)
