import datetime
import shutil
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.utils import timezone

from guides.upkeep import keeping

from .findings import Finding, Level

OLD = datetime.timedelta(days=2)  # made every night, one may be missed
ADVICE = "manage.py backup FOLDER, every night, on another disk"


def backups(now: datetime.datetime | None = None) -> Iterator[Finding]:
    if connection.vendor == "postgresql" and shutil.which("pg_dump") is None:
        yield Finding(
            "backups", Level.WARNING, "pg_dump is not installed: none can be made", "apt install postgresql-client"
        )
    path = keeping.last(settings.DATA_DIR)
    if path is None:
        yield Finding("backups", Level.WARNING, "manage.py backup has made none here", ADVICE)
        return
    made = keeping.moment_of(path.name)
    age = (now or timezone.now()) - made
    if not path.is_file():
        yield Finding("backups", Level.WARNING, f"the last one is not where it was made: {path}", ADVICE)
    elif age > OLD:
        yield Finding("backups", Level.WARNING, f"the last one is {age.days} days old: {path}", ADVICE)
    else:
        yield Finding("backups", Level.OK, f"{path}, {age.total_seconds() / 3600:.0f} hours old")
