import html

import pytest
from django.test import Client

from guides.languages import LANGUAGES
from guides.models import Letter
from guides.models.countries import LetterLanguage
from tests.factory import make_provider

FULL = {
    "name": "LI WEI",
    "number": "+82 10 1234 5678",
    "iccid": "8982300000000000008",
    "end_date": "2027-12-01",
    "email": "li@example.org",
}
HOSTILE = [
    "a\r\nSet-Cookie: x=1\r\n\r\n<html>",
    "👩‍👩‍👧😀",
    "\u202egnp.exe\u202c",
    "{name} {number} {0} {refund}",
    "%s %(name)s %n",
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "דוד כהן",
    "\x00\x1b[31m\ufffe",
    "x" * 10_240,
    "名" * 10_240,
]


def post(client: Client, site: str = "en", **data: str):
    return client.post(f"/{site}/letter/", data)


@pytest.mark.parametrize("code", LetterLanguage.values)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_letter_is_written_in_every_language_of_the_site(client, letters, language, code):
    response = post(client, language.code, language=code, **FULL)
    page = response.content.decode()
    assert response.status_code == 200
    assert "LI WEI" in page
    assert 'class="blank"' not in page


def test_the_providers_country_decides_the_language_and_the_chosen_one_comes_first(client, koryo):
    assert client.get("/en/letter/?provider=koryo").context["filled"].letter.language == "ko"
    assert client.get("/en/letter/?provider=koryo&language=ja").context["filled"].letter.language == "ja"


def test_a_country_without_letter_gets_the_english_one_and_is_told(client, koryo):
    koryo.country.carrier_language = ""
    koryo.country.save()
    response = client.get("/en/letter/?provider=koryo")
    assert response.context["filled"].letter.language == "en"
    assert "so this one is in English" in response.content.decode()


def test_a_seller_of_no_country_gets_the_english_letter(client, letters):
    make_provider("seller", kind="platform")
    response = client.get("/en/letter/?provider=seller")
    assert response.context["filled"].letter.language == "en"
    assert "so this one is in English" not in response.content.decode()


@pytest.mark.parametrize(
    "query", ["provider=nobody", "provider=%00", "provider=../x", "language=xx", "language=" + "k" * 9000]
)
def test_a_choice_that_does_not_exist_is_explained_beside_its_field(client, koryo, query):
    response = client.get(f"/en/letter/?{query}")
    assert response.status_code == 404
    assert list(response.context["errors"]) == [query.partition("=")[0]]
    assert 'aria-invalid="true"' in response.content.decode()


def test_without_a_choice_everything_typed_is_kept_and_the_choice_is_asked_for(client, koryo):
    response = post(client, name="LI WEI")
    assert response.status_code == 400
    assert "Choose a provider, or the language of the letter." in response.content.decode()
    assert 'value="LI WEI"' in response.content.decode()


