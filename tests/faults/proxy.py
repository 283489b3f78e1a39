"""nginx with docs/nginx.conf: the file itself, with this test's ports and paths in the place of its own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running import ROOT, free_port

# Started by root, nginx would work as a user who may not look into the test's folder.
_MAIN = """
{user}
daemon off;
pid nginx.pid;
error_log error.log info;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include {conf};
}}
"""


@contextmanager
def nginx(folder: Path, port: int, upstreams: list[int]) -> Iterator[Path]:
    """Serves https on the port until it is no longer needed; the file of its errors."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.fail("nginx is needed: apt-get install nginx-light")
    folder.mkdir()
    (folder / "site.conf").write_text(_substituted(folder, port, upstreams))
    (folder / "nginx.conf").write_text(
        _MAIN.format(conf=folder / "site.conf", user="" if os.geteuid() else "user root;")
    )
    _make_certificate(folder)
    with subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "error.log"]) as process:
        try:
            _wait_for(port, process)
            yield folder / "error.log"
        finally:
            process.terminate()


def _substituted(folder: Path, port: int, upstreams: list[int]) -> str:
    text = (ROOT / "docs" / "nginx.conf").read_text()
    one, two = upstreams
    for ours, theirs in {
        "127.0.0.1:8001": f"127.0.0.1:{one}",
        "127.0.0.1:8002": f"127.0.0.1:{two}",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "/etc/ssl/esimsite/": f"{folder}/",
        "/var/cache/nginx/esimsite": f"{folder}/cache",
    }.items():
        assert ours in text, ours
        text = text.replace(ours, theirs)
    return text


def _make_certificate(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def _wait_for(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nginx did not start: {process.poll()}")
