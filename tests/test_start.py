"""What `make run` runs: `manage.py start`, as a stranger meets it."""

import re
import socket
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import brotli
import pytest

from tests.running import Running, free_port, manage, running


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def site(data: Path, tmp_path_factory) -> Iterator[Running]:
    with running(data, tmp_path_factory.mktemp("output") / "first.txt") as started:
        yield started


def test_it_prints_its_address_the_admin_and_how_to_create_an_administrator(site: Running):
    printed = site.output.read_text()
    assert (f"{site.address}/\n" in printed, f"{site.address}/admin/" in printed, "createsuperuser" in printed) == (
        True, True, True,
    )  # fmt: skip


def test_it_prints_nothing_that_looks_like_a_fault(site: Running):
    assert re.findall(r"(?im)^.*(?:traceback|warning|error|critical).*$", site.output.read_text()) == []


@pytest.mark.parametrize("path", [
    "/zh-hans/cambodia/cancel-travel-esim/", "/zh-hant/kazakhstan/cancel-travel-esim/",
    "/en/united-states/cancel-travel-esim/",
    "/zh-hans/south-korea/cancel-travel-esim/", "/zh-hant/south-korea/cancel-data-sim/", "/en/guides/remove-esim/",
    "/en/guides/unlink-accounts/", "/zh-hant/guides/quick-cancel-scams/",
])  # fmt: skip
def test_the_shipped_guides_can_be_read(site: Running, path: str):
    with _open(f"{site.address}{path}") as response:
        assert (response.status, "Set-Cookie" in response.headers) == (200, False)


def test_the_admin_asks_who_is_there(site: Running):
    with _open(f"{site.address}/admin/") as response:
        assert (response.status, "/admin/login/" in response.url) == (200, True)


def test_a_path_in_another_case_leads_to_the_language_for_good(site: Running):
    with _open(f"{site.address}/zh-TW/south-korea/?a=1") as response:
        assert (response.status, response.url) == (200, f"{site.address}/zh-hant/south-korea/?a=1")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_stylesheet_is_one_compressed_file_that_is_kept_for_good(site: Running, method: str):
    request = urllib.request.Request(_stylesheet(site), method=method, headers={"Accept-Encoding": "br"})
    with _open(request) as response:
        headers, body = response.headers, response.read()
    assert (headers["Content-Encoding"], headers["Content-Type"]) == ("br", 'text/css; charset="utf-8"')
    assert headers["Cache-Control"] == "max-age=315360000, public, immutable"
    css = brotli.decompress(body).decode() if method == "GET" else ""
    assert ("@import" in css, "@layer components" in css) == (False, method == "GET")


def test_who_refuses_compression_gets_the_stylesheet_as_it_is(site: Running):
    request = urllib.request.Request(_stylesheet(site), headers={"Accept-Encoding": "br;q=0, gzip;q=0"})
    with _open(request) as response:
        assert (response.headers["Content-Encoding"], b"@layer components" in response.read()) == (None, True)


def test_the_stylesheet_is_small(site: Running):
    with _open(urllib.request.Request(_stylesheet(site), headers={"Accept-Encoding": "br"})) as response:
        assert len(response.read()) < 15_000


def test_an_unknown_static_file_is_not_found(site: Running):
    with pytest.raises(urllib.error.HTTPError, match="404") as refused:
        _open(f"{site.address}/static/css/none.css")
    refused.value.close()


def test_a_second_start_keeps_what_an_editor_changed(site: Running, data: Path, tmp_path: Path):
    with sqlite3.connect(data / "esimsite.sqlite3") as database:
        database.execute("UPDATE guides_guide SET title_en = 'Changed by an editor' WHERE slug = 'remove-esim'")
    database.close()
    with running(data, tmp_path / "second.txt") as again, _open(f"{again.address}/en/guides/remove-esim/") as response:
        assert "<h1>Changed by an editor</h1>" in response.read().decode()


def test_a_port_in_use_is_said_in_one_line(data: Path, site: Running):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        ended = manage(data, "start", PORT=port)
    assert ended.returncode != 0
    assert [line for line in ended.stderr.splitlines() if f"127.0.0.1:{port} cannot be used" in line] == (
        ended.stderr.splitlines()
    )


@pytest.mark.parametrize("port", ["eighty", "0", "70000", ""])
def test_a_port_that_is_none_is_said_in_one_line(data: Path, site: Running, port: str):
    ended = manage(data, "start", PORT=port)
    assert (ended.returncode != 0, len(ended.stderr.splitlines()), "PORT" in ended.stderr) == (True, 1, True)


def test_a_setting_that_cannot_be_used_is_named_in_one_line(tmp_path: Path):
    ended = manage(tmp_path, "start", PORT=str(free_port()), SITE_URL="example.org")
    assert (ended.returncode != 0, len(ended.stderr.splitlines()), "SITE_URL" in ended.stderr) == (True, 1, True)


def _stylesheet(site: Running) -> str:
    with _open(f"{site.address}/en/") as response:
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', response.read().decode())
    assert [re.fullmatch(r"/static/css/site\.[0-9a-f]{12}\.css", sheet) is not None for sheet in sheets] == [True]
    return site.address + sheets[0]


def _open(target: str | urllib.request.Request) -> HTTPResponse:
    return urllib.request.urlopen(target, timeout=20)
