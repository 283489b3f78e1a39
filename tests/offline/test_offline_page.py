"""The page that lists what a device keeps, and the list of what a country's button saves."""

import pytest

from guides.languages import EN, LANGUAGES, ZH_HANS
from guides.models import Guide
from tests.factory import make_country, make_guide, make_provider
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_it_exists_in_every_language_and_in_no_search_engine(client, language):
    shown = Shown(client, f"/{language.code}/offline/")
    assert (shown.status, shown.lang, shown.is_indexed) == (200, language.html_lang, False)
    assert shown.values("[data-kept-pages]", "data-language") == [language.code]
    assert shown.response["Cache-Control"] == "no-cache"
    assert f"/{language.code}/offline/" in Shown(client, f"/{language.code}/").values("footer a", "href")


def test_it_does_not_know_the_reader(client):
    response = client.get("/en/offline/")
    assert (dict(response.cookies), "Set-Cookie" in response) == ({}, False)


def saved_of(client, address: str) -> list[str]:
    return Shown(client, address).values("[data-save-pages]", "data-pages")[0].split()


def test_a_country_saves_itself_its_guides_those_they_build_on_and_its_carriers(client):
    Guide.objects.filter(country=None).delete()
    norway, iceland = make_country(), make_country("iceland", "IS")
    make_guide(country=norway)
    make_guide("phone")
    make_guide(country=iceland)
    make_guide("draft", country=norway, status="draft")
    make_guide("chinese", country=norway, languages=[ZH_HANS])
    make_provider(country=norway)
    make_provider("elsewhere", country=iceland)
    seller = make_provider("seller")
    Guide.objects.get(country=norway, slug="leave").providers.add(seller)
    assert sorted(saved_of(client, "/en/norway/")) == [
        "/en/glossary/", "/en/guides/phone/", "/en/norway/", "/en/norway/leave/", "/en/providers/nordic/",
        "/en/providers/seller/",
    ]  # fmt: skip


def test_everything_it_saves_is_a_page(client):
    for language in LANGUAGES:
        addresses = saved_of(client, f"/{language.code}/south-korea/")
        assert {client.get(address).status_code for address in addresses} == {200}
        assert len(addresses) == len(set(addresses)) > 5


def test_the_sets_of_two_languages_and_two_countries_are_apart(client):
    names = [
        Shown(client, address).values("[data-save-pages]", "data-save-pages")[0]
        for address in ("/en/south-korea/", "/zh-hant/south-korea/", "/en/cambodia/")
    ]
    assert names == ["south-korea.en", "south-korea.zh-hant", "cambodia.en"]


def test_a_guide_that_two_paths_lead_to_is_saved_once(client):
    norway = make_country()
    nordic = make_provider(country=norway, languages=[EN])
    for slug in ("leave", "return"):
        make_guide(slug, norway).providers.add(nordic)
    addresses = saved_of(client, "/en/norway/")
    assert addresses.count("/en/providers/nordic/") == 1
