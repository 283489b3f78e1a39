"""What the real site writes: every line JSON, one for each request, and nothing of what visitors sent."""

import http.client
import json
import socket
import sqlite3
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Running, manage, running

SECRET = "SECRETENTRY"
KEY = "k" * 50


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Running]:
    """Behind https and a proxy, as in production."""
    folder = tmp_path_factory.mktemp("written")
    with running(folder / "data", folder / "output.txt", PROXY_COUNT="1", SECRET_KEY=KEY) as started:
        yield started


def ask(
    site: Running, path: str, method: str = "GET", body: str | None = None, **headers: str
) -> http.client.HTTPResponse:
    to = http.client.HTTPConnection(urllib.parse.urlsplit(site.address).netloc, timeout=30)
    try:
        to.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = to.getresponse()
        answer.read()
        return answer
    finally:
        to.close()


def written(site: Running) -> list[dict]:
    """Of a start, what comes before the server is for people."""
    return [json.loads(line) for line in site.output.read_text().splitlines() if line.startswith("{")]


def lines_of(site: Running, number: str) -> list[dict]:
    """All lines of a request. The last one is written when the answer has been sent, so the reader may be quicker."""
    until = time.monotonic() + 20
    while True:
        found = [line for line in written(site) if line.get("request_id") == number]
        if found and found[-1]["logger"] == "access":
            return found
        assert time.monotonic() < until, site.output.read_text()
        time.sleep(0.05)


def test_gunicorns_own_messages_are_lines_like_all_others(site: Running):
    messages = {
        (line["logger"], line["level"], line["message"]) for line in written(site) if line["logger"] == "gunicorn"
    }
    assert ("gunicorn", "INFO", "Using worker: esimsite.worker.Worker") in messages


@pytest.mark.parametrize("path", ["/en/", "/healthz", "/readyz", "/robots.txt", "/static/img/none.svg", "/en/none/"])
def test_each_request_is_one_line(site: Running, path: str):
    answer = ask(site, path)
    (line,) = [line for line in lines_of(site, answer.headers["X-Request-ID"]) if line["logger"] != "django.request"]
    assert (line["path"], line["status"]) == (path, answer.status)


def test_a_static_file_is_counted_in_bytes(site: Running):
    answer = ask(site, "/static/img/icon.svg")
    (line,) = lines_of(site, answer.headers["X-Request-ID"])
    assert (line["bytes"], line["cache"]) == (int(answer.headers["Content-Length"]), "none")


def test_hits_are_told_from_misses(site: Running):
    numbers = [ask(site, "/en/privacy/").headers["X-Request-ID"] for _ in range(12)]
    told = [lines_of(site, number)[0]["cache"] for number in numbers]
    assert (told[0], set(told[1:]) - {"hit", "miss"}, told.count("miss") <= 2, "hit" in told) == (
        "miss",
        set(),
        True,
        True,
    )


def test_the_proxys_number_is_the_one_that_is_logged(site: Running):
    assert ask(site, "/en/", X_Request_ID="from-the-proxy-1").headers["X-Request-ID"] == "from-the-proxy-1"
    assert [line["path"] for line in lines_of(site, "from-the-proxy-1")] == ["/en/"]


def test_head_leaves_no_complaint(site: Running):
    answer = ask(site, "/en/about/?x=1", "HEAD")
    assert [line["logger"] for line in lines_of(site, answer.headers["X-Request-ID"])] == ["access"]
    assert [line for line in written(site) if "no-body response" in line.get("message", "")] == []


def test_an_unusable_request_is_a_line_without_its_words(site: Running):
    host, port = urllib.parse.urlsplit(site.address).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=30) as to:
        to.sendall(f"GET /?q={SECRET} HTTP/1.1\r\nBad Header {SECRET}\r\n\r\n".encode())
        assert b" 400 " in to.recv(4096)
    until = time.monotonic() + 20
    while not [line for line in written(site) if line.get("message", "").startswith("Invalid request: ")]:
        assert time.monotonic() < until
        time.sleep(0.05)
    assert (SECRET in site.output.read_text(), "127.0.0.1:" in str(written(site)[10:])) == (False, False)


@pytest.mark.parametrize(("request_line", "headers", "status"), [
    ("/" + "a" * 5000, [], 414), ("/en/", [f"X-{number}: 1" for number in range(70)], 431),
    ("/en/", [f"X: {'a' * 9000}"], 431),
])  # fmt: skip
def test_a_request_without_measure_is_refused_unread(site: Running, request_line, headers, status):
    host, port = urllib.parse.urlsplit(site.address).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=30) as to:
        to.sendall("\r\n".join([f"GET {request_line} HTTP/1.1", f"Host: {host}", *headers, "", ""]).encode())
        assert f" {status} ".encode() in to.recv(4096).splitlines()[0]


@pytest.fixture
def without_letters(site: Running) -> Iterator[None]:
    path = site.output.parent / "data" / "esimsite.sqlite3"
    rename(path, "guides_letter", "guides_lost")
    yield
    rename(path, "guides_lost", "guides_letter")


def rename(path: Path, table: str, name: str) -> None:
    with sqlite3.connect(path, timeout=20) as database:
        database.execute(f"ALTER TABLE {table} RENAME TO {name}")
    database.close()


def test_an_error_is_a_line_with_its_traceback_and_nothing_that_was_typed(site: Running, without_letters):
    fields = {"name": SECRET, "email": f"{SECRET}@example.org", "number": "+82 10 9876 5432", "provider": "kt"}
    answer = ask(
        site, f"/en/letter/?q={SECRET}", "POST", urllib.parse.urlencode(fields),
        Content_Type="application/x-www-form-urlencoded", User_Agent=SECRET, Cookie=f"a={SECRET}",
        Referer=f"{site.address}/{SECRET}",
    )  # fmt: skip
    assert answer.status == 500
    error, access = lines_of(site, answer.headers["X-Request-ID"])
    assert (error["logger"], error["message"]) == ("django.request", "Internal Server Error: /en/letter/")
    assert error["traceback"].endswith("OperationalError: no such table: guides_letter")
    assert (access["logger"], access["status"], access["path"]) == ("access", 500, "/en/letter/")
    log = site.output.read_text()
    assert [word for word in (SECRET, "9876 5432", KEY) if word in log] == []


def test_every_line_after_the_start_is_json(site: Running):
    ask(site, "/en/%0a%00%ff%e2%80%a8")
    _greeting, _, rest = site.output.read_text().partition("{")
    assert [type(json.loads(line)) for line in ("{" + rest).splitlines()] == [dict] * len(("{" + rest).splitlines())


def test_the_log_may_be_plain_and_may_be_silent(tmp_path: Path):
    with running(tmp_path / "data", tmp_path / "output.txt", LOG_FORMAT="line", ACCESS_LOG="false") as plain:
        assert ask(plain, "/en/about/").status == 200
        assert ask(plain, "/en/none/").status == 404
    log = plain.output.read_text()
    assert (" INFO gunicorn: Starting gunicorn" in log, " WARNING django.request: Not Found: /en/none/ [" in log) == (
        True,
        True,
    )
    assert ('{"' in log, "/en/about/" in log) == (False, False)


def test_a_command_logs_in_the_same_form(tmp_path: Path):
    ended = manage(tmp_path, "shell", "--no-imports", "-c", "import logging; logging.getLogger('x').warning('told')")
    assert [(line["logger"], line["message"]) for line in map(json.loads, ended.stderr.splitlines())] == [("x", "told")]
