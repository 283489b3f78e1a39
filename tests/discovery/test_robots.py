import pytest
from django.conf import settings
from django.test import Client
from protego import Protego

from guides.languages import LANGUAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(client: Client) -> Protego:
    response = client.get("/robots.txt")
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return Protego.parse(response.content.decode())


def test_the_sitemap_is_named_at_the_public_address(rules: Protego, client: Client, settings):
    assert list(rules.sitemaps) == [f"{settings.SITE_URL}/sitemap.xml"]
    settings.SITE_URL = "https://example.org"
    assert list(Protego.parse(client.get("/robots.txt").content.decode()).sitemaps) == [
        "https://example.org/sitemap.xml"
    ]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize(
    "path", ["search/", "search/?q=esim", "plan/?country=cambodia", "plan.ics?x=1", "letter/?to=x"]
)
def test_endless_and_private_addresses_are_not_asked_for(rules: Protego, language, path: str):
    assert not rules.can_fetch(f"{settings.SITE_URL}/{language.code}/{path}", "anybody")


@pytest.mark.parametrize("path", ["/admin/", "/admin/guides/guide/1/preview/en/"])
def test_the_admin_is_not_asked_for(rules: Protego, path: str):
    assert not rules.can_fetch(settings.SITE_URL + path, "anybody")


@pytest.mark.parametrize("path", [
    "/", "/en/", "/en/plan/", "/zh-hant/letter/", "/zh-hans/cambodia/cancel-travel-esim/",
    "/zh-hans/cambodia/cancel-travel-esim/print/", "/en/changes/", "/en/cambodia/feed.atom", "/llms.txt",
    "/en/card-0123456789abcdef.png", "/en/cambodia/cancel-travel-esim/guide.md", "/static/css/site.css",
])  # fmt: skip
def test_everything_else_may_be_read(rules: Protego, path: str):
    assert rules.can_fetch(settings.SITE_URL + path, "anybody")
