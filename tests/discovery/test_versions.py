import pytest
from django.utils import translation

from guides.discovery.versions import Versions, of
from guides.languages import EN, LANGUAGES, ZH_HANS, ZH_HANT


@pytest.fixture(autouse=True)
def example_site(settings):
    settings.SITE_URL = "https://example.org"


def test_a_page_has_one_path_in_every_language():
    with translation.override("zh-hant"):
        versions = of("/zh-hant/cambodia/")
        assert (versions.path, versions.canonical) == ("/cambodia/", "https://example.org/zh-hant/cambodia/")
    assert [versions.url(language) for language in LANGUAGES] == [
        "/zh-hans/cambodia/",
        "/zh-hant/cambodia/",
        "/en/cambodia/",
    ]


@pytest.mark.parametrize("url", ["/zh-hans/cambodia/", "/cambodia/", "/english/", "/en", "https://example.org/en/", ""])
def test_an_address_of_another_language_is_refused(url):
    with translation.override("en"), pytest.raises(ValueError, match="is not an address in /en"):
        of(url)


def test_alternates_name_every_version_that_exists_and_english_for_everybody_else():
    assert Versions("/cambodia/").alternates == [
        ("zh-Hans", "https://example.org/zh-hans/cambodia/"),
        ("zh-Hant", "https://example.org/zh-hant/cambodia/"),
        ("en", "https://example.org/en/cambodia/"),
        ("x-default", "https://example.org/en/cambodia/"),
    ]


def test_a_version_that_does_not_exist_is_not_advertised():
    assert Versions("/cambodia/", (ZH_HANS, ZH_HANT)).alternates == [
        ("zh-Hans", "https://example.org/zh-hans/cambodia/"),
        ("zh-Hant", "https://example.org/zh-hant/cambodia/"),
        ("x-default", "https://example.org/zh-hans/cambodia/"),
    ]
    assert Versions("/cambodia/", ()).alternates == []


def test_the_home_page_negotiates_for_everybody_else():
    assert Versions("/").alternates[-1] == ("x-default", "https://example.org/")
    assert Versions("/", (EN,)).alternates[-1] == ("x-default", "https://example.org/")
