"""The short way of esimsite/worker.py: byte for byte what gunicorn and Django answer by the long one."""

import gzip
import http.client
import io
import json
import re
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest

from tests.databases import own_database
from tests.running import Running, running

PAGE = "/en/destinations/"
SYNC = {"GUNICORN_CMD_ARGS": "--worker-class sync"}
OF_THIS_ANSWER = re.compile(rb"(?m)^((?:Date|X-Request-ID): ).*\r$")
ETAG = "{etag}"

BR, GZIP = "Accept-Encoding: br", "Accept-Encoding: gzip"
LOCAL = "Host: localhost"
# (request line, headers, body) of hits; in some the worker goes the long way, which leads to the same page.
REQUESTS = {
    "nothing accepted": (f"GET {PAGE} HTTP/1.1", [LOCAL], ""),
    "br": (f"GET {PAGE} HTTP/1.1", [LOCAL, BR], ""),
    "gzip": (f"GET {PAGE} HTTP/1.1", [LOCAL, GZIP], ""),
    "everything": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Accept-Encoding: *"], ""),
    "br refused": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Accept-Encoding: br;q=0, gzip;q=0.5"], ""),
    "all refused": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Accept-Encoding: br;q=0, *;q=0"], ""),
    "two Accept-Encoding": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Accept-Encoding: br;q=0", GZIP], ""),
    "a long Accept-Encoding": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Accept-Encoding: " + "a," * 200 + "gzip"], ""),
    "names in small letters": (f"GET {PAGE} HTTP/1.1", ["host: localhost", "accept-encoding:br"], ""),
    "as a browser": (f"GET {PAGE} HTTP/1.1", [LOCAL, BR, "Cookie: a=b", "User-Agent: x", "Accept: */*"], ""),
    "HEAD": (f"HEAD {PAGE} HTTP/1.1", [LOCAL], ""),
    "HEAD, br": (f"HEAD {PAGE} HTTP/1.1", [LOCAL, BR], ""),
    "HEAD, known": (f"HEAD {PAGE} HTTP/1.1", [LOCAL, f"If-None-Match: {ETAG}"], ""),
    "known": (f"GET {PAGE} HTTP/1.1", [LOCAL, BR, f"If-None-Match: {ETAG}"], ""),
    "known, among others": (f"GET {PAGE} HTTP/1.1", [LOCAL, f'If-None-Match: "a", {ETAG}'], ""),
    "known, given twice": (
        f"GET {PAGE} HTTP/1.1", [LOCAL, 'If-None-Match: "a"', f"If-None-Match: {ETAG}"], "",
    ),
    "any is known": (f"GET {PAGE} HTTP/1.1", [LOCAL, "If-None-Match: *"], ""),
    "another is known": (f"GET {PAGE} HTTP/1.1", [LOCAL, 'If-None-Match: W/"another"'], ""),
    "HTTP/1.0": (f"GET {PAGE} HTTP/1.0", [LOCAL, BR], ""),
    "HTTP/1.0, to be kept open": (f"GET {PAGE} HTTP/1.0", [LOCAL, "Connection: keep-alive"], ""),
    "HTTP/1.9": (f"GET {PAGE} HTTP/1.9", [LOCAL], ""),
    "to be closed": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Connection: close"], ""),
    "to be upgraded": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Connection: upgrade", "Upgrade: h2c"], ""),
    "a port": (f"GET {PAGE} HTTP/1.1", ["Host: localhost:81", BR], ""),
    "a host in capitals": (f"GET {PAGE} HTTP/1.1", ["Host: LOCALHOST"], ""),
    "a host with a dot": (f"GET {PAGE} HTTP/1.1", ["Host: localhost."], ""),
    "IPv6": (f"GET {PAGE} HTTP/1.1", ["Host: [::1]:8000"], ""),
    "an absolute address": (f"GET http://localhost{PAGE} HTTP/1.1", [LOCAL], ""),
    "another site's address": (f"GET http://evil.example{PAGE} HTTP/1.1", [LOCAL], ""),
    "a fragment": (f"GET {PAGE}#part HTTP/1.1", [LOCAL], ""),
    "an empty query": (f"GET {PAGE}? HTTP/1.1", [LOCAL], ""),
    "a path in escapes": ("GET /en/%64estinations/ HTTP/1.1", [LOCAL], ""),
    "a request number": (f"GET {PAGE} HTTP/1.1", [LOCAL, "X-Request-ID: chosen-by-somebody"], ""),
    "a header with an underscore": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Accept_Encoding: br"], ""),
    "a place of its own": (f"GET {PAGE} HTTP/1.1", [LOCAL, "SCRIPT_NAME: /en"], ""),
    "a body": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Content-Length: 5"], "12345"),
    "an empty body": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Content-Length: 0"], ""),
    "a body in chunks": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Transfer-Encoding: chunked"], "1\r\na\r\n0\r\n\r\n"),
    "a body that is asked for": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Expect: 100-continue", "Content-Length: 1"], "a"),
    "a second request": (f"GET {PAGE} HTTP/1.1", [LOCAL], f"GET {PAGE} HTTP/1.1\r\n{LOCAL}\r\n\r\n"),
    "https, says a stranger": (f"GET {PAGE} HTTP/1.1", [LOCAL, "X-Forwarded-Proto: https"], ""),
}  # fmt: skip
# What is refused, or nothing that is ever kept.
OTHERS = {
    "HTTP/1.0 without Host": (f"GET {PAGE} HTTP/1.0", [], ""),
    "an unknown host": (f"GET {PAGE} HTTP/1.1", ["Host: evil.example"], ""),
    "an unknown host, known page": (f"GET {PAGE} HTTP/1.1", ["Host: evil.example", f"If-None-Match: {ETAG}"], ""),
    "an empty host": (f"GET {PAGE} HTTP/1.1", ["Host:"], ""),
    "no host": (f"GET {PAGE} HTTP/1.1", [], ""),
    "two hosts": (f"GET {PAGE} HTTP/1.1", [LOCAL, LOCAL], ""),
    "a host that is no name": (f"GET {PAGE} HTTP/1.1", ["Host: local host"], ""),
    "a query": (f"GET {PAGE}?a=1 HTTP/1.1", [LOCAL], ""),
    "two slashes": (f"GET /{PAGE} HTTP/1.1", [LOCAL], ""),
    "another case": ("GET /EN/destinations/ HTTP/1.1", [LOCAL], ""),
    "no slash": ("GET /en/destinations HTTP/1.1", [LOCAL], ""),
    "a dot": (f"GET /.{PAGE} HTTP/1.1", [LOCAL], ""),
    "OPTIONS": (f"OPTIONS {PAGE} HTTP/1.1", [LOCAL], ""),
    "POST": (f"POST {PAGE} HTTP/1.1", [LOCAL, "Content-Length: 0"], ""),
    "another transfer": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Transfer-Encoding: gzip"], ""),
    "two lengths": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Content-Length: 0", "Content-Length: 0"], ""),
    "another expectation": (f"GET {PAGE} HTTP/1.1", [LOCAL, "Expect: something"], ""),
    "a folded header": (f"GET {PAGE} HTTP/1.1", [LOCAL, "A: b\r\n c"], ""),
    "health": ("GET /healthz HTTP/1.1", ["Host: evil.example"], ""),
}  # fmt: skip
SECURE = {
    "from the proxy, by https": (f"GET {PAGE} HTTP/1.1", [LOCAL, "X-Forwarded-Proto: https"], ""),
    "by https twice": (f"GET {PAGE} HTTP/1.1", [LOCAL, "X-Forwarded-Proto: https", "X-Forwarded-Proto: http"], ""),
    "by https, says the first proxy": (f"GET {PAGE} HTTP/1.1", [LOCAL, "X-Forwarded-Proto: https, http"], ""),
    "by http, says the first proxy": (f"GET {PAGE} HTTP/1.1", [LOCAL, "X-Forwarded-Proto: http, https"], ""),
    "by http": (f"GET {PAGE} HTTP/1.1", [LOCAL, "X-Forwarded-Proto: http"], ""),
    "from elsewhere": (f"GET {PAGE} HTTP/1.1", [LOCAL], ""),
    "with an underscore": (f"GET {PAGE} HTTP/1.1", [LOCAL, "X_Forwarded_Proto: https"], ""),
}  # fmt: skip


