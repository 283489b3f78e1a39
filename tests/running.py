"""The real site in a process of its own: `manage.py start` with its own data and a free port."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What the tests themselves run with must not reach the site under test.
OURS = {
    "ACCESS_LOG", "ADMIN_PATH", "ALLOWED_HOSTS", "DATABASE_URL", "DATA_DIR", "DEBUG", "DJANGO_SETTINGS_MODULE", "HOST",
    "LOG_FORMAT", "LOG_LEVEL", "METRICS_TOKEN", "OFFLINE", "OG_FONT", "PAGE_CACHE_MB", "PORT", "PROXY_COUNT", "RELEASE",
    "REQUIRE_SECOND_FACTOR", "SECRET_KEY", "SENTRY_DSN", "SHARED_CACHE_SECONDS", "SITE_URL", "THROTTLE", "WORKERS",
}  # fmt: skip


@dataclass(frozen=True)
class Running:
    address: str  # without slash at the end
    output: Path  # what it has printed so far
    seconds: float  # from the start to the first answer
    pid: int  # of gunicorn's master


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "DATA_DIR": str(data), "PYTHONUNBUFFERED": "1", **more}


def manage(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess:
    """A management command, run to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment(data, **more), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@contextlib.contextmanager
def running(data: Path, output: Path, port: int = 0, **more: str) -> Iterator[Running]:
    """The site from its start until it is no longer needed; with a port of before, the same site once more."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    began = time.monotonic()
    with output.open("w") as file, subprocess.Popen(
        [sys.executable, "manage.py", "start"],
        cwd=ROOT, env=environment(data, **{"PORT": str(port), "SITE_URL": address, "WORKERS": "2", **more}),
        stdout=file, stderr=subprocess.STDOUT, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            # With https it answers nobody but its proxy.
            first = "/healthz" if more.get("SITE_URL", "").startswith("https:") else "/en/"
            _wait_until_it_answers(process, address + first, output)
            yield Running(address, output, time.monotonic() - began, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def free_port() -> int:
    """Below those that the system gives to connections: else one could have it by the time that the site wants it."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("of a hundred ports none is free")


def _wait_until_it_answers(process: subprocess.Popen, address: str, output: Path, seconds: int = 300) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"manage.py start ended with {process.returncode}:\n{output.read_text()}")
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer in {seconds} s:\n{output.read_text()}")
