"""The search for known vulnerabilities: what it finds fails, and only a service that cannot be asked is skipped."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.running import ROOT, free_port

FOUND = {"vulns": [{
    "id": "PYSEC-0000-1", "summary": "A hole", "details": "A hole", "modified": "2026-01-01T00:00:00Z",
    "affected": [{
        "package": {"name": "django", "ecosystem": "PyPI"},
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
    }],
}]}  # fmt: skip
Answer = tuple[int, object]


def is_probe(asked: dict) -> bool:
    return (asked["package"]["name"].lower(), asked["version"]) == ("django", "1.11")


@contextmanager
def service(answer: Callable[[dict], Answer]) -> Iterator[tuple[str, list[str]]]:
    """(its address, the packages it was asked about)"""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(question["package"]["name"].lower())
            status, body = answer(question)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def pinned(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.txt"
    path.write_text("Django==5.2.19\nPyYAML==6.0.3\n")
    return path


def audit(address: str, *files: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / "audit.py", *files], env={"AUDIT_URL": address, "PATH": ""},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_packages_without_known_holes_pass_and_all_of_them_are_asked_about(pinned):
    with service(lambda asked: (200, FOUND if is_probe(asked) else {})) as (address, asked):
        done = audit(address, pinned)
    assert (done.returncode, "SKIPPED" in done.stdout, sorted(asked)) == (0, False, ["django", "django", "pyyaml"])


def test_a_known_hole_fails_and_is_named(pinned):
    with service(lambda asked: (200, FOUND if asked["package"]["name"].lower() == "django" else {})) as (address, _):
        done = audit(address, pinned)
    assert (done.returncode, "PYSEC-0000-1" in done.stdout, "SKIPPED" in done.stdout) == (1, True, False)


def test_a_service_that_breaks_while_it_is_asked_fails(pinned):
    with service(lambda asked: (200, FOUND) if is_probe(asked) else (500, {})) as (address, _):
        done = audit(address, pinned)
    assert (done.returncode, "SKIPPED" in done.stdout) == (1, False)


def test_a_service_that_cannot_be_reached_is_skipped_in_one_line(pinned):
    done = audit(f"http://127.0.0.1:{free_port()}/v1/query", pinned)
    assert (done.returncode, len(done.stdout.splitlines()), done.stdout.startswith("SKIPPED")) == (0, 1, True)


@pytest.mark.parametrize("answer", [(200, {}), (200, []), (404, {}), (200, {"vulns": []})])
def test_one_that_knows_of_nothing_is_none(pinned, answer):
    with service(lambda _asked: answer) as (address, _):
        done = audit(address, pinned)
    assert (done.returncode, len(done.stdout.splitlines()), done.stdout.startswith("SKIPPED")) == (0, 1, True)


def test_everything_that_is_pinned_is_asked_about():
    files = [ROOT / "requirements.txt", ROOT / ".ci" / "requirements.txt"]
    lines = [line for file in files for line in file.read_text().splitlines() if "==" in line]
    pinned = {re.split(r"==|\[", line)[0].lower().replace("_", "-") for line in lines}
    with service(lambda asked: (200, FOUND if is_probe(asked) else {})) as (address, asked):
        done = audit(address, *files)
    assert (done.returncode, {name.replace("_", "-") for name in asked}) == (0, pinned)
