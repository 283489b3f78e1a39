"""The files of pictures on the disk: written before the row that uses them, taken back if it never comes to be.

MEDIA_ROOT/images/HASH/ holds everything made of one picture; several rows may share it.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings

from .reading import Picture
from .renditions import MASTER, names, render

InUse = Callable[[Iterable[str]], set[str]]  # those of the hashes that some row uses
Claim = Callable[[str], None]  # until the transaction ends, nobody else stores or removes the files of that hash
Remove = Callable[[Iterable[str]], None]  # the files of those hashes that no row uses

UNFINISHED = ".unfinished-"  # begins the name of a file that is being written

_written: ContextVar[tuple[set[str], Claim] | None] = ContextVar("written", default=None)


def folder(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "images" / digest


def master(digest: str) -> Path:
    return folder(digest) / MASTER


def is_whole(picture: Picture) -> bool:
    """Whether every file of the picture, or of the row that tells of it, is there."""
    return all((folder(picture.digest) / name).is_file() for name in names(picture))


@contextmanager
def taken_back(claim: Claim, remove: Remove) -> Iterator[None]:
    """Goes around the transaction in which pictures are stored: at its end, files that no row uses are gone.

    That covers an error, a rollback without one, and a commit that fails. Inside another one it does nothing.
    """
    if _written.get() is not None:
        yield
        return
    written: set[str] = set()
    token = _written.set((written, claim))
    try:
        yield
    finally:
        _written.reset(token)
        remove(written)


def store(picture: Picture) -> None:
    """Write what is missing of the picture's files. Raises OSError if the disk is full or cannot be written."""
    inside = _written.get()
    if inside is None:
        raise RuntimeError("store() belongs inside taken_back(), which removes the files if the row is not kept")
    written, claim = inside
    claim(picture.digest)  # or another upload of the same picture that fails now would take these files with it
    written.add(picture.digest)
    target = folder(picture.digest)
    if is_whole(picture):
        os.utime(target)  # left over or not, it is needed now: orphans() goes by age
        return
    target.mkdir(parents=True, exist_ok=True)
    for name, content in render(picture).items():
        if not (target / name).exists():
            _write(target / name, content)


def remove(digest: str) -> None:
    shutil.rmtree(folder(digest), ignore_errors=True)


def orphans(in_use: InUse, seconds: float) -> list[Path]:
    """What killed processes left behind: folders that no row uses, and unfinished files; nothing younger than that.

    Younger ones may belong to an upload whose row is not there yet.
    """
    before = time.time() - seconds
    folders = {path.name: path for path in (Path(settings.MEDIA_ROOT) / "images").glob("*") if path.is_dir()}
    used = in_use(folders)
    found = [path for name, path in sorted(folders.items()) if name not in used]
    found += [path for name in sorted(used) for path in sorted(folders[name].glob(f"{UNFINISHED}*"))]
    return [path for path in found if path.stat().st_mtime < before]


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for those who read it at the same time."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)  # a server in front may read it as another user
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
