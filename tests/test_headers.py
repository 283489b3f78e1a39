"""What every answer says to protect the reader, whoever gave it: Django, a kept page, a static file, a refusal."""

import io
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as conf
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, close_old_connections, connection
from django.test import RequestFactory

from guides.discovery.cards import default_picture
from guides.freshness.wsgi import KeptPages
from guides.monitoring import health
from guides.monitoring.health import Health
from guides.monitoring.metrics import Metrics
from tests.admin.people import person

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGE = "/en/south-korea/"
TOKEN = "a token of thirty-two signs or more"
FORWARDED = ("HTTP_X_FORWARDED_PROTO", "https")
Answer = tuple[int, dict[str, str]]


def lose_database(*_: object) -> None:
    raise OperationalError("the database is gone")


class Site:
    """The whole program as a server calls it."""

    def __init__(self, secure: bool = False) -> None:
        self.application, self.secure = Metrics(Health(KeptPages(get_wsgi_application())), TOKEN), secure

    def get(self, path: str, method: str = "GET", cookie: str = "", **headers: str) -> Answer:
        told = {"Host": "localhost", **headers, **({"Cookie": cookie} if cookie else {})}
        environ = RequestFactory().generic(method, path, headers=told, secure=self.secure).environ
        environ["wsgi.input"] = io.BytesIO()
        sent = []
        body = self.application(environ, lambda status, headers, _error=None: sent.append((status, headers)))
        b"".join(body)
        if hasattr(body, "close"):
            body.close()
        status, told = sent[0]
        names = [name.lower() for name, _value in told if name != "Set-Cookie"]
        assert sorted(set(names)) == sorted(names)  # nothing is said twice
        return int(status[:3]), dict(told)

    def again(self, path: str, **headers: str) -> Answer:
        self.get(path)
        return self.get(path, **headers)

    def unchanged(self, path: str) -> Answer:
        return self.get(path, **{"If-None-Match": self.get(path)[1]["ETag"]})

    def unchanged_by_django(self, path: str) -> Answer:
        etag = self.get(path)[1]["ETag"]
        return self.get(f"{path}?a=1", **{"If-None-Match": etag})

    def as_editor(self, path: str) -> Answer:
        client = person("ed", "Editor")
        return self.get(path, cookie=f"sessionid={client.cookies['sessionid'].value}")

    def broken(self, path: str) -> Answer:
        with connection.execute_wrapper(lose_database):
            return self.get(path)


KINDS: dict[str, tuple[int, Callable[[Site], Answer]]] = {
    "a page": (200, lambda site: site.get(PAGE)),
    "a kept page": (200, lambda site: site.again(PAGE)),
    "a kept page, compressed": (200, lambda site: site.again(PAGE, **{"Accept-Encoding": "br"})),
    "a kept page that the browser has": (304, lambda site: site.unchanged(PAGE)),
    "a page that the browser has": (304, lambda site: site.unchanged_by_django(PAGE)),
    "the form of readers": (200, lambda site: site.get("/en/feedback/?page=/south-korea/")),
    "a form from elsewhere": (403, lambda site: site.get("/en/feedback/", "POST", Origin="https://evil.example")),
    "a language alias": (301, lambda site: site.get("/zh-TW/south-korea/")),
    "the bare address": (302, lambda site: site.get("/")),
    "a missing slash": (301, lambda site: site.get("/en/south-korea")),
    "no such page": (404, lambda site: site.get("/en/nowhere/at-all/")),
    "a refused method": (405, lambda site: site.get("/en/feedback/", "DELETE")),
    "a post to a page": (405, lambda site: site.get(PAGE, "POST")),
    "a page's options": (405, lambda site: site.get(PAGE, "OPTIONS")),
    "an unknown host": (400, lambda site: site.get(PAGE, Host="evil.example")),
    "an interruption": (503, lambda site: site.broken("/en/cambodia/")),
    "robots.txt": (200, lambda site: site.get("/robots.txt")),
    "the sitemap": (200, lambda site: site.get("/sitemap.xml")),
    "a feed": (200, lambda site: site.get("/en/feed.atom")),
    "a calendar": (200, lambda site: site.get("/en/plan.ics?provider=metfone&billing=prepaid&departure=2026-11-30")),
    "a guide as Markdown": (200, lambda site: site.get("/en/guides/remove-esim/guide.md")),
    "the service worker": (200, lambda site: site.get("/sw.js")),
    "the manifest": (200, lambda site: site.get("/site.webmanifest")),
    "a card": (200, lambda site: site.get(default_picture().url.removeprefix(conf.SITE_URL))),
    "a static file": (200, lambda site: site.get("/static/css/told.css")),
    "a static picture": (200, lambda site: site.get("/static/img/told.svg")),
    "a static picture that the browser has": (304, lambda site: site.unchanged("/static/img/told.svg")),
    "no such static file": (404, lambda site: site.get("/static/none.css")),
    "no such picture": (404, lambda site: site.get("/media/images/none.png")),
    "the desk, to a stranger": (302, lambda site: site.get("/admin/")),
    "the sign-in page": (200, lambda site: site.get("/admin/login/")),
    "a sign-in without token": (403, lambda site: site.get("/admin/login/", "POST")),
    "the desk": (200, lambda site: site.as_editor("/admin/")),
    "a closed door of the desk": (403, lambda site: site.as_editor("/admin/auth/user/")),
}
PICTURES = {"a card", "a static picture", "a static picture that the browser has", "no such picture"}


