"""Sessions, scheduled guides, due dates and one-time passwords all go by this machine's clock."""

import datetime
from collections.abc import Iterator

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone
from reversion.models import Revision

from .findings import Finding, Level

NOTICEABLE = datetime.timedelta(seconds=5)
TOO_MUCH = datetime.timedelta(minutes=1)
_NOW = {
    "sqlite": "SELECT (julianday('now') - 2440587.5) * 86400",
    "postgresql": "SELECT extract(epoch FROM clock_timestamp())",
}
ADVICE = "set the clock by the network, here and on the database's machine: timedatectl set-ntp true"


def clock(now: datetime.datetime | None = None) -> Iterator[Finding]:
    now = now or timezone.now()
    found = [*_beside_the_database(now), *_behind_what_happened(now)]
    yield from found or [Finding("clock", Level.OK, f"{now:%Y-%m-%d %H:%M:%S} UTC, as the database's")]


def _beside_the_database(now: datetime.datetime) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(_NOW[connection.vendor])
        theirs = datetime.datetime.fromtimestamp(float(cursor.fetchone()[0]), datetime.UTC)
    apart = now - theirs
    if abs(apart) > NOTICEABLE:
        level = Level.ERROR if abs(apart) > TOO_MUCH else Level.WARNING
        word = "ahead of" if apart > datetime.timedelta() else "behind"
        yield Finding("clock", level, f"{abs(apart).total_seconds():.0f} seconds {word} the database's", ADVICE)


def _behind_what_happened(now: datetime.datetime) -> Iterator[Finding]:
    happened = {
        "a revision was saved": Revision.objects.aggregate(last=Max("date_created"))["last"],
        "a migration was applied": MigrationRecorder(connection).migration_qs.aggregate(last=Max("applied"))["last"],
    }
    for what, moment in happened.items():
        if moment and moment - now > TOO_MUCH:
            yield Finding(
                "clock", Level.ERROR, f"{what} at {moment:%Y-%m-%d %H:%M} UTC, which is still to come", ADVICE
            )
