import contextlib

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from guides.languages import EN, LANGUAGES, ZH_HANS, ZH_HANT
from guides.models import Country
from guides.models.countries import cldr_name, validate_country_code
from guides.models.slugs import validate_guide_slug, validate_top_slug
from tests.factory import make_country, make_guide, make_provider

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("KH", ["柬埔寨", "柬埔寨", "Cambodia"]),
        ("KR", ["韩国", "南韓", "South Korea"]),
        ("NZ", ["新西兰", "紐西蘭", "New Zealand"]),
        ("IT", ["意大利", "義大利", "Italy"]),
        ("HK", ["香港", "香港", "Hong Kong"]),
        ("MO", ["澳门", "澳門", "Macao"]),
    ],
)
def test_a_country_has_the_name_of_cldr_in_every_language(code, names):
    assert [cldr_name(code, language) for language in LANGUAGES] == names


def test_the_name_follows_the_active_language_and_the_editor_overrides_it():
    country = make_country(name_zh_hant="挪威王國")
    labels = []
    for language in LANGUAGES:
        with translation.override(language.code):
            labels.append((country.label, str(country)))
    assert labels == [("挪威", "挪威"), ("挪威王國", "挪威王國"), ("Norway", "Norway")]
    assert [country.label_in(language) for language in LANGUAGES] == ["挪威", "挪威王國", "Norway"]


def test_a_country_has_its_flag():
    assert make_country().flag == "🇳🇴"


@pytest.mark.parametrize("code", ["", "N", "NOR", "no", "N0", "ZZZ", "12", "ＮＯ", "QQ", "NO\n"])
def test_what_is_no_country_code_is_refused(code):
    with pytest.raises(ValidationError):
        validate_country_code(code)


@pytest.mark.parametrize("code", ["NO", "KH", "HK", "TW"])
def test_country_codes_are_accepted(code):
    assert validate_country_code(code) is None


def test_what_cldr_names_beside_countries_is_refused():
    accepted = []
    for code in ("EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"):
        with contextlib.suppress(ValidationError):
            validate_country_code(code)
            accepted.append(code)
    assert accepted == []


@pytest.mark.parametrize("slug", ["admin", "guides", "providers", "search", "zh", "zh-tw", "en", "zh-hant-tw", "about"])
def test_a_country_cannot_take_an_address_of_the_site(slug):
    with pytest.raises(ValidationError):
        validate_top_slug(slug)


@pytest.mark.parametrize("slug", ["print", "history", "feed", "plan"])
def test_a_guide_cannot_take_an_address_inside_its_country(slug):
    with pytest.raises(ValidationError):
        validate_guide_slug(slug)


def test_every_first_part_of_an_address_is_reserved():
    from guides.models.slugs import TOP
    from guides.pages.urls import urlpatterns

    first = {str(each.pattern).split("/")[0] for each in urlpatterns} - {"", "<slug:country>"}
    assert first - TOP == set()


def test_a_countrys_page_exists_once_its_short_answer_is_written():
    make_country(languages=[ZH_HANS])
    Country.objects.filter(slug="norway").update(summary_zh_hant=None, summary_en="")
    found = [Country.objects.complete_in(language).filter(slug="norway").exists() for language in LANGUAGES]
    assert found == [True, False, False]


def test_a_country_counts_its_readable_guides_and_its_providers():
    country = make_country()
    make_guide("both", country)
    make_guide("simplified", country, languages=[ZH_HANS])
    make_guide("draft", country, status="draft")
    make_guide("general")
    for slug in ("nordic", "fjord", "troll"):
        make_provider(slug, country)
    counts = {}
    for language in (ZH_HANS, ZH_HANT, EN):
        found = Country.objects.with_counts(language).get(pk=country.pk)
        counts[language.code] = (found.guide_count, found.provider_count)
    assert counts == {"zh-hans": (2, 3), "zh-hant": (1, 3), "en": (1, 3)}


def test_a_country_without_anything_counts_nothing():
    country = make_country()
    found = Country.objects.with_counts(EN).get(pk=country.pk)
    assert (found.guide_count, found.provider_count) == (0, 0)