@pytest.fixture(autouse=True)
def requests_that_keep_the_transaction() -> Iterator[None]:
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def files(plain_static_files, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    for name in ("css/told.css", "img/told.svg"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text("told")


DATA = {
    "a living process": (200, lambda site: site.get("/healthz")),
    "a site that can serve": (200, lambda site: site.get("/readyz")),
    "a probe that would change something": (405, lambda site: site.get("/readyz", "POST")),
    "counts": (200, lambda site: site.get("/metrics", Authorization=f"Bearer {TOKEN}")),
    "counts, to a stranger": (401, lambda site: site.get("/metrics")),
}


@pytest.fixture
def a_database_that_is_kept(monkeypatch):
    monkeypatch.setattr(health, "close_old_connections", lambda: None)


@pytest.mark.parametrize("kind", DATA)
def test_what_only_machines_ask_for_says_the_same_and_loads_nothing(a_database_that_is_kept, kind):
    status, ask = DATA[kind]
    told, headers = ask(Site())
    assert (told, {name: headers.get(name) for name in ALWAYS}) == (status, ALWAYS)
    assert policy(headers) == {"default-src": "'none'", "frame-ancestors": "'none'"}
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].split(", ") == [f"{feature}=()" for feature in conf.DENIED_FEATURES]


@pytest.mark.parametrize(
    ("secure", "believed", "said", "asked"),
    [
        (True, None, "", True),
        (False, None, "https", False),
        (False, FORWARDED, "https", True),
        (True, FORWARDED, "http", False),
    ],
)
def test_over_https_and_only_there_machines_are_told_so_too(
    settings, a_database_that_is_kept, secure, believed, said, asked
):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_PROXY_SSL_HEADER = 31_536_000, believed
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    _, headers = Site(secure=secure).get("/healthz", **{"X-Forwarded-Proto": said})
    assert headers.get("Strict-Transport-Security") == (
        "max-age=31536000; includeSubDomains; preload" if asked else None
    )


def policy(headers: dict[str, str]) -> dict[str, str]:
    return dict(each.strip().split(" ", 1) for each in headers["Content-Security-Policy"].split(";"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_says_what_a_browser_may_do_with_it(kind):
    status, ask = KINDS[kind]
    told, headers = ask(Site())
    assert (told, policy(headers), {name: headers.get(name) for name in ALWAYS}) == (status, POLICY, ALWAYS)
    shared = "cross-origin" if kind in PICTURES else "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == shared
    assert headers["Permissions-Policy"].split(", ") == [f"{feature}=()" for feature in conf.DENIED_FEATURES]
    assert ("Strict-Transport-Security" in headers, "Access-Control-Allow-Origin" in headers) == (False, False)


@pytest.mark.parametrize("kind", KINDS)
def test_over_https_every_answer_asks_for_https_for_good(settings, kind):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    status, ask = KINDS[kind]
    told, headers = ask(Site(secure=True))
    assert (told, headers["Strict-Transport-Security"]) == (status, "max-age=31536000; includeSubDomains; preload")


@pytest.mark.parametrize(("host", "status"), [("localhost", 301), ("evil.example", 400)])
def test_what_comes_over_plain_http_is_sent_to_https_with_all_headers(settings, host, status):
    settings.SECURE_SSL_REDIRECT = True
    told, headers = Site().get(PAGE, Host=host)
    assert (told, policy(headers), {name: headers.get(name) for name in ALWAYS}) == (status, POLICY, ALWAYS)


def test_a_lost_page_is_shown_without_anything_of_the_fault(client):
    client.raise_request_exception = False
    for path in ("/en/cambodia/", "/admin/login/"):
        with connection.execute_wrapper(lose_database):
            text = client.get(path, headers={"If-None-Match": "x"}).content.decode()
        assert ("database is gone" in text, "Traceback" in text, "Exception" in text) == (False, False, False)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_form_without_its_token_is_refused_in_the_readers_language_and_style(client, language):
    client = type(client)(enforce_csrf_checks=True, headers={"Accept-Language": language})
    response = client.post("/admin/login/", {"username": "a", "password": "b"})
    assert (response.status_code, response.headers["Content-Language"].lower()) == (403, language)
    assert (b"<style" in response.content, b"csrf" in response.content.lower()) == (False, False)
