"""Copying a whole database while others read and write it: SQLite by its own backup, PostgreSQL by pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import connection

Progress = Callable[[int, int], None]  # (done, of)
PAGES_AT_ONCE = 2000  # of SQLite; between two portions others may write


class DatabaseToolError(Exception):
    """A tool is missing, or did not do what was asked of it; its text says what to do."""


def copy_out(path: Path, progress: Progress) -> None:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(path)) as to:
            source.backup(to, pages=PAGES_AT_ONCE, progress=lambda _status, left, total: progress(total - left, total))
            _check(to, path)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}", _database_name())
        _run("pg_restore", "--list", str(path))
        progress(1, 1)


def copy_in(path: Path, progress: Progress) -> None:
    """Replace the whole database by the copy, in one transaction of the database itself."""
    connection.close()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(connection.settings_dict["NAME"])) as to:
            _check(source, path)
            to.execute("PRAGMA busy_timeout = 20000")
            source.backup(to, progress=lambda _status, left, total: progress(total - left, total))
    else:
        # All of the schema goes: tables that only a newer release has would be in the way of its migrations.
        script = path.with_suffix(".sql")
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path))
        _run(
            "psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
            "--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public", f"--file={script}",
            f"--dbname={_database_name()}",
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


def _check(database: sqlite3.Connection, path: Path) -> None:
    try:
        found = database.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise DatabaseToolError(f"{path} is not a sound database: {found}")


def _database_name() -> str:
    return connection.settings_dict["NAME"]


def _run(tool: str, *arguments: str) -> None:
    """Who and where to connect goes by the environment: a password on a command line can be read by everybody."""
    if shutil.which(tool) is None:
        raise DatabaseToolError(f"{tool} is needed and not installed: install postgresql-client")
    settings = connection.settings_dict
    known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    to = {name: str(settings[key]) for name, key in known.items() if settings.get(key)}
    ended = subprocess.run(  # noqa: S603  our own arguments, no shell
        [tool, *arguments], env={**os.environ, **to}, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise DatabaseToolError(f"{tool} failed: {ended.stderr.strip() or ended.returncode}")
