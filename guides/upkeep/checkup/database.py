from collections.abc import Iterator

from django.conf import settings
from django.db import Error, connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor

from .findings import Finding, Level


def database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            yield from _sqlite(cursor) if connection.vendor == "sqlite" else _postgresql(cursor)
    except Error as error:
        yield Finding("database", Level.ERROR, f"does not answer: {str(error).splitlines()[0]}", _advice())


def _advice() -> str:
    if connection.vendor == "postgresql":
        return "start the database server, or correct DATABASE_URL"
    path = connection.settings_dict["NAME"]
    return f"see that {path} and its folder may be written; manage.py restore FILE --replace puts a backup back"


def _sqlite(cursor: CursorWrapper) -> Iterator[Finding]:
    path, what = connection.settings_dict["NAME"], f"SQLite {'.'.join(map(str, connection.get_database_version()))}"
    cursor.execute("PRAGMA quick_check(1)")
    if (said := cursor.fetchone()[0]) != "ok":
        yield Finding(
            "database", Level.ERROR, f"{path} is damaged: {' '.join(said.split())}",
            "stop the site and put back a backup: manage.py restore FILE --replace",
        )  # fmt: skip
        return
    cursor.execute("PRAGMA journal_mode")
    if (mode := cursor.fetchone()[0]) != "wal":
        yield Finding(
            "database", Level.WARNING, f"{what} keeps no write-ahead log but {mode}: readers wait for writers",
            "put DATA_DIR on a local disk: network file systems cannot do it",
        )  # fmt: skip
        return
    yield Finding("database", Level.OK, f"{what}, {path}, write-ahead log, quick check passed")


def _postgresql(cursor: CursorWrapper) -> Iterator[Finding]:
    cursor.execute("SELECT current_setting('server_version'), pg_is_in_recovery(), pg_encoding_to_char(encoding) "
                   "FROM pg_database WHERE datname = current_database()")  # fmt: skip
    version, is_standby, encoding = cursor.fetchone()
    what = (
        f"PostgreSQL {version}, {connection.settings_dict['NAME']} at {connection.settings_dict['HOST'] or 'a socket'}"
    )
    if is_standby:
        yield Finding(
            "database", Level.ERROR, f"{what} is a standby: it takes no changes", "name the primary in DATABASE_URL"
        )
    elif encoding != "UTF8":
        advice = "make a database with ENCODING 'UTF8' TEMPLATE template0, and restore a backup into it"
        yield Finding("database", Level.ERROR, f"{what} keeps text as {encoding}, not UTF8", advice)
    else:
        yield Finding("database", Level.OK, what)


def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    missing = [str(each) for each, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    unknown = sorted(
        f"guides.{name}"
        for app, name in executor.loader.applied_migrations
        if app == "guides" and (app, name) not in executor.loader.disk_migrations
    )
    if missing:
        yield Finding("migrations", Level.ERROR, f"not applied: {', '.join(missing)}", "manage.py migrate")
    if unknown:
        advice = f"run that release; this one is {settings.RELEASE}"
        yield Finding("migrations", Level.WARNING, f"applied by a newer release: {', '.join(unknown)}", advice)
    if not missing and not unknown:
        yield Finding("migrations", Level.OK, f"all {len(executor.loader.applied_migrations)} applied")
