import shutil
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from guides.models import SiteRevision

from . import archive, databases


def check(path: Path) -> archive.Contents:
    """What the backup holds, if it is sound and can be put back here. Raises BadBackup.

    Asks nothing of the database, which may be what is broken.
    """
    contents = archive.verify(path)
    if contents.vendor != connection.vendor:
        raise archive.BadBackup(
            f"{path} is of a {contents.vendor} database, and DATABASE_URL names a {connection.vendor} one"
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = [name for name in contents.migrations if name not in known and name.startswith("guides.")]
    if newer:
        raise archive.BadBackup(f"{path} was made by a newer release, which also has {', '.join(newer)}")
    return contents


def put_back(path: Path, progress: databases.Progress) -> archive.Contents:
    """Replace database and uploaded files by the backup's. Raises BadBackup, DatabaseToolError and OSError."""
    contents = check(path)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as name:
        work = Path(name)
        archive.unpack(path, work)
        if (work / "media").is_dir():  # named by content: nothing that is there already can be another file
            shutil.copytree(work / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
        databases.copy_in(work / archive.DATABASE[contents.vendor], progress)
    _outdate_every_page()
    return contents


def _outdate_every_page() -> None:
    """The revision went back with the rest, and its next numbers have been used: browsers hold pages under them."""
    SiteRevision.objects.bump()
    SiteRevision.objects.update(number=max(SiteRevision.objects.number(), int(time.time())))
