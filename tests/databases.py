"""Databases for sites that tests start: of the kind that the suite runs on, empty, gone afterwards."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

_NUMBERS = itertools.count(1)  # one purpose may need several at a time


@contextmanager
def own_database(purpose: str) -> Iterator[dict[str, str]]:
    """Environment variables for the site: none for SQLite, whose file stands in the site's own folder."""
    if connection.vendor != "postgresql":
        yield {}
        return
    parts = connection.settings_dict
    server = f"postgres://{parts['USER']}:{parts['PASSWORD']}@{parts['HOST'] or '127.0.0.1'}:{parts['PORT'] or 5432}"
    name = f"{purpose}_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
        administrator.execute(f"CREATE DATABASE {name}")
        yield {"DATABASE_URL": f"{server}/{name}"}
        administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")
