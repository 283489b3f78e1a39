"""The file of a backup: a tar with the database, uploaded files and a list of everything in it."""

import hashlib
import json
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

LIST = "contents.json"
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
BLOCK = 1 << 20


class BadBackup(Exception):  # noqa: N818  named for what it is about
    """A file that is no backup, or no longer the one that was made. Its text says which and why."""


@dataclass(frozen=True)
class Contents:
    made_at: str  # ISO 8601, UTC
    vendor: str  # sqlite or postgresql
    migrations: list[str]
    rows: dict[str, int]  # table → rows, when the backup began
    files: dict[str, str]  # name in the archive → SHA-256

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(archive: Path, folder: Path, contents: Contents) -> None:
    """Pack a folder that holds everything the contents name. The file appears whole or not at all."""
    (folder / LIST).write_text(contents.to_json(), encoding="utf-8")
    unfinished = archive.with_name(f".{archive.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)  # password hashes are in it
        with tarfile.open(unfinished, "w") as tar:
            for name in (LIST, *sorted(contents.files)):
                tar.add(folder / name, name)
        unfinished.replace(archive)
    finally:
        unfinished.unlink(missing_ok=True)


def verify(archive: Path) -> Contents:
    """Read every byte and compare it with the list. Raises BadBackup."""
    try:
        with tarfile.open(archive, "r:") as tar:
            contents = _read_list(tar)
            found = dict(_hashes(tar))
    except OSError as error:
        raise BadBackup(f"{archive} cannot be read: {error.strerror or error}") from error
    except (tarfile.TarError, KeyError, ValueError, TypeError) as error:
        raise BadBackup(f"{archive} is not a backup, or is damaged: {' '.join(str(error).split())}") from error
    for name in sorted(contents.files.keys() | found.keys()):
        if contents.files.get(name) != found.get(name):
            raise BadBackup(f"{archive} is damaged: {name} is not what was saved")
    return contents


def unpack(archive: Path, folder: Path) -> None:
    """Raises BadBackup, and OSError if there is no room.

    File by file: extractall knows its safe filter only since Python 3.11.4, and Debian 12 has 3.11.2.
    """
    try:
        with tarfile.open(archive, "r:") as tar:
            for member in tar:
                _take_out(tar, member, folder.resolve())
    except tarfile.TarError as error:
        raise BadBackup(f"{archive} cannot be unpacked: {error}") from error


def _take_out(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    path = (folder / member.name).resolve()
    if not member.isfile() or not path.is_relative_to(folder):
        raise BadBackup(f"{tar.name} cannot be unpacked: {member.name} is no file of a backup")
    path.parent.mkdir(parents=True, exist_ok=True)
    with tar.extractfile(member) as saved, path.open("wb") as file:
        shutil.copyfileobj(saved, file)


def _read_list(tar: tarfile.TarFile) -> Contents:
    file = tar.extractfile(LIST)
    if file is None:
        raise KeyError(LIST)
    return Contents(**json.load(file))


def _hashes(tar: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for member in tar:
        if member.name != LIST and (file := tar.extractfile(member)):
            yield member.name, hashlib.file_digest(file, "sha256").hexdigest()
