"""Answers from kept pages, before Django is asked. Here Django is one that counts how often it is."""

import gzip
import io
from collections.abc import Iterator

import brotli
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

from guides.freshness.pages import PAGES
from guides.freshness.wsgi import KeptPages, kept_answer
from tests import factory

pytestmark = pytest.mark.django_db
PAGE = "/en/norway/leave/"


class Site:
    def __init__(self) -> None:
        self.django, self.asked = get_wsgi_application(), 0
        self.kept = KeptPages(self._count)

    def _count(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)

    def get(self, path: str = PAGE, method: str = "GET", **headers: str):
        """(status, headers, body) as a server would send them."""
        environ = RequestFactory().generic(method, path, headers={"Host": "localhost", **headers}).environ
        environ["wsgi.input"] = io.BytesIO()
        sent = []
        body = self.kept(environ, lambda status, headers, _error=None: sent.append((status, dict(headers))))
        text = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return int(sent[0][0][:3]), sent[0][1], text


@pytest.fixture
def guide():
    return factory.make_guide(country=factory.make_country())


@pytest.fixture
def site(guide) -> Iterator[Site]:
    """Between requests a server drops the connection, and with it a test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Site()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_second_answer_is_the_first_without_asking_django(site):
    (status, headers, body), (status_again, headers_again, again) = site.get(), site.get()
    assert (site.asked, status, status_again, again) == (1, 200, 200, body)
    assert headers_again == {**headers, "Content-Length": str(len(body))}


def test_a_hit_costs_one_query(site, django_assert_num_queries):
    site.get()
    with django_assert_num_queries(1):
        site.get()
    assert site.asked == 1


def test_both_encodings_hold_the_same_page(site):
    plain = site.get()[2]
    _, br, body = site.get(**{"Accept-Encoding": "gzip, br"})
    assert (br["Content-Encoding"], brotli.decompress(body)) == ("br", plain)
    _, gz, body = site.get(**{"Accept-Encoding": "gzip"})
    assert (gz["Content-Encoding"], gzip.decompress(body)) == ("gzip", plain)
    assert site.asked == 1


def test_languages_are_never_mixed(site):
    for code, tag in (("zh-hans", b"zh-Hans"), ("zh-hant", b"zh-Hant"), ("en", b"en")) * 2:
        status, headers, body = site.get(f"/{code}/norway/leave/")
        assert (status, headers["Content-Language"].encode(), b'<html lang="%s"' % tag in body) == (200, tag, True)
    assert site.asked == 3


def test_an_edit_shows_with_the_next_request(site, guide):
    site.get()
    guide.title_en = "Another title"
    guide.save()
    assert b"Another title" in site.get()[2]
    assert site.asked == 2


def test_a_withdrawn_guide_is_gone_with_the_next_request(site, guide):
    site.get()
    guide.status = "draft"
    guide.save()
    assert site.get()[0] == 404


def test_who_has_this_version_is_told_so_without_asking_django(site):
    etag = site.get()[1]["ETag"]
    status, headers, body = site.get(**{"If-None-Match": etag})
    assert (site.asked, status, body, headers["ETag"]) == (1, 304, b"", etag)
    assert [name for name in headers if name.lower().startswith("content-") and "security" not in name.lower()] == []


def test_head_has_the_headers_and_no_body(site):
    headers = site.get()[1]
    status, told, body = site.get(method="HEAD")
    assert (site.asked, status, body, told["ETag"]) == (1, 200, b"", headers["ETag"])
    assert told["Content-Length"] == headers["Content-Length"]


def test_an_unknown_host_gets_no_kept_page(site):
    site.get()
    assert site.get(Host="evil.example")[0] == 400


def test_plain_http_is_redirected_where_https_is_demanded(site, settings):
    site.get()
    settings.SECURE_SSL_REDIRECT = True
    assert kept_answer(RequestFactory().get(PAGE, headers={"Host": "localhost"}).environ) is None


def test_posts_and_queries_always_reach_django(site):
    site.get()
    site.get(f"{PAGE}?a=1")
    site.get(method="POST")
    assert site.asked == 3


def test_every_header_of_the_page_is_kept(site):
    first, again = site.get()[1], site.get()[1]
    security = {"Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"}
    assert {name: again.get(name) for name in security} == {name: first[name] for name in security}


def test_a_kept_page_of_an_older_release_is_not_served(site, settings):
    site.get()
    settings.RELEASE = "next"
    site.get()
    assert (site.asked, len(PAGES)) == (2, 1)
