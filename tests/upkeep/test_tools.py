"""PostgreSQL's own programs connect as the site does, and tell nobody on the machine how."""

import os
from pathlib import Path

import pytest
from django.db import ConnectionHandler

from esimsite import environment
from guides.upkeep import databases

URL = (
    "postgres://anna:s3cret@db.example:6543/shop?sslmode=verify-full&sslrootcert=/etc/ssl/db.pem"
    "&application_name=backup&keepalives_idle=20&sslpassword=t0p"
)
TOLD = {
    "PGHOST": "db.example", "PGPORT": "6543", "PGUSER": "anna", "PGPASSWORD": "s3cret", "PGDATABASE": "shop",
    "PGSSLMODE": "verify-full", "PGSSLROOTCERT": "/etc/ssl/db.pem", "PGAPPNAME": "backup", "PGCONNECT_TIMEOUT": "3",
    "PGCLIENTENCODING": "UTF8",
}  # fmt: skip
TOOL = """#!/bin/sh
env >> "{folder}/environment"
echo "$@" >> "{folder}/arguments"
"""


@pytest.fixture
def tools(tmp_path, monkeypatch) -> Path:
    """A folder in which programs of these names note how they were called."""
    for name in ("pg_dump", "pg_restore", "psql"):
        (tmp_path / name).write_text(TOOL.format(folder=tmp_path))
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DATABASE_URL", URL)
    settings = {"default": environment.read(tmp_path).database}
    monkeypatch.setattr(databases, "connection", ConnectionHandler(settings)["default"])
    return tmp_path


@pytest.mark.parametrize("copy", [databases.copy_out, databases.copy_in])
def test_all_that_the_address_of_the_database_says_is_told_to_them(tools, copy):
    copy(tools / "database.dump", lambda _done, _of: None)
    told = dict(line.split("=", 1) for line in (tools / "environment").read_text().splitlines() if line[:2] == "PG")
    assert {name: told.get(name) for name in TOLD} == TOLD
    (called,) = [line for line in (tools / "arguments").read_text().splitlines() if "--dbname" in line]
    assert "keepalives_idle=20" in called
    assert [secret for secret in ("s3cret", "t0p") if secret in called] == []
