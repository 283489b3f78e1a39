"""A database in WAL mode can be opened only where SQLite finds or can make the files -wal and -shm beside it.

On a disk that takes nothing in there are three cases (https://sqlite.org/wal.html, "Read-Only Databases"):

- Both are there, because somebody has the database open or was killed. SQLite opens it by itself and reads all that was
  committed; only writing is refused.
- They are not there: whoever closed the database last has put everything into the main file. Then that file is the
  whole database and is opened as immutable: SQLite takes no locks and asks for no other file.
- There is something in -wal (or -journal) and SQLite cannot open it. Immutable would pass over what was committed, so
  the error stays: better no page than an old one.

Immutable is a promise that nobody writes, and others may be able to: the disk has room again, or only this process
lacks the right. So before every statement two looks make sure that the main file is as it was and nothing stands beside
it; writers in WAL mode fill -wal first. Where all is well nothing of this costs more than asking for one attribute.
"""

import logging
import os
import sqlite3
import time
from pathlib import Path

from django.db.backends.sqlite3 import base

_log = logging.getLogger(__name__)

TRIED_AGAIN_AFTER = 3  # seconds
_CANNOT_WRITE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}

Print = tuple[int, int, int]


class DatabaseWrapper(base.DatabaseWrapper):
    reads_only = False  # this connection: what is written through it is refused
    _immutable: Print | None = None  # of the main file, if it was opened as immutable
    _try_again_at = 0.0
    _told = False

    def get_new_connection(self, conn_params: dict) -> sqlite3.Connection:
        self._immutable = None
        try:
            opened, reason = super().get_new_connection(conn_params), "it may not be written"
        except sqlite3.OperationalError as error:
            opened, reason = self._opened_as_immutable(conn_params, error), str(error)
        self.reads_only = self._immutable is not None or not self._may_be_written()
        self._try_again_at = time.monotonic() + TRIED_AGAIN_AFTER
        self._tell(reason)
        return opened

    def create_cursor(self, name: str | None = None) -> sqlite3.Cursor:
        if self._immutable and self._immutable != _print_of(self._path):
            raise sqlite3.OperationalError("the database was written by somebody else, and must be opened anew")
        return super().create_cursor(name)

    def close_if_unusable_or_obsolete(self) -> None:
        """Django asks before and after each request."""
        if self.reads_only and self.connection is not None and not self.in_atomic_block and self._is_worth_a_try():
            self.close()
        super().close_if_unusable_or_obsolete()

    def is_usable(self) -> bool:
        """After an error it is opened anew: a disk that could not be written may have been mounted differently."""
        return not self.errors_occurred

    @property
    def _path(self) -> Path:
        return Path(self.settings_dict["NAME"]).absolute()

    def _opened_as_immutable(self, conn_params: dict, error: sqlite3.OperationalError) -> sqlite3.Connection:
        if self.is_in_memory_db() or error.sqlite_errorcode & 0xFF not in _CANNOT_WRITE:
            raise error
        whole = _print_of(self._path)  # before it is opened: what happens in between is noticed
        if whole is None:
            raise error
        self.init_commands = []  # they are for writers
        opened = super().get_new_connection({**conn_params, "database": f"{self._path.as_uri()}?immutable=1"})
        self._immutable = whole
        return opened

    def _may_be_written(self) -> bool:
        """SQLite opens what may only be read without a word, and never tries again."""
        return self.is_in_memory_db() or os.access(self._path, os.W_OK)

    def _is_worth_a_try(self) -> bool:
        return time.monotonic() >= self._try_again_at or (
            self._immutable is not None and self._immutable != _print_of(self._path)
        )

    def _tell(self, reason: str) -> None:
        """When it begins and when it ends, not each time that it is tried."""
        if self.reads_only and not self._told:
            _log.error("The database is read, but nothing can be saved: %s. It is tried again by itself.", reason)
        elif self._told and not self.reads_only:
            _log.warning("The database can be written again.")
        self._told = self.reads_only


def _print_of(path: Path) -> Print | None:
    """The main file as it is, or None if it is not the whole database or not there."""
    try:
        if any(_size(Path(f"{path}{ending}")) for ending in ("-wal", "-journal")):
            return None
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
