"""Requests that are too large, cut or no HTTP at all, on raw sockets: a plain refusal, and the site goes on."""

import http.client
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from guides.languages import LANGUAGES
from tests.databases import own_database
from tests.running import Running, running

pytestmark = pytest.mark.slow

FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
PARTS = b"Content-Type: multipart/form-data; boundary=xx\r\n"
PART = b'--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
CHUNKED = b"Transfer-Encoding: chunked\r\n"
NO_FORM = {
    "zh-hans": "收到的不是填好的表单。", "zh-hant": "收到的不是填好的表單。",
    "en": "What arrived was not a filled-in form.",
}  # fmt: skip
LETTER_TOO_LONG = {
    "zh-hans": "内容远远超过一封信的需要，我们一点也没有读取。", "zh-hant": "內容遠超過一封信所需，我們完全沒有讀取。",
    "en": "That was far more text than a letter needs. Nothing of it was read.",
}  # fmt: skip
FEEDBACK_TOO_LONG = {
    "zh-hans": "内容太长，我们读不了，一个字都没有保存。", "zh-hant": "內容太長，我們讀不完，一個字都沒有保存。",
    "en": "That was far more text than we can read. Nothing of it was kept.",
}  # fmt: skip


def with_length(headers: bytes, body: bytes, length: int | None = None) -> bytes:
    return headers + b"Content-Length: %d\r\n\r\n" % (len(body) if length is None else length) + body


def in_one_chunk(body: bytes) -> bytes:
    return b"\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


