"""Copying a whole database while others read and write it: SQLite by its own backup, PostgreSQL by pg_dump."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo
from psycopg.pq import ConninfoOption as Keyword

Progress = Callable[[int, int], None]  # (done, of)
PAGES_AT_ONCE = 2000  # of SQLite; after each the progress is told
PATIENCE = 20  # seconds for others who use what is to be replaced
IN_USE = "the database is in use: stop the site and whatever else holds on to it"
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's word for it


class DatabaseToolError(Exception):
    """A tool is missing, or did not do what was asked of it; its text says what to do."""


def copy_out(path: Path, progress: Progress) -> None:
    """Raises DatabaseToolError, and DatabaseError or sqlite3.Error if the database cannot be read."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        source = connection.connection  # Django's, which also reads what lies on a disk that cannot be written
        source.execute("BEGIN")  # one state of it: with every save of others SQLite would begin anew
        try:
            source.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
            with closing(sqlite3.connect(path)) as to:
                source.backup(to, pages=PAGES_AT_ONCE, progress=_telling(progress))
                _check(to, path)
        finally:
            source.execute("ROLLBACK")
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}", f"--dbname={_rest()}")
        _run("pg_restore", "--list", str(path))
        progress(1, 1)


def copy_in(path: Path, progress: Progress) -> None:
    """Replace the whole database by the copy, in one transaction of the database itself.

    Raises DatabaseToolError, and sqlite3.Error if the disk is full or cannot be written.
    """
    connection.close()
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        with closing(sqlite3.connect(path)) as source:
            _check(source, path)
            if _is_unusable(name):
                _put_aside(name)
            with closing(sqlite3.connect(name, timeout=PATIENCE)) as to:
                source.backup(to, pages=PAGES_AT_ONCE, progress=_telling(progress))
    else:
        # All of the schema goes: tables that only a newer release has would be in the way of its migrations.
        script = path.with_suffix(".sql")
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path))
        _run(
            "psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
            "--set=VERBOSITY=verbose", f"--command=SET lock_timeout = '{PATIENCE}s'",
            "--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public", f"--file={script}",
            f"--dbname={_rest()}",
        )  # fmt: skip
        progress(1, 1)


def row_counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  our own tables
            counts[table] = cursor.fetchone()[0]
    return counts


def _telling(progress: Progress) -> Callable[[int, int, int], None]:
    def tell(status: int, left: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):  # SQLite would try again for ever
            raise DatabaseToolError(IN_USE)
        progress(total - left, total)

    return tell


def _is_unusable(database: Path) -> bool:
    """Whether SQLite cannot even open it. Damage further inside does not hinder that it is written over."""
    try:
        with closing(sqlite3.connect(database, timeout=PATIENCE)) as opened:
            opened.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
    return False


def _put_aside(database: Path) -> None:
    """What is damaged is kept beside the new one: somebody may still get something out of it."""
    mark = f"damaged-{int(time.time())}"
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            Path(f"{database}{ending}").rename(f"{database}.{mark}{ending}")


def _check(database: sqlite3.Connection, path: Path) -> None:
    try:
        found = database.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise DatabaseToolError(f"{path} is not a sound database: {found}")


def _told() -> Iterator[tuple[Keyword, str]]:
    """What DATABASE_URL says of the connection, in PostgreSQL's own words: sslmode and the like are among them."""
    given = connection.get_connection_params()
    for each in Conninfo.get_defaults():
        value = given.get(each.keyword.decode())
        if value not in (None, ""):
            yield each, str(value)


def _environment() -> dict[str, str]:
    return {each.envvar.decode(): value for each, value in _told() if each.envvar}


def _rest() -> str:
    """What no variable says, as a connection string; nothing that is secret."""
    return make_conninfo(
        **{each.keyword.decode(): value for each, value in _told() if not each.envvar and each.dispchar != b"*"}
    )


def _run(tool: str, *arguments: str) -> None:
    """Who and where to connect goes by the environment: a password on a command line can be read by everybody."""
    if shutil.which(tool) is None:
        raise DatabaseToolError(f"{tool} is needed and not installed: install postgresql-client")
    ended = subprocess.run(  # noqa: S603  our own arguments, no shell
        [tool, *arguments], env={**os.environ, **_environment()}, capture_output=True, text=True, check=False
    )
    if LOCK_NOT_AVAILABLE in ended.stderr:
        raise DatabaseToolError(IN_USE)
    if ended.returncode:
        raise DatabaseToolError(f"{tool} failed: {ended.stderr.strip() or ended.returncode}")
