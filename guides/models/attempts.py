import datetime
import hashlib
import hmac

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone


class AttemptQuerySet(models.QuerySet):
    """Counted in the database, so that all workers on all machines count together.

    `who` is never stored: a row is found by a keyed hash that is another one in every period, and goes when the period
    is over. Periods begin at the same moments for everybody: every full hour, for example.
    """

    def allow(self, scope: str, who: str, limit: int, per: datetime.timedelta) -> bool:
        """Count one more attempt; False if that makes more than `limit` of them in the running period."""
        return self.count_one(scope, who, per) <= limit

    def count_one(self, scope: str, who: str, per: datetime.timedelta) -> int:
        """Count one more attempt; how many that makes in the running period."""
        now = timezone.now()
        self.filter(ends_at__lt=now).delete()
        key = _key(scope, who, per, now)
        self.bulk_create([self.model(key=key, ends_at=now + left(per, now))], ignore_conflicts=True)
        with transaction.atomic():  # the row stays ours between adding and reading, so each attempt has its own number
            self.filter(key=key).update(count=F("count") + 1)
            return self.filter(key=key).values_list("count", flat=True).first() or 1

    def counted(self, scope: str, who: str, per: datetime.timedelta) -> int:
        """How many attempts there were in the running period."""
        key = _key(scope, who, per, timezone.now())
        return self.filter(key=key).values_list("count", flat=True).first() or 0

    def take_back(self, scope: str, who: str, per: datetime.timedelta) -> None:
        """The last attempt was none to count."""
        self.filter(key=_key(scope, who, per, timezone.now()), count__gt=0).update(count=F("count") - 1)

    def forget(self, scope: str, who: str, per: datetime.timedelta) -> None:
        self.filter(key=_key(scope, who, per, timezone.now())).delete()


def left(per: datetime.timedelta, now: datetime.datetime) -> datetime.timedelta:
    """How long the running period still takes."""
    return per - datetime.timedelta(seconds=now.timestamp() % per.total_seconds())


def _key(scope: str, who: str, per: datetime.timedelta, now: datetime.datetime) -> str:
    seconds = int(per.total_seconds())
    told = f"attempt|{scope}|{seconds}|{int(now.timestamp()) // seconds}|{who}"
    return hmac.new(settings.SECRET_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()


class Attempt(models.Model):
    """How often somebody did something in the running period. Who it was cannot be read from it."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    objects = AttemptQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key
