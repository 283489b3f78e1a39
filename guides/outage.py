"""What kind of outage an error is: the database away, the disk full, the disk read-only. Others are our faults.

Nothing here is a reason to look into the program, so it is said in one line of the log and without a traceback.
"""

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError

_log = logging.getLogger(__name__)


class Outage(Enum):
    AWAY = "the database cannot be used"
    FULL = "the disk is full"
    READ_ONLY = "the disk cannot be written"


_OF_FILES = {
    errno.ENOSPC: Outage.FULL, errno.EDQUOT: Outage.FULL, errno.EFBIG: Outage.FULL,
    errno.EROFS: Outage.READ_ONLY, errno.EACCES: Outage.READ_ONLY, errno.EPERM: Outage.READ_ONLY,
}  # fmt: skip
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: Outage.FULL, sqlite3.SQLITE_READONLY: Outage.READ_ONLY, sqlite3.SQLITE_BUSY: Outage.AWAY,
    sqlite3.SQLITE_IOERR: Outage.AWAY, sqlite3.SQLITE_CANTOPEN: Outage.AWAY,
}  # fmt: skip
# A disk that broke under an open database lets it be read, and says of writing only that it failed.
_OF_SQLITE_WRITING = {
    sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_DELETE,
}  # fmt: skip
_OF_POSTGRESQL = {"53100": Outage.FULL, "25006": Outage.READ_ONLY}
# Connection lost, refused or full, the server stops or starts, a deadlock, a statement that took too long.
_PASSING = ("08", "53", "57", "40", "55")


def of(error: BaseException | None) -> Outage | None:
    if isinstance(error, DatabaseError | InterfaceError):
        return _of_database(error)
    return _OF_FILES.get(error.errno) if isinstance(error, OSError) else None


def is_deadlock(error: DatabaseError) -> bool:
    """Two waited for each other and PostgreSQL ended this one: nothing was written, and a second try may succeed."""
    return getattr(error.__cause__, "sqlstate", None) == "40P01"


def report(outage: Outage, error: BaseException) -> None:
    _log.error("%s: %s", outage.value, " ".join(str(error).split()))


@contextmanager
def left_undone() -> Iterator[None]:
    """Goes around what may wait until the disk can be written again; that it cannot is only said in the log."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        kind = of(error)
        if kind not in (Outage.FULL, Outage.READ_ONLY):
            raise
        report(kind, error)


def _of_database(error: DatabaseError | InterfaceError) -> Outage | None:
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error) and (code := getattr(cause, "sqlite_errorcode", None)) is not None:
        # The upper bits are the kind of the kind.
        return Outage.READ_ONLY if code in _OF_SQLITE_WRITING else _OF_SQLITE.get(code & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state:
        return _OF_POSTGRESQL.get(state) or (Outage.AWAY if state.startswith(_PASSING) else None)
    return Outage.AWAY if isinstance(error, OperationalError | InterfaceError) else None
