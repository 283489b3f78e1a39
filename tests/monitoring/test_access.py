"""The line of a request: one, whole, short, and without anything personal."""

import os

import pytest
from django.core.wsgi import get_wsgi_application

from guides.freshness.wsgi import KeptPages
from guides.monitoring.access import AccessLog
from guides.monitoring.requests import Answered, Watch
from tests.monitoring.wsgi import ask, lines

PIPE_BUFFER = 4096  # what Linux writes to a pipe undivided


def answered(path: str = "/en/", method: str = "GET") -> Answered:
    return Answered("0123456789abcdef", method, path, 200, 0.0123456, 20_000, "hit")


def test_a_line_says_what_was_answered(capfd):
    AccessLog("json")(answered())
    (line,) = lines(capfd)
    moment = line.pop("time")
    assert line == {
        "level": "INFO", "logger": "access", "request_id": "0123456789abcdef", "method": "GET", "path": "/en/",
        "status": 200, "ms": 12.346, "bytes": 20_000, "cache": "hit",
    }  # fmt: skip
    assert (len(moment), moment[10], moment[-1]) == (24, "T", "Z")


def test_people_read_a_plain_line(capfd):
    AccessLog("line")(answered())
    _moment, _, rest = capfd.readouterr().err.partition(" ")
    assert rest == "GET /en/ 200 12.3 ms, 20000 bytes, cache hit [0123456789abcdef]\n"


@pytest.mark.parametrize(("sent", "shown"), [
    ("/en/柬埔寨/".encode(), "/en/柬埔寨/"),
    ("/en/😀".encode(), "/en/😀"),
    (b"/\xff\xfe", "/\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"),
    (b'/"\\', '/"\\'),
    (b"/\0\n\r\x1b[31m\x7f", "/\0\n\r\x1b[31m\x7f"),
    ("/\u2028\u0085".encode(), "/\u2028\u0085"),
    (b"", ""),
])  # fmt: skip
def test_no_path_breaks_the_line(capfd, sent, shown):
    AccessLog("json")(answered(sent.decode("latin-1")))
    assert [line["path"] for line in lines(capfd)] == [shown]


def test_no_path_steers_the_terminal(capfd):
    AccessLog("line")(answered("/\0\n\r\x1b[31m\x7f\xe2\x80\xa8"))
    assert " /\\x00\\n\\r\\x1b[31m\\x7f\\u2028 200 " in capfd.readouterr().err


@pytest.mark.parametrize("sign", ["a", "\0", "\xff", "\xf0\x9f\x98\x80", "\xe6\x9f\xac", "\\"])
@pytest.mark.parametrize("log_format", ["json", "line"])
def test_no_line_is_longer_than_what_is_written_undivided(capfd, sign, log_format):
    AccessLog(log_format)(answered(sign * 100_000, method="M" * 10_000))
    written = capfd.readouterr().err
    assert (len(written.encode()) <= PIPE_BUFFER, written.count("\n"), "\\u2026" in written or "…" in written) == (
        True, 1, True,
    )  # fmt: skip


def test_a_log_that_cannot_be_written_fails_no_request():
    kept = os.dup(2)
    os.close(2)
    try:
        AccessLog("json")(answered())
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@pytest.fixture
def site(settings):
    return Watch(KeptPages(get_wsgi_application()), [AccessLog("json")], trust_ids=False)


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_connection")
def test_a_page_is_missed_once_and_hit_from_then_on(site, capfd):
    for _ in range(3):
        ask(site, "/en/about/")
    assert [line["cache"] for line in lines(capfd)] == ["miss", "hit", "hit"]


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_connection")
def test_who_has_the_page_already_is_a_hit_without_bytes(site, capfd):
    etag = ask(site, "/en/about/").headers["ETag"]
    assert ask(site, "/en/about/", HTTP_IF_NONE_MATCH=etag).status == 304
    assert [(line["status"], line["cache"], line["bytes"]) for line in lines(capfd)][1:] == [(304, "hit", 0)]


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_connection")
@pytest.mark.parametrize(("method", "path", "query"), [
    ("GET", "/en/about/", "x=1"), ("GET", "/en/none/", ""), ("GET", "/admin/", ""), ("POST", "/en/letter/", ""),
])  # fmt: skip
def test_what_is_never_kept_is_neither(site, capfd, method, path, query):
    for _ in range(2):
        ask(site, path, method, query=query)
    assert [line["cache"] for line in lines(capfd) if line["logger"] == "access"] == ["none", "none"]


@pytest.mark.django_db
@pytest.mark.usefixtures("kept_connection")
def test_nothing_personal_is_written(site, capfd):
    ask(
        site, "/en/search/", query="q=SECRETQUERY", REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="SECRETAGENT",
        HTTP_REFERER="https://a.example/SECRETREFERRER", HTTP_COOKIE="sessionid=SECRETCOOKIE; csrftoken=SECRETTOKEN",
        HTTP_AUTHORIZATION="Basic SECRETWORD", HTTP_X_FORWARDED_FOR="203.0.113.78", REMOTE_USER="SECRETUSER",
    )  # fmt: skip
    written = capfd.readouterr().err
    assert ("/en/search/" in written, "SECRET" in written, "203.0.113" in written) == (True, False, False)
