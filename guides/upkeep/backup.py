import datetime
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

    Files are copied after the database: they are named by their content and written before the row that names them,
    so every file that a saved row needs is there. Raises BadBackup, DatabaseToolError and OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = now or timezone.now()
    target = folder / keeping.name_of(now)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as name:
        work = Path(name)
        database = work / archive.DATABASE[connection.vendor]
        rows = databases.row_counts()
        databases.copy_out(database, progress)
        _copy_media(work / "media")
        files = {str(path.relative_to(work)): archive.sha256(path) for path in work.rglob("*") if path.is_file()}
        contents = archive.Contents(now.isoformat(), connection.vendor, _migrations(), rows, files)
        archive.write(target, work, contents)
    archive.verify(target)
    return target


def _copy_media(to: Path) -> None:
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir():
        shutil.copytree(media, to, copy_function=_copy_if_there, ignore=shutil.ignore_patterns(".*"))


def _copy_if_there(source: str, to: str) -> str:
    """A file that was deleted while the folder was read belongs to no row any more."""
    try:
        return shutil.copy2(source, to)
    except FileNotFoundError:
        return to


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
