import datetime
import hashlib
import hmac

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone


class AttemptQuerySet(models.QuerySet):
    def allow(self, scope: str, who: str, limit: int, per: datetime.timedelta) -> bool:
        """Count one more attempt; False if that makes more than `limit` of them in the running period.

        Counted in the database, so that all workers on all machines count together. `who` is never stored: the row is
        found by a keyed hash that is another one in every period, and goes when the period is over.
        """
        now = timezone.now()
        seconds = int(per.total_seconds())
        period = int(now.timestamp()) // seconds
        self.filter(ends_at__lt=now).delete()
        key = hmac.new(
            settings.SECRET_KEY.encode(), f"attempt|{scope}|{seconds}|{period}|{who}".encode(), hashlib.sha256
        ).hexdigest()
        ends_at = datetime.datetime.fromtimestamp((period + 1) * seconds, tz=datetime.UTC)
        self.bulk_create([self.model(key=key, ends_at=ends_at)], ignore_conflicts=True)
        self.filter(key=key).update(count=F("count") + 1)
        return self.filter(key=key, count__lte=limit).exists()


class Attempt(models.Model):
    """How often somebody did something in the running period. Who it was cannot be read from it."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    objects = AttemptQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key
