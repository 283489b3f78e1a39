import contextlib
import datetime
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from . import archive, databases, keeping


def make(folder: Path, progress: databases.Progress, now: datetime.datetime | None = None) -> Path:
    """A verified backup in the folder. The site may serve and be edited meanwhile.

    Files are copied before the database, because they may be deleted, and after it, because others may come: they are
    named by their content and written before the row that names them. Raises BadBackup, DatabaseToolError and OSError,
    and DatabaseError or sqlite3.Error.
    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"{folder} is a file; name the folder in which backups are to lie")
    folder.mkdir(parents=True, exist_ok=True)
    now = now or timezone.now()
    target = folder / keeping.name_of(now)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as name:
        work = Path(name)
        database = work / archive.DATABASE[connection.vendor]
        rows = databases.row_counts()
        _copy_media(work / "media")
        databases.copy_out(database, progress)
        _copy_media(work / "media")
        files = {str(path.relative_to(work)): archive.sha256(path) for path in work.rglob("*") if path.is_file()}
        contents = archive.Contents(now.isoformat(), connection.vendor, _migrations(), rows, files)
        archive.write(target, work, contents)
    archive.verify(target)
    keeping.remember(target, settings.DATA_DIR)
    return target


def _copy_media(to: Path) -> None:
    """What has not been copied yet. Files may be deleted meanwhile."""
    media = Path(settings.MEDIA_ROOT)
    for folder, folders, names in os.walk(media, onerror=_unless_gone, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in [Path(folder, name) for name in names if not name.startswith(".")]:
            copy = to / path.relative_to(media)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if not copy.exists():
                with contextlib.suppress(FileNotFoundError):
                    shutil.copy2(path, copy)


def _unless_gone(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
