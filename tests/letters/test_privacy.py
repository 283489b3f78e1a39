"""What a reader types is put into the answer and nowhere else."""

import logging

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

SECRETS = {
    "name": "SECRETNAME",
    "number": "+82 10 9876 5432",
    "iccid": "8982309999999999999",
    "email": "secret.reader@example.org",
}
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def told(text: str) -> list[str]:
    return [value for value in (*SECRETS.values(), "9876", "secret.reader") if value in text]


@pytest.fixture
def logged(caplog):
    """Everything that is logged at any level, with its traceback."""
    caplog.set_level(logging.DEBUG)
    for name in ("django", "django.request", "django.security"):
        logging.getLogger(name).addHandler(caplog.handler)
    yield lambda: "\n".join(caplog.handler.format(record) for record in caplog.records)
    for name in ("django", "django.request", "django.security"):
        logging.getLogger(name).removeHandler(caplog.handler)


@pytest.mark.parametrize("kind", ["", "txt", "show"])
def test_an_answer_is_not_kept_by_anybody(client, koryo, logged, kind):
    before = rows()
    response = client.post("/en/letter/", {**SECRETS, "provider": "koryo", "format": kind})
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert told(str(response.headers)) == []
    assert "Set-Cookie" not in response.headers
    assert "Location" not in response.headers
    assert not response.cookies
    assert not client.cookies
    assert rows() == before
    assert told(logged()) == []


def test_a_refused_entry_is_not_logged(client, koryo, logged):
    response = client.post("/en/letter/", {**SECRETS, "provider": "koryo", "end_date": "2026-02-30"})
    assert (response.status_code, response["Cache-Control"]) == (400, "no-store")
    assert "Bad Request" in logged()
    assert told(logged()) == []


def test_an_error_of_ours_is_logged_without_what_was_typed(koryo, logged):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE guides_letter RENAME TO guides_lost")
    response = Client(raise_request_exception=False).post("/en/letter/", {**SECRETS, "provider": "koryo"})
    assert response.status_code == 500
    assert "OperationalError" in logged() or "ProgrammingError" in logged()
    assert told(logged()) == []
    assert told(response.content.decode()) == []


def test_an_address_never_fills_the_letter(client, koryo):
    page = client.get("/en/letter/", {**SECRETS, "provider": "koryo"}).content.decode()
    assert told(page) == []


def test_reading_sets_no_cookie_and_posting_needs_none(koryo):
    client = Client(enforce_csrf_checks=True)
    assert not client.get("/en/letter/?provider=koryo").cookies
    response = client.post("/en/letter/", {**SECRETS, "provider": "koryo"})
    assert (response.status_code, dict(client.cookies)) == (200, {})


def test_the_form_sends_by_post_and_to_this_site(client, koryo):
    page = client.get("/en/letter/?provider=koryo").content.decode()
    assert '<form id="letter-form" class="letter-form" method="post" action="/en/letter/#letter"' in page


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "https://testserver.evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_post_from_another_site_is_refused_with_a_clear_page(client, koryo, headers, status):
    response = client.post("/en/letter/", {**SECRETS, "provider": "koryo"}, headers=headers)
    assert (response.status_code, response["Cache-Control"]) == (status, "no-store")
    if status == 403:
        assert "sent from another website" in response.content.decode()
        assert told(response.content.decode()) == []


def test_far_too_large_a_post_is_refused_unread(client, koryo):
    response = client.post("/en/letter/", {"provider": "koryo", "name": "x" * 300_000})
    assert (response.status_code, response["Cache-Control"]) == (413, "no-store")
    assert "far more text than a letter needs" in response.content.decode()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"name=%ff%fe&provider=koryo", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"&".join(b"a%d=1" % number for number in range(2000)), "application/x-www-form-urlencoded"),
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b'{"name": "SECRETNAME"}', "application/json"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_form_gets_a_clear_page(client, koryo, logged, body, content_type):
    response = client.post("/en/letter/", body, content_type=content_type)
    assert (response.status_code, response["Cache-Control"]) == (400, "no-store")
    assert "<h1>" in response.content.decode()
    assert told(logged()) == []


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, koryo, method):
    assert getattr(client, method)("/en/letter/").status_code == 405