# Our worker; gunicorn's, which asks the same application by WSGI; and one where nothing is kept.
WAYS = {"short": {}, "long": SYNC, "django": {**SYNC, "PAGE_CACHE_MB": "0"}}


class Sites(NamedTuple):
    short: Running
    long: Running
    django: Running | None
    etag: str


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> Iterator[Sites]:
    with ExitStack() as stack:
        yield _start(stack, tmp_path_factory.mktemp("plain"), WAYS, [LOCAL], SITE_URL="http://localhost")


@pytest.fixture(scope="module")
def secure(tmp_path_factory) -> Iterator[Sites]:
    headers, settings = [LOCAL, "X-Forwarded-Proto: https"], {"SITE_URL": "https://localhost", "PROXY_COUNT": "1"}
    with ExitStack() as stack:
        yield _start(stack, tmp_path_factory.mktemp("secure"), ("short", "long"), headers, **settings)


def _start(stack: ExitStack, folder: Path, ways: Iterable[str], headers: list[str], **settings: str) -> Sites:
    """One after the other on the same database: the first prepares it. The page is kept from then on."""
    # The policy's parts come in the order of a set, which is another in each process unless this is said.
    settings |= {"WORKERS": "1", "PYTHONHASHSEED": "1", **stack.enter_context(own_database("worker"))}
    found = {"django": None}
    for name in ways:
        found[name] = stack.enter_context(running(folder / "data", folder / f"{name}.txt", **settings, **WAYS[name]))
        etag = parsed(send(found[name], f"GET {PAGE} HTTP/1.1", headers, ""))[1]["ETag"]
    return Sites(**found, etag=etag)


