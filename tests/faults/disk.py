"""Disks of a test's own: small enough to be filled, read-only, broken."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

SIZE = "48m"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    yield from _mounted(folder, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs")


@contextmanager
def breakable_disk(folder: Path) -> Iterator[Path]:
    """A file system of its own in a file, which can be broken while programs have files of it open."""
    image = folder.with_suffix(".image")
    subprocess.run(["truncate", "--size", SIZE, image], check=True)
    subprocess.run(
        ["mkfs.ext4", "-q", image], check=True, env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    )
    yield from _mounted(folder, "-o", "loop,errors=remount-ro", str(image))


def _mounted(folder: Path, *arguments: str) -> Iterator[Path]:
    """Fails where nothing may be mounted, if this is the build; a laptop may lack the right."""
    folder.mkdir()
    mounted = subprocess.run(["mount", *arguments, folder], capture_output=True, text=True, check=False)
    if mounted.returncode:
        told = f"a disk cannot be mounted: {mounted.stderr.strip()}"
        pytest.fail(told) if os.environ.get("REQUIRE_BROWSER") else pytest.skip(told)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def remount(folder: Path, how: str) -> None:
    """`ro` and `rw` need that nobody has a file open for writing; `abort` is what happens when a disk breaks."""
    subprocess.run(["mount", "-o", f"remount,{how}", folder], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    remount(folder, "ro")
    try:
        yield
    finally:
        remount(folder, "rw")


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not a byte is left; afterwards there is room again."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with pytest.raises(OSError, match="No space left"):
                _write_for_ever(file, size)
    try:
        yield
    finally:
        ballast.unlink()


def _write_for_ever(file: BinaryIO, size: int) -> None:
    while True:
        file.write(b"\0" * size)