NO_FORMS = {  # what reaches the views, which say that it is no form
    "chunked": FORM + CHUNKED + in_one_chunk(b"provider=kt&name=Li&text=words"),
    "no chunks after all": FORM + CHUNKED + b"\r\nzz\r\nabc",
    "another coding too": FORM + b"Transfer-Encoding: gzip, chunked\r\n" + in_one_chunk(b"a=1"),
    "20,000 fields": with_length(FORM, b"a=1&" * 20_000),
    "parts without a boundary": with_length(b"Content-Type: multipart/form-data\r\n", b"abcd"),
    "cut": with_length(FORM, b"provider=kt&text=half of", 900),
    "parts that are cut": with_length(PARTS, PART, 900),
}
UNREAD = {  # what gunicorn refuses before the site reads it
    "a header of 16 kB": (b"GET /en/ HTTP/1.1\r\nX: " + b"a" * 16_384 + b"\r\n\r\n", 431),
    "200 headers": (b"GET /en/ HTTP/1.1\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(200)) + b"\r\n", 431),
    "an address of 10 kB": (b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\n\r\n", 414),
    "a length below nothing": (b"POST /en/letter/ HTTP/1.1\r\nContent-Length: -5\r\n\r\nabcde", 400),
    "two lengths": (b"POST /en/letter/ HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", 400),
    "a length and chunks": (b"POST /en/letter/ HTTP/1.1\r\nContent-Length: 5\r\n" + CHUNKED + b"\r\n0\r\n\r\n", 400),
    "NUL in a header": (b"GET /en/ HTTP/1.1\r\nX: a\0b\r\n\r\n", 400),
    "a line feed in a header": (b"GET /en/ HTTP/1.1\r\nX: a\nY: b\r\n\r\n", 400),
    "a return in a header": (b"GET /en/ HTTP/1.1\r\nX: a\rY: b\r\n\r\n", 400),
    "a folded header": (b"GET /en/ HTTP/1.1\r\nX: a\r\n b\r\n\r\n", 400),
    "a space in a header's name": (b"GET /en/ HTTP/1.1\r\nX Y: a\r\n\r\n", 400),
    "no host": (b"GET /en/ HTTP/1.1\r\n\r\n", 400),
    "no host, but an absolute address": (b"GET http://127.0.0.1/en/ HTTP/1.1\r\n\r\n", 400),
    "two hosts": (b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n", 400),
    "NUL in the address": (b"GET /en/\0/ HTTP/1.1\r\n\r\n", 400),
    "no path": (b"GET en/ HTTP/1.1\r\n\r\n", 400),
    "HTTP/0.9": (b"GET /en/\r\n\r\n", 400),
    "HTTP/3.0": (b"GET /en/ HTTP/3.0\r\n\r\n", 400),
    "every byte there is": (bytes(range(256)) * 4, 400),
    "an expectation of its own": (b"POST /en/letter/ HTTP/1.1\r\nExpect: x\r\nContent-Length: 0\r\n\r\n", 417),
}
MEGABYTE = b"text=" + b"a" * 1_000_000
MEGABYTES = {"announced": with_length(FORM, MEGABYTE), "in one chunk": FORM + CHUNKED + in_one_chunk(MEGABYTE)}
NO_PAGES = {
    "everything": (b"OPTIONS * HTTP/1.1", 404),
    "a tunnel": (b"CONNECT example.org:443 HTTP/1.1", 404),
    "another site's path": (b"GET //[ HTTP/1.1", 404),
    "an unknown method": (b"BREW /en/letter/ HTTP/1.1", 405),
}
PAGES = {
    "HTTP/1.0": b"GET /en/ HTTP/1.0",
    "an absolute address": b"GET http://127.0.0.1/en/ HTTP/1.1",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("limits")
    with (
        own_database("limits") as database,
        running(folder / "data", folder / "output.txt", THROTTLE="0", **database) as started,
    ):
        yield started


@pytest.fixture(autouse=True)
def and_the_next_request_is_answered(site: Running) -> Iterator[None]:
    yield
    for _ in range(4):  # so that either worker is likely to be asked
        assert send(site, with_host(b"GET /en/privacy/ HTTP/1.1"))[0] == 200
    log = site.output.read_text()
    assert ("Traceback" in log, '"status":5' in log, "WORKER TIMEOUT" in log) == (False, False, False)


def with_host(line: bytes, rest: bytes = b"\r\n") -> bytes:
    return line + b"\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + rest


def send(site: Running, request: bytes) -> tuple[int, str]:
    """Status and text; what has been sent is all there is. 0 for a connection that was closed without an answer."""
    where = urlsplit(site.address)
    with socket.create_connection((where.hostname, where.port), timeout=60) as to:
        try:
            to.sendall(request)
            to.shutdown(socket.SHUT_WR)
            answer = http.client.HTTPResponse(to)
            answer.begin()
            return answer.status, answer.read().decode()
        except TimeoutError:
            raise
        except (http.client.HTTPException, OSError):  # closed while something was unread: the answer may be lost
            return 0, ""


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("form", ["letter", "feedback"])
@pytest.mark.parametrize("kind", NO_FORMS)
def test_what_is_no_whole_form_is_refused_in_the_readers_language(site: Running, kind: str, form: str, language):
    status, text = send(site, with_host(f"POST /{language.code}/{form}/ HTTP/1.1".encode(), NO_FORMS[kind]))
    assert (status, NO_FORM[language.code] in text) == (400, True)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize(("form", "words"), [("letter", LETTER_TOO_LONG), ("feedback", FEEDBACK_TOO_LONG)])
def test_a_megabyte_is_refused_in_the_readers_language(site: Running, form: str, words: dict, language):
    announced = with_length(FORM, b"", len(MEGABYTE))
    status, text = send(site, with_host(f"POST /{language.code}/{form}/ HTTP/1.1".encode(), announced))
    assert (status, words[language.code] in text) == (413, True)


@pytest.mark.parametrize("kind", MEGABYTES)
def test_a_megabyte_that_is_sent_all_the_same_is_left_unread(site: Running, kind: str):
    assert send(site, with_host(b"POST /en/letter/ HTTP/1.1", MEGABYTES[kind]))[0] in (413, 400, 0)


@pytest.mark.parametrize(("form", "status"), [("letter", 400), ("feedback", 404)])  # of no page
def test_a_post_without_length_is_an_empty_form(site: Running, form: str, status: int):
    assert send(site, with_host(f"POST /en/{form}/ HTTP/1.1".encode(), FORM + b"\r\n"))[0] == status


def test_what_is_longer_than_its_length_counts_for_nothing(site: Running):
    body = with_length(FORM, b"provider=kt&name=Theremin", len(b"provider=kt"))
    status, text = send(site, with_host(b"POST /en/letter/ HTTP/1.1", body))
    assert (status, "Theremin" in text) == (200, False)


@pytest.mark.parametrize("kind", UNREAD)
def test_what_is_no_proper_request_is_refused_unread(site: Running, kind: str):
    request, status = UNREAD[kind]
    assert send(site, request)[0] in (status, 0)


@pytest.mark.parametrize("kind", NO_PAGES)
def test_what_names_no_page_is_refused(site: Running, kind: str):
    line, status = NO_PAGES[kind]
    assert send(site, with_host(line))[0] == status


@pytest.mark.parametrize("kind", PAGES)
def test_what_is_unusual_but_right_is_answered(site: Running, kind: str):
    assert send(site, with_host(PAGES[kind]))[0] == 200


@pytest.mark.parametrize("request_", [b"GET /en", b"GET /en/ HTTP/1.1\r\nHost: 127", b"", bytes.fromhex("16030102")])
def test_what_is_cut_before_its_end_is_not_answered(site: Running, request_: bytes):
    assert send(site, request_)[0] in (400, 0)


def test_who_never_sends_what_was_announced_holds_one_worker_and_nobody_else(site: Running):
    where = urlsplit(site.address)
    with socket.create_connection((where.hostname, where.port), timeout=60) as held:
        held.sendall(with_host(b"POST /en/letter/ HTTP/1.1", with_length(FORM, b"provider=kt", 900)))
        for _ in range(4):
            assert send(site, with_host(b"GET /en/about/ HTTP/1.1"))[0] == 200