def send(site: Running, line: str, headers: list[str], body: str) -> bytes:
    """All bytes of the answer, without what is another in each."""
    with socket.create_connection(("127.0.0.1", int(site.address.rpartition(":")[2])), timeout=30) as to:
        to.sendall("\r\n".join([line, *headers, "", body]).encode())
        answer = b"".join(iter(lambda: to.recv(65536), b""))
    return OF_THIS_ANSWER.sub(rb"\1\r", answer)


def parsed(answer: bytes, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    class Source:
        def makefile(self, _mode: str) -> io.BytesIO:
            return io.BytesIO(answer)

    got = http.client.HTTPResponse(Source(), method=method)
    got.begin()
    text = {"br": brotli.decompress, "gzip": gzip.decompress}.get(got.headers["Content-Encoding"], bytes)
    body = got.read()
    return got.status, dict(got.headers), text(body) if body else body


def asked(request: tuple[str, list[str], str], etag: str) -> tuple[str, list[str], str]:
    line, headers, body = request
    return line, [each.replace(ETAG, etag) for each in headers], body


def caches(site: Running) -> list[str]:
    """What the log says of each request so far."""
    lines = [json.loads(line) for line in site.output.read_text().splitlines() if line.startswith("{")]
    return [line["cache"] for line in lines if line["logger"] == "access"]


@pytest.mark.parametrize("kind", [*REQUESTS, *OTHERS])
def test_the_short_way_answers_the_same_bytes_as_the_long_one(sites: Sites, kind: str):
    request = asked({**REQUESTS, **OTHERS}[kind], sites.etag)
    assert send(sites.short, *request) == send(sites.long, *request)


@pytest.mark.parametrize("kind", SECURE)
def test_behind_a_proxy_too(secure: Sites, kind: str):
    assert send(secure.short, *SECURE[kind]) == send(secure.long, *SECURE[kind])


@pytest.mark.parametrize("kind", REQUESTS)
def test_django_would_say_the_same_now(sites: Sites, kind: str):
    """All but how it is compressed, and so how long it is."""
    request = asked(REQUESTS[kind], sites.etag)
    answers = [parsed(send(site, *request), request[0].split()[0]) for site in (sites.short, sites.django)]
    for _status, headers, _body in answers:
        for name in ("Content-Encoding", "Content-Length"):
            headers.pop(name, None)
    assert answers[0] == answers[1]


def test_each_of_them_is_a_hit_in_the_log(sites: Sites):
    before = len(caches(sites.short))
    for request in REQUESTS.values():
        send(sites.short, *asked(request, sites.etag))
    until = time.monotonic() + 10
    while len(caches(sites.short)) < before + len(REQUESTS) and time.monotonic() < until:
        time.sleep(0.02)
    assert caches(sites.short)[before:] == ["hit"] * len(REQUESTS)


def test_a_proxys_number_goes_back_and_a_strangers_does_not(sites: Sites, secure: Sites):
    for site, is_kept in ((sites, False), (secure, True)):
        with socket.create_connection(("127.0.0.1", int(site.short.address.rpartition(":")[2])), timeout=30) as to:
            lines = [f"GET {PAGE} HTTP/1.1", LOCAL, "X-Forwarded-Proto: https", "X-Request-ID: of-the-proxy", "", ""]
            to.sendall("\r\n".join(lines).encode())
            answer = b"".join(iter(lambda to=to: to.recv(65536), b""))
        assert (b"\r\nX-Request-ID: of-the-proxy\r\n" in answer) is is_kept
