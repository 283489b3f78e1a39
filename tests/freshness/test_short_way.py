"""When esimsite/worker.py goes its short way, and what it keeps of gunicorn's: here without a server."""

import os
import socket
from collections.abc import Iterator

import pytest
from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn.http.errors import InvalidHeader

from esimsite.worker import Worker
from guides.freshness.pages import PAGES
from guides.freshness.state import current
from guides.freshness.store import KeptPage
from guides.monitoring.requests import Answered, Watch

pytestmark = pytest.mark.django_db
PAGE = "/en/about/"
TEXT = b"<p>" + b"a" * 100
ASK = f"GET {PAGE} HTTP/1.1\r\nHost: localhost\r\n"


class Site:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: list[Answered] = []
        self.long = 0
        monkeypatch.setattr("sys.argv", ["gunicorn", "--config", "python:esimsite.gunicorn", "esimsite.wsgi"])
        app = WSGIApplication()
        app.callable = Watch(self._long_way, [self.told.append], trust_ids=False)
        self.log = app.cfg.logger_class(app.cfg)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.worker = Worker(1, os.getppid(), [self.listener], app, 30, app.cfg, self.log)
        self.worker.load_wsgi()

    def _long_way(self, environ, start_response):
        self.long += 1
        start_response("200 OK", [("Content-Length", "0")])
        return []

    def get(self, request: str = ASK) -> bytes:
        with socket.create_connection(self.listener.getsockname()) as to:
            to.sendall(f"{request}\r\n".encode())
            to.shutdown(socket.SHUT_WR)
            client, address = self.listener.accept()
            self.worker.handle(self.listener, client, address)
            return b"".join(iter(lambda: to.recv(65536), b""))

    def ways(self, request: str) -> tuple[int, int]:
        """How many answers of each kind: (short, long)."""
        before = len(self.told), self.long
        self.get(request)
        long = self.long - before[1]
        return len(self.told) - before[0] - long, long


@pytest.fixture
def site(monkeypatch) -> Iterator[Site]:
    stamp = current().stamp(PAGE)
    PAGES.keep(PAGE, KeptPage(stamp, f'W/"{stamp}"', [("Content-Type", "text/html"), ("Server", "another")], TEXT))
    made = Site(monkeypatch)
    yield made
    made.listener.close()
    made.worker.tmp.close()


def test_a_hit_is_one_send_of_head_and_body(site: Site):
    head, _, body = site.get().partition(b"\r\n\r\n")
    names = [line.partition(b":")[0] for line in head.split(b"\r\n")]
    assert (names, body) == (
        [
            b"HTTP/1.1 200 OK", b"Server", b"Date", b"Connection", b"Content-Type", b"Cache-Control", b"Content-Length",
            b"X-Request-ID",
        ],
        TEXT,
    )  # fmt: skip
    assert b"another" not in head


@pytest.mark.parametrize("headers", [
    "", "Accept-Encoding: br\r\n", 'If-None-Match: "a"\r\n', "Connection: close\r\n", "Cookie: a=b\r\nAccept: a\r\n",
])  # fmt: skip
def test_the_short_way(site: Site, headers: str):
    assert site.ways(ASK + headers) == (1, 0)


@pytest.mark.parametrize("request_", [
    f"POST {PAGE} HTTP/1.1\r\nHost: localhost\r\n",
    f"GET {PAGE}?a=1 HTTP/1.1\r\nHost: localhost\r\n",
    f"GET {PAGE}none/ HTTP/1.1\r\nHost: localhost\r\n",
    f"GET {PAGE} HTTP/1.1\r\nHost: evil.example\r\n",
    "GET /en/%61bout/ HTTP/1.1\r\nHost: localhost\r\n",
    f"{ASK}Content-Length: 0\r\n",
    f"{ASK}Expect: 100-continue\r\n",
    f"{ASK}Accept-Encoding: br\r\nAccept-Encoding: gzip\r\n",
])  # fmt: skip
def test_the_long_way(site: Site, request_: str):
    """Whether there is a page to be had on it is asked again there: here there is none, so it is always Django's."""
    assert site.ways(request_) == (0, 1)


def test_a_worker_ends_after_as_many_hits_as_other_answers(site: Site):
    site.worker.max_requests = 3
    for alive in (True, True, False):
        site.get()
        assert site.worker.alive is alive


def test_the_hook_before_each_request_may_refuse(site: Site):
    def refuse(_worker: object, req: object) -> None:
        raise InvalidHeader("HOST", req=req)

    site.worker.cfg.set("pre_request", refuse)
    site.worker.load_wsgi()
    assert site.get().startswith(b"HTTP/1.1 400 ")
    assert site.told == []


def test_no_setting_is_another_than_gunicorn_says(site: Site):
    cfg = site.worker.cfg
    fresh = WSGIApplication().cfg
    assert {name for name in cfg.settings if str(getattr(cfg, name)) != str(getattr(fresh, name))} == set()
    assert cfg.limit_request_line == 4094 == vars(cfg)["limit_request_line"]


class Broken:
    """A client in mid-answer."""

    def __init__(self, client: socket.socket, error: BaseException) -> None:
        self.client, self.error = client, error

    def sendall(self, _data: bytes) -> None:
        raise self.error

    def __getattr__(self, name: str) -> object:
        return getattr(self.client, name)


@pytest.mark.parametrize("error", [BrokenPipeError(32, "gone"), ConnectionResetError(104, "gone"), SystemExit(1)])
def test_an_answer_that_could_not_be_sent_is_told_once_and_nothing_follows_it(site: Site, error: BaseException, caplog):
    with socket.create_connection(site.listener.getsockname()) as to:
        to.sendall(f"{ASK}\r\n".encode())
        to.shutdown(socket.SHUT_WR)
        client, address = site.listener.accept()
        site.worker.handle(site.listener, Broken(client, error), address)
        assert to.recv(1) == b""
    assert [(each.status, each.size, each.cache) for each in site.told] == [(200, len(TEXT), "hit")]
    assert caplog.records == []
