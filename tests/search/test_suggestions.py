import pytest
from django.test import Client

from tests.factory import make_guide

pytestmark = pytest.mark.django_db


def suggested(client: Client, query: str, language: str = "zh-hant") -> list[tuple[str, str]]:
    found = client.get(f"/{language}/search/suggestions/", {"q": query}).json()
    return [(each["label"], each["url"]) for each in found["suggestions"]]


@pytest.mark.parametrize(("query", "first"), [
    ("柬", ("柬埔寨", "/zh-hant/cambodia/")),
    ("jianp", ("柬埔寨", "/zh-hant/cambodia/")),
    ("cam", ("柬埔寨", "/zh-hant/cambodia/")),
    ("韩", ("南韓", "/zh-hant/south-korea/")),
    ("kr", ("南韓", "/zh-hant/south-korea/")),
    ("metf", ("Metfone", "/zh-hant/providers/metfone/")),
    ("114", ("LG U+", "/zh-hant/providers/lg-uplus/")),
    ("詐騙", None),
])  # fmt: skip
def test_names_are_suggested_by_their_beginning(client: Client, query: str, first: tuple[str, str] | None):
    found = suggested(client, query)
    assert found[:1] == [first] if first else len(found) > 0


def test_titles_are_suggested_by_their_words_the_last_one_unfinished(client: Client):
    make_guide("leave", title_en="Playing the theremin at home")
    assert suggested(client, "theremin ho", "en") == [("Playing the theremin at home", "/en/guides/leave/")]


def test_a_question_leads_to_its_place_in_the_guide(client: Client):
    assert suggested(client, "Lycamobile", "en")[0][1] == "/en/united-states/cancel-travel-esim/#other-carrier"


def test_there_are_few_and_they_are_counted_in_words(client: Client):
    found = client.get("/en/search/suggestions/", {"q": "e"}).json()
    assert (len(found["suggestions"]), found["status"]) == (8, "8 suggestions")


def test_nothing_is_suggested_for_nothing(client: Client):
    assert client.get("/en/search/suggestions/").json() == {"status": "0 suggestions", "suggestions": []}


def test_they_may_be_kept_for_minutes_and_are_not_indexed(client: Client):
    response = client.get("/en/search/suggestions/?q=korea")
    assert (response.headers["Cache-Control"], response.headers["X-Robots-Tag"]) == ("public, max-age=300", "noindex")
    assert (response.headers["Content-Type"], len(response.cookies)) == ("application/json", 0)


def test_only_reading_is_answered(client: Client):
    assert [client.post(f"/en/search/{part}").status_code for part in ("", "suggestions/")] == [405, 405]
