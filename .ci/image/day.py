"""A day in the life of the image: first start, health, pages, refused writes, a backup, a graceful stop."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psycopg
from box import Box
from build import Image
from psycopg import conninfo

PATIENCE = 120  # seconds, for what takes one to five
LETTER = b"provider=airalo&filler=" + b"x" * 5000
ADMINISTRATION = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def live(image: Image, services: dict[str, dict], work: Path) -> None:
    with _database() as url, socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
        probe.close()
        ours = {"HOST": "127.0.0.1", "PORT": port, "DATABASE_URL": url}
        boxes = {name: _box(image, services[name], work, ours) for name in ("site", "backup")}
        with subprocess.Popen(boxes["site"].command(image.command)) as process:
            try:
                _serve(process, boxes["site"], image, port)
                _run(boxes["backup"], *services["backup"]["command"])
                _run(boxes["backup"], "sh", "-c", "python manage.py restore --check /backups/*.tar")
                _stop(process, int(port), services["site"]["stop_grace_period"])
            finally:
                process.kill()


def _box(image: Image, service: dict, work: Path, ours: dict[str, str]) -> Box:
    """With the rights, folders and settings that compose.yaml gives, but on this machine's network."""
    user, group = map(int, image.user.split(":"))
    given = {name: value for name, value in service["environment"].items() if value is not None}
    folders = {}
    for volume in service["volumes"]:
        folders[volume["target"]] = work / volume["source"]
        folders[volume["target"]].mkdir(exist_ok=True)
        # A new volume has the owner of the image's folder.
        inside = (image.root / volume["target"][1:]).stat()
        os.chown(folders[volume["target"]], inside.st_uid, inside.st_gid)
    _check((inside.st_uid, inside.st_gid) == (user, group) != (0, 0), f"{volume['target']} belongs to the site")
    _check(
        service["cap_drop"] == ["ALL"] and service["security_opt"] == ["no-new-privileges:true"],
        "compose.yaml takes every right away, as the box here does",
    )
    return Box(
        image.root, image.environment | given | ours, image.folder, image.user,
        service["read_only"], tuple(service["tmpfs"]), folders,
    )  # fmt: skip


def _serve(process: subprocess.Popen, inside: Box, image: Image, port: str) -> None:
    page = _first_page(process, f"http://127.0.0.1:{port}/en/").decode()
    status = Path(f"/proc/{process.pid}/status").read_text()
    of = dict(line.split(":\t", 1) for line in status.splitlines())
    _check(of["Uid"].split() == [image.user.split(":")[0]] * 4, "it is not root")
    _check((int(of["CapEff"], 16), int(of["CapBnd"], 16), of["NoNewPrivs"]) == (0, 0, "1"), "it has no rights")
    _run(inside, *image.health)
    _check(b"ok" in _read(f"http://127.0.0.1:{port}/readyz"), "it is ready")
    sheet = re.search(r'<link rel="stylesheet" href="(/static/[^"]+)"', page)[1]
    _check(b"@layer" in _read(f"http://127.0.0.1:{port}{sheet}"), "its static files are served")
    picture = re.search(r'property="og:image" content="https?://[^/]+(/[^"]+)"', page)[1]
    _check(_read(f"http://127.0.0.1:{port}{picture}").startswith(b"\x89PNG"), "pictures of links are drawn")
    for path in ("/site", "/site/locale", "/venv", "/etc", "/"):
        refused = subprocess.run(inside.command(["touch", f"{path}/new"]), capture_output=True, text=True, check=False)
        _check("Read-only file system" in refused.stderr, f"{path} cannot be written")


def _stop(process: subprocess.Popen, port: int, grace: str) -> None:
    """While somebody is still sending a form: it is answered though the stop has begun."""
    client = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    client.putrequest("POST", "/en/letter/")
    client.putheader("Content-Type", "application/x-www-form-urlencoded")
    client.putheader("Content-Length", str(len(LETTER)))
    client.endheaders(LETTER[:100])
    time.sleep(1)  # until a worker has it
    process.send_signal(signal.SIGTERM)
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + PATIENCE
    while len(workers.read_text().split()) > 1 and time.monotonic() < until:  # those that have nothing to finish
        time.sleep(0.1)
    client.send(LETTER[100:])
    answer = client.getresponse()
    _check((answer.status, b"</html>" in answer.read()) == (200, True), "a request in flight is answered")
    _check(process.wait(_seconds(grace)) == 0, "it ends with status 0")


def _first_page(process: subprocess.Popen, address: str) -> bytes:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            return _read(address)
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"the image ended with {process.returncode} before its first page")


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as response:  # noqa: S310  http, on this machine
        return response.read()


def _run(inside: Box, *command: str) -> None:
    done = subprocess.run(inside.command(command), timeout=PATIENCE, check=False)
    _check(done.returncode == 0, " ".join(command)[:60])


def _seconds(text: str) -> int:
    units = {"h": 3600, "m": 60, "s": 1}
    return sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+)([hms])", text))


def _check(good: bool, promise: str) -> None:
    if not good:
        raise SystemExit(f"not so: {promise}")
    print(f"  ✓ {promise}", flush=True)


@contextmanager
def _database() -> Iterator[str]:
    """An empty one, gone afterwards."""
    name = f"image_{os.getpid()}"
    with psycopg.connect(ADMINISTRATION, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        parts = conninfo.conninfo_to_dict(ADMINISTRATION)
        credentials = f"{parts['user']}:{parts['password']}" if "password" in parts else parts["user"]
        yield f"postgres://{credentials}@{parts['host']}:{parts.get('port', 5432)}/{name}"
    finally:
        with psycopg.connect(ADMINISTRATION, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
