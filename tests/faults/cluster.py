"""A PostgreSQL of a test's own, which may be stopped and broken: the machine's stays as it is."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.running import free_port

_ALONE = "fsync=off"  # for the speed of the test; what a crash of the machine does is not what is tried


@dataclass(frozen=True)
class Cluster:
    programs: Path
    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/site"

    def restart(self, mode: str) -> None:
        self._control("restart", "-m", mode)

    def stop(self, mode: str) -> None:
        self._control("stop", "-m", mode)

    def start(self) -> None:
        self._control("start")

    def _control(self, *arguments: str) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c {_ALONE}"
        log = str(self.folder / "log.txt")
        _as_owner(self.programs / "pg_ctl", "-w", "-D", self.folder / "data", "-l", log, "-o", options, *arguments)


@contextmanager
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="cluster-") as name:  # pytest's folders are closed to whom it belongs
        if os.geteuid() == 0:
            shutil.chown(name, "postgres")
        yield from _made_in(Path(name))


def _made_in(folder: Path) -> Iterator[Cluster]:
    programs = _programs()
    _as_owner(programs / "initdb", "-D", folder / "data", "-U", "postgres", "--auth=trust", "--encoding=UTF8")
    mine = Cluster(programs, folder, free_port())
    mine.start()
    try:
        with psycopg.connect(mine.url.replace("/site", "/postgres"), autocommit=True) as administrator:
            administrator.execute("CREATE DATABASE site")
        yield mine
    finally:
        mine.stop("immediate")


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail("initdb is needed: apt-get install postgresql")
    return found[-1].parent


def _as_owner(*command: object) -> None:
    """PostgreSQL refuses to be run by root."""
    become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
    subprocess.run([*become, *map(str, command)], check=True, timeout=60, stdout=subprocess.DEVNULL, cwd="/")