def test_a_wrong_field_is_explained_and_the_others_are_kept(client, koryo):
    response = post(client, provider="koryo", **FULL | {"end_date": "2026-02-30"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "There is no such day in the calendar." in page
    assert 'value="LI WEI"' in page


def test_what_looks_wrong_is_explained_and_the_letter_is_written(client, koryo):
    response = post(client, provider="koryo", iccid="8982300000000000006", number="1", email="li")
    assert response.status_code == 200
    assert set(response.context["entry"].notes) == {"iccid", "number", "email"}
    assert response.content.decode().count("8982300000000000006") == 3


@pytest.mark.parametrize("kind", ["", "txt", "show"])
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_escaped_or_refused(client, koryo, value, kind):
    response = post(client, provider="koryo", format=kind, **dict.fromkeys(FULL, value) | {"end_date": ""})
    assert response.status_code in (200, 400)
    assert response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    if response["Content-Type"].startswith("text/html"):
        page = response.content.decode()
        assert "<img src=x" not in page
        assert "<script>" not in page
        assert "\u202e" not in page


def test_a_value_stands_in_the_page_as_it_was_typed(client, koryo):
    response = post(client, provider="koryo", name="<b>{number}</b> %s")
    assert html.escape("<b>{number}</b> %s") in response.content.decode()


def test_the_file_is_plain_text_under_a_name_that_nobody_can_choose(client, koryo):
    response = post(client, provider="koryo", format="txt", **FULL | {"name": 'x"\r\nSet-Cookie: a=b'})
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="cancellation-letter-ko.txt"'
    assert 'x" Set-Cookie: a=b\n' in response.content.decode()
    assert "<" not in response.content.decode()


def test_large_type_is_the_carriers_letter_alone(client, koryo):
    response = post(client, "zh-hans", provider="koryo", format="show", refund="no", **FULL)
    page = response.content.decode()
    assert '<html lang="ko">' in page
    assert "성명(여권 영문)" in page
    assert "환불" not in page
    assert "姓名" not in page


def test_both_columns_carry_their_language(client, koryo):
    page = client.get("/zh-hant/letter/?provider=koryo").content.decode()
    assert '<p class="letter-carrier" lang="ko">' in page
    assert '<p class="letter-reader" lang="zh-Hant">' in page


def test_a_reader_of_the_carriers_language_sees_one_column(client, letters):
    assert "letter-reader" not in client.get("/zh-hans/letter/?language=zh-hans").content.decode()


def test_khmer_and_kazakh_say_that_no_native_speaker_has_checked_them(client, letters):
    told = [
        code
        for code in LetterLanguage.values
        if "not yet checked by a native speaker" in client.get(f"/en/letter/?language={code}").content.decode()
    ]
    assert set(told) == {"km", "kk", "th"}


def test_the_ways_to_send_it_are_the_sourced_ones_for_writing(client, koryo):
    page = client.get("/en/letter/?provider=koryo").content.decode()
    assert "mailto:help@koryo.example" in page
    assert "tel:100" not in page


def test_without_a_way_to_write_the_ways_to_ask_are_shown(client, koryo):
    koryo.channels.filter(kind="email").delete()
    page = client.get("/en/letter/?provider=koryo").content.decode()
    assert "We have found no sourced address for letters to Nordic (en)." in page
    assert "tel:100" in page


def test_without_any_contact_that_is_said(client, koryo):
    koryo.channels.all().delete()
    assert (
        "We have found no sourced contact of Nordic (en) yet."
        in client.get("/en/letter/?provider=koryo").content.decode()
    )


def test_without_letters_the_page_still_answers(client, koryo):
    Letter.objects.all().delete()
    assert client.get("/en/letter/?provider=koryo").status_code == 200
    assert post(client, provider="koryo").status_code == 400


def test_provider_and_country_page_lead_to_the_letter(client, koryo):
    for page in ("/en/providers/koryo/", "/en/north-korea/"):
        assert "Write the cancellation letter in Korean" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("provider=koryo", "?provider=koryo"),
        ("provider=koryo&language=ja", "?provider=koryo&amp;language=ja"),
        ("language=zh-hant&utm_source=x&name=LI", "?language=zh-hant"),
        ("provider=koryo&language=%22%3E%3Cscript%3E", "?provider=koryo"),
        ("provider=nobody&language=ja", "?language=ja"),
        ("provider=javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_changing_the_language_keeps_the_choice_and_nothing_else(client, koryo, query, kept):
    page = client.get(f"/en/letter/?{query}").content.decode()
    assert f'href="/zh-hant/letter/{kept}" lang="zh-Hant" hreflang="zh-Hant">' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/letter/">' in page
    assert [line for line in page.splitlines() if "<link" in line and "letter/?" in line] == []


def test_changing_the_language_of_a_filled_letter_keeps_the_choice_and_nothing_that_was_typed(client, koryo):
    page = post(client, provider="koryo", **FULL).content.decode()
    assert 'href="/zh-hant/letter/?provider=koryo" lang="zh-Hant" hreflang="zh-Hant">' in page
