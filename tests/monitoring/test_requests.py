"""What is told of each request: once, at its end, whatever becomes of it."""

import io
import re
from wsgiref.util import FileWrapper

import pytest

from guides.monitoring.logs import REQUEST_ID
from guides.monitoring.requests import Answered, Watch
from tests.monitoring.wsgi import ask

NUMBER = re.compile(r"[0-9a-f]{16}")


def page(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"12345", b"678"]


def watched(application, *, trust_ids: bool = False) -> tuple[Watch, list[Answered]]:
    told = []
    return Watch(application, [told.append], trust_ids=trust_ids), told


def test_an_answer_is_told_with_its_method_path_status_and_size():
    site, told = watched(page)
    answer = ask(site, "/en/", query="q=secret")
    assert [(each.method, each.path, each.status, each.size, each.cache) for each in told] == [
        ("GET", "/en/", 200, 8, "none")
    ]
    assert (told[0].seconds > 0, answer.body) == (True, b"12345678")


def test_the_number_goes_back_with_the_answer_and_is_another_each_time():
    site, told = watched(page)
    sent = [ask(site).headers["X-Request-ID"] for _ in range(3)]
    assert sent == [each.request_id for each in told]
    assert (len(set(sent)), all(map(NUMBER.fullmatch, sent))) == (3, True)


def test_a_number_that_the_proxy_gave_is_kept():
    site, told = watched(page, trust_ids=True)
    assert ask(site, HTTP_X_REQUEST_ID="7f3c-2026.A_b").headers["X-Request-ID"] == "7f3c-2026.A_b" == told[0].request_id


@pytest.mark.parametrize(
    "number",
    [
        "",
        "short",
        "-leading-dash",
        "a" * 65,
        "two words of it",
        "a\r\nSet-Cookie: b=c",
        "12345678\n",
        "电话号码电话号码",
    ],
)
def test_a_number_that_is_not_well_formed_is_replaced(number):
    site, _told = watched(page, trust_ids=True)
    assert NUMBER.fullmatch(ask(site, HTTP_X_REQUEST_ID=number).headers["X-Request-ID"])


def test_a_number_is_the_visitors_word_where_no_proxy_is_known():
    site, _told = watched(page)
    assert NUMBER.fullmatch(ask(site, HTTP_X_REQUEST_ID="chosen-by-somebody").headers["X-Request-ID"])


def test_the_number_is_known_while_the_answer_is_made_and_sent_and_not_after():
    seen = []

    def streamed(environ, start_response):
        start_response("200 OK", [])
        seen.append(REQUEST_ID.get())
        for block in (b"a", b"b"):
            seen.append(REQUEST_ID.get())
            yield block

    site, told = watched(streamed)
    ask(site)
    assert (set(seen), len(seen), REQUEST_ID.get()) == ({told[0].request_id}, 3, "")


def test_a_streamed_answer_is_told_when_it_has_ended():
    def streamed(environ, start_response):
        start_response("200 OK", [])
        return iter([b"a" * 10, b"b" * 20])

    site, told = watched(streamed)
    body = site({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, lambda *_: None)
    blocks = iter(body)
    next(blocks)
    assert told == []
    next(blocks)
    body.close()
    assert [each.size for each in told] == [30]


def test_what_was_sent_before_the_reader_left_is_counted_and_the_body_is_closed():
    class Body:
        closed = 0

        def __iter__(self):
            yield b"a" * 10
            yield b"b" * 20

        def close(self):
            self.closed += 1

    def site_of(body):
        return lambda _environ, start_response: (start_response("200 OK", []), body)[1]

    body = Body()
    site, told = watched(site_of(body))
    answer = site({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, lambda *_: None)
    next(iter(answer))
    answer.close()
    assert (body.closed, [each.size for each in told]) == (1, [10])


def test_an_error_that_nobody_caught_is_told_as_500_and_goes_on():
    def broken(environ, start_response):
        raise ValueError("broken")

    site, told = watched(broken)
    with pytest.raises(ValueError, match="broken"):
        ask(site, "/en/")
    assert ([each.status for each in told], REQUEST_ID.get()) == ([500], "")


def test_an_error_on_closing_is_told_and_goes_on():
    class Body(list):
        def close(self):
            raise ValueError("broken")

    def broken(environ, start_response):
        start_response("200 OK", [])
        return Body([b"a"])

    site, told = watched(broken)
    with pytest.raises(ValueError, match="broken"):
        ask(site)
    assert [each.size for each in told] == [1]


def test_the_last_status_counts():
    def twice(environ, start_response):
        start_response("200 OK", [])
        start_response("500 Internal Server Error", [], None)
        return []

    site, told = watched(twice)
    ask(site)
    assert [each.status for each in told] == [500]


def test_head_has_no_body():
    site, told = watched(page)
    assert (ask(site, method="HEAD").body, [each.size for each in told]) == (b"", [0])


@pytest.mark.parametrize(("method", "size"), [("GET", 9), ("HEAD", 0)])
def test_a_file_is_handed_to_the_server_as_it_is_counted_and_closed(method, size):
    file = io.BytesIO(b"123456789")

    def picture(environ, start_response):
        start_response("200 OK", [("content-length", "9")])
        return environ["wsgi.file_wrapper"](file)

    site, told = watched(picture)
    body = site({"REQUEST_METHOD": method, "PATH_INFO": "/", "wsgi.file_wrapper": FileWrapper}, lambda *_: None)
    assert isinstance(body, FileWrapper) == (method == "GET")
    list(body)
    body.close()
    assert (file.closed, [each.size for each in told]) == (True, [size])


def test_the_path_is_the_one_that_was_asked_for():
    """Django writes its own reading of it into the environ."""

    def rewriting(environ, start_response):
        environ["PATH_INFO"] = "/another"
        return page(environ, start_response)

    site, told = watched(rewriting)
    ask(site, "/en/\xe6\x9f\xac")
    assert [each.path for each in told] == ["/en/\xe6\x9f\xac"]
