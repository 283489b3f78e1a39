"""The files of pictures on the disk: written before the row that uses them, taken back if it never comes to be.

MEDIA_ROOT/images/HASH/ holds everything made of one picture; several rows may share it.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings

from .reading import Picture
from .renditions import MASTER, names, render

InUse = Callable[[Iterable[str]], set[str]]  # those of the hashes that some row uses

_written: ContextVar[set[str] | None] = ContextVar("written", default=None)


def folder(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "images" / digest


def master(digest: str) -> Path:
    return folder(digest) / MASTER


@contextmanager
def taken_back(in_use: InUse) -> Iterator[None]:
    """Goes around the transaction in which pictures are stored: at its end, files that no row uses are gone.

    That covers an error, a rollback without one, and a commit that fails. Inside another one it does nothing.
    """
    if _written.get() is not None:
        yield
        return
    written: set[str] = set()
    token = _written.set(written)
    try:
        yield
    finally:
        _written.reset(token)
        remove_unused(written, in_use)


def store(picture: Picture) -> None:
    """Write what is missing of the picture's files. Raises OSError if the disk is full or cannot be written."""
    written = _written.get()
    if written is None:
        raise RuntimeError("store() belongs inside taken_back(), which removes the files if the row is not kept")
    written.add(picture.digest)
    target = folder(picture.digest)
    if all((target / name).exists() for name in names(picture)):
        return
    target.mkdir(parents=True, exist_ok=True)
    for name, content in render(picture).items():
        if not (target / name).exists():
            _write(target / name, content)


def remove_unused(digests: Iterable[str], in_use: InUse) -> None:
    digests = set(digests)
    for digest in digests - in_use(digests) if digests else ():
        shutil.rmtree(folder(digest), ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for those who read it at the same time."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)  # a server in front may read it as another user
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
