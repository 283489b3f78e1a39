"""Messages, static files, pictures, and the disk that holds the data."""

import filecmp
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage

from guides.images import storing
from guides.models import Image

from .findings import Finding, Level

MEGABYTE = 1 << 20
SCARCE = 1024 * MEGABYTE  # free; a backup, a vacuum and a day of logs need room
EXHAUSTED = 100 * MEGABYTE
FEW = 3  # names that are told


def messages() -> Iterator[Finding]:
    catalogues = [path for root in settings.LOCALE_PATHS for path in sorted(Path(root).glob("*/LC_MESSAGES/*.po"))]
    stale = [path for path in catalogues if not _is_compiled(path)]
    for path in stale:
        language = path.parent.parent.name
        found = f"the messages of {language} are not compiled, or were changed since: {path}"
        yield Finding("messages", Level.ERROR, found, "manage.py compilemessages, then restart the site")
    if not stale:
        languages = ", ".join(path.parent.parent.name for path in catalogues)
        yield Finding("messages", Level.OK, f"compiled: {languages}")


def _is_compiled(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime


def static_files() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("static files", Level.OK, "served as they are while DEBUG is on")
        return
    root, advice = Path(settings.STATIC_ROOT), "manage.py collectstatic --noinput --clear, then restart the site"
    try:
        names = json.loads((root / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    except (OSError, ValueError, KeyError, TypeError):
        yield Finding("static files", Level.ERROR, f"not collected: {root} has no staticfiles.json to be read", advice)
        return
    for what, found in (("not collected", _stale(root, names)), ("lost", _lost(root, names))):
        if found:
            yield Finding("static files", Level.ERROR, f"{what} since the files changed: {_some(found)}", advice)
            return
    yield Finding("static files", Level.OK, f"{len(names)} collected in {root}")


def _stale(root: Path, names: dict[str, str]) -> list[str]:
    """Files whose present state was not collected. A stylesheet that others are joined into is known by its parts."""
    joined = getattr(staticfiles_storage, "joined", ())
    return sorted(
        name
        for finder in get_finders()
        for name, storage in finder.list([])
        if name not in names or (name not in joined and not _is_same(Path(storage.path(name)), root / name))
    )


def _is_same(source: Path, collected: Path) -> bool:
    return collected.is_file() and filecmp.cmp(source, collected, shallow=False)


def _lost(root: Path, names: dict[str, str]) -> list[str]:
    return sorted(hashed for hashed in names.values() if not (root / hashed).is_file())


def pictures() -> Iterator[Finding]:
    """Files that rows name; nothing tells a reader more of the site's neglect than a picture that is not there."""
    lost = [image.slug for image in Image.objects.order_by("slug") if not storing.is_whole(image)]
    if lost:
        found = f"files are missing of {_some(lost)} in {Path(settings.MEDIA_ROOT) / 'images'}"
        advice = "copy the folder images from where it was, or upload the picture again (Admin → Images)"
        yield Finding("pictures", Level.ERROR, found, advice)
    else:
        yield Finding("pictures", Level.OK, f"{Image.objects.count()}, all with their files")


def _some(names: list[str]) -> str:
    return ", ".join(names[:FEW]) + (f" and {len(names) - FEW} more" if len(names) > FEW else "")


def disk() -> Iterator[Finding]:
    folder = settings.DATA_DIR
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
    except OSError as error:
        advice = f"give {folder} to the user that the site runs as (chown), and see that there is room (df)"
        yield Finding("disk", Level.ERROR, f"nothing can be written to {folder}: {error.strerror}", advice)
        return
    free = shutil.disk_usage(folder).free
    level = Level.ERROR if free < EXHAUSTED else Level.WARNING if free < SCARCE else Level.OK
    advice = "" if level is Level.OK else f"make room: old backups, logs, or a larger disk for {folder}"
    yield Finding("disk", level, f"{free // MEGABYTE:,} MB free for {folder}", advice)
