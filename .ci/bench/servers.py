"""The servers of the bench: each on a free port of 127.0.0.1, stopped when no longer needed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
WORKERS = 2
OURS = ("ALLOWED_HOSTS", "DATABASE_URL", "DATA_DIR", "DEBUG", "PAGE_CACHE_MB", "RELEASE", "SECRET_KEY", "SITE_URL")


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "PYTHONPATH": str(BENCH), "LOG_LEVEL": "WARNING", **more}


def python(*arguments: str, folder: Path = ROOT, **more: str) -> str:
    """Run a Python program to its end; what it printed."""
    ended = subprocess.run(  # noqa: S603
        [sys.executable, *arguments], cwd=folder, env=environment(**more), capture_output=True, text=True, check=False
    )
    if ended.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{ended.stdout}\n{ended.stderr}")
    return ended.stdout


@contextmanager
def asked(program: str, **more: str) -> Iterator[subprocess.Popen]:
    """A program of the bench that answers what it reads line by line. What goes wrong there it says itself."""
    command = [sys.executable, str(BENCH / program)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment(**more), **pipes) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.stdin.close()


@contextmanager
def gunicorn(application: str, *options: str, **more: str) -> Iterator["Server"]:
    """Sync workers, as ours has; the others with the same number and no access log."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *options, application]
    with _process(command, port, **more) as server:
        yield server


@contextmanager
def plain(application: str, **more: str) -> Iterator["Server"]:
    options = ("--workers", str(WORKERS), "--log-level", "error", "--no-control-socket")
    with gunicorn(application, *options, **more) as server:
        yield server


@contextmanager
def ours(data: Path, workers: int = WORKERS, **more: str) -> Iterator["Server"]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:esimsite.gunicorn", "esimsite.wsgi"]
    values = {"DATA_DIR": str(data), "PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}", "WORKERS": str(workers)}
    with _process(command, port, folder=ROOT, **{**values, **more}) as server:
        yield server


@contextmanager
def nginx(folder: Path, server_block: str, http_block: str = "") -> Iterator["Server | None"]:
    """nginx with one worker for each core; None where there is none."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        yield None
        return
    port = free_port()
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    config = folder / "nginx.conf"
    config.write_text(
        f"worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 512; }}\nhttp {{ access_log off; sendfile on; types {{ text/html html; }}\n"
        f"keepalive_requests 1000000;\n{http_block}\nserver {{ listen 127.0.0.1:{port};\n{server_block}\n}} }}\n"
    )
    with _process([program, "-e", f"{folder}/error.log", "-c", str(config)], port) as server:
        yield server


class Server:
    def __init__(self, process: subprocess.Popen, port: int, seconds: float) -> None:
        self.process, self.port, self.seconds = process, port, seconds

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path, headers=named)  # noqa: S310  127.0.0.1
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, answer.read(), dict(answer.headers)
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read(), dict(answer.headers)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def memory(self) -> float:
        """Megabytes of the largest worker: its own, and its share of what all of them use."""
        sizes = []
        for pid in self.workers():
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            sizes += [int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")]
        return max(sizes)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _process(command: list[str], port: int, folder: Path = BENCH, **more: str) -> Iterator[Server]:
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=environment(**more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            _wait(process, port, command)
            yield Server(process, port, time.perf_counter() - began)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def _wait(process: subprocess.Popen, port: int, command: list[str]) -> None:
    """Until it answers anything at all."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30):
                return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    sys.exit(f"{' '.join(command)} did not answer in a minute")
