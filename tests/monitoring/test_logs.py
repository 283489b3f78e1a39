"""What is logged besides requests: a JSON object a line, with the request's number, without what visitors sent."""

import json
import logging

import pytest
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from guides.monitoring.logs import (
    FORMATTERS,
    LONGEST_MESSAGE,
    LONGEST_TRACEBACK,
    REQUEST_ID,
    Impersonal,
    JsonFormatter,
    LineFormatter,
)


def record(message: str, *arguments: object, request: HttpRequest | None = None, error: Exception | None = None):
    made = logging.LogRecord(
        "guides.x",
        logging.ERROR,
        "file",
        1,
        message,
        arguments,
        (type(error), error, error.__traceback__) if error else None,
    )
    if request:
        made.request = request
    return made


def formatted(*arguments: object, **more: object) -> dict:
    text = JsonFormatter().format(record(*arguments, **more))
    assert len(text.splitlines()) == 1
    return json.loads(text)


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_record_is_a_line_with_its_level_logger_and_message():
    line = formatted("%d of %s", 3, "four")
    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "guides.x", "3 of four")
    assert line.keys() == {"time", "level", "logger", "process", "message"}


def test_the_number_of_the_request_is_in_every_line_of_it():
    token = REQUEST_ID.set("0123456789abcdef")
    assert formatted("x")["request_id"] == "0123456789abcdef"
    assert LineFormatter().format(record("x")).endswith("ERROR guides.x: x [0123456789abcdef]")
    REQUEST_ID.reset(token)


@pytest.mark.parametrize(
    "text", ["a\nb\r\n", "\0\x1b[31m", '"}{"level":"INFO"', "\u2028\u2029\u0085", "\ud800", "柬埔寨"]
)
def test_no_message_breaks_the_line(text):
    assert formatted("%s", text)["message"] == text


@pytest.mark.parametrize("text", ["a\nb", "\0\x1b[31m", "\u2028"])
def test_no_message_steers_the_terminal(text):
    assert LineFormatter().format(record("%s", text)).endswith(f"ERROR guides.x: {repr(text)[1:-1]}")


def test_a_traceback_is_one_field_with_all_causes():
    def broken():
        try:
            {}["first"]
        except KeyError as error:
            raise ValueError("second") from error

    with pytest.raises(ValueError, match="second") as caught:
        broken()
    text = formatted("x", error=caught.value)["traceback"]
    assert ("KeyError: 'first'" in text, text.endswith("ValueError: second"), "in broken\n" in text) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize("log_format", FORMATTERS)
def test_no_line_grows_without_bound(log_format):
    text = FORMATTERS[log_format]().format(record("x" * 10**6, error=raised(ValueError("y" * 10**6))))
    assert LONGEST_TRACEBACK < len(text) < LONGEST_MESSAGE + LONGEST_TRACEBACK + 1000


def posted(fields: dict | None = None, **more: str) -> HttpRequest:
    request = RequestFactory().post("/en/letter/?q=SECRETQUERY", fields or {}, **more)
    assert isinstance(request.POST, QueryDict)
    return request


@pytest.mark.parametrize("text", [
    "SECRETWORD", "O'Neill SECRETWORD", "two\nlines SECRETWORD", "quoted \"' SECRETWORD", "秘密 SECRETWORD",
])  # fmt: skip
def test_what_was_typed_is_not_in_an_error_that_quotes_it(text):
    line = formatted(
        "Refused: %s", text, request=posted({"name": text}), error=raised(ValueError(f"bad: {text!r}, {text}"))
    )
    assert ("SECRETWORD" in str(line), "[sent]" in line["message"], "[sent]" in line["traceback"]) == (
        False,
        True,
        True,
    )


def test_the_source_code_in_a_traceback_stays_what_it_is():
    request = posted({"word": "raise error"})
    assert "    raise error\n" in formatted("x", request=request, error=raised(ValueError("y")))["traceback"]


@pytest.mark.parametrize(("header", "value"), [
    ("HTTP_REFERER", "https://a.example/SECRET"), ("HTTP_USER_AGENT", "SECRET/1"), ("HTTP_COOKIE", "sessionid=SECRET"),
    ("HTTP_AUTHORIZATION", "Bearer SECRET"), ("REMOTE_ADDR", "203.0.113.77"),
])  # fmt: skip
def test_who_asked_is_not_in_a_message_that_quotes_it(header, value):
    told = value.rpartition("=")[2]
    assert formatted("Refused: %s", told, request=posted(**{header: value}))["message"] == "Refused: [sent]"


def test_the_query_is_not_in_a_message_that_quotes_it():
    assert formatted("Refused: SECRETQUERY", request=posted())["message"] == "Refused: [sent]"


def test_the_name_of_an_uploaded_file_is_not_in_a_message_that_quotes_it():
    from django.core.files.uploadedfile import SimpleUploadedFile

    request = posted({"file": SimpleUploadedFile("SECRETNAME.png", b"x")})
    assert formatted("Refused: SECRETNAME.png", request=request)["message"] == "Refused: [sent]"


def test_a_body_that_nobody_has_read_is_not_read_for_the_log():
    request = RequestFactory().post("/", {"name": "SECRET"})
    formatted("x", request=request)
    assert "_post" not in request.__dict__


def test_the_details_that_postgresql_adds_to_an_error_are_left_out():
    error = raised(ValueError('null value violates "x"\nDETAIL:  Failing row contains (SECRET\nSECRET, SECRE...'))
    text = formatted("x", error=error)["traceback"]
    assert ("SECRE" in text, text.endswith('ValueError: null value violates "x"')) == (False, True)


def test_what_others_attach_to_a_record_is_not_written():
    made = record("x")
    made.password, made.params = "SECRET", ["SECRET"]
    assert "SECRET" not in JsonFormatter().format(made)


@pytest.mark.parametrize(("message", "arguments", "shown"), [
    ("Invalid request from ip=203.0.113.7: Invalid Request Line 'GET /?q=SECRET'", (), "Invalid request: ValueError"),
    ("Error handling request %s %s", ("GET", "/?q=SECRET"), "Error handling request: ValueError"),
    ("Error handling request %s", ("/?q=SECRET",), "Error handling request: ValueError"),
    ("Booting worker with pid: %s", (7,), "Booting worker with pid: 7"),
])  # fmt: skip
def test_gunicorns_messages_tell_neither_address_nor_query(message, arguments, shown):
    made = record(message, *arguments)
    try:
        int("SECRET")
    except ValueError:
        Impersonal().filter(made)
    assert made.getMessage() == shown


def test_gunicorn_still_words_its_messages_so():
    """What `Impersonal` looks for."""
    import inspect

    from gunicorn.workers import base

    words = inspect.getsource(base.Worker.handle_error)
    assert ('"Invalid request from ip={ip}' in words, words.count('"Error handling request')) == (True, 3)


def test_django_mails_nobody_and_has_no_handler_of_its_own():
    names = ("django", "django.request", "django.security", "django.server", "django.db.backends")
    assert [logging.getLogger(name).handlers for name in names] == [[]] * len(names)
