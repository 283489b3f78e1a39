import pytest
from django.test import Client

from guides.languages import EN
from tests.factory import make_country
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db

ADDRESS = "/en/iceland/"


@pytest.mark.parametrize("query", [
    "冰岛", "冰島", "Iceland", "iceland", "ICELAND", "icel", "IS", "is", " 冰岛 ", "雷克雅未克", "雷克雅維克",
    "bingdao", "Reykjavík",
])  # fmt: skip
def test_a_destination_is_found_by_every_name(client: Client, query: str):
    synonyms = "雷克雅未克\n雷克雅維克\nbingdao\nReykjavík"
    make_country("iceland", "IS", synonyms=synonyms)
    response = client.get("/en/destinations/", {"q": query})
    assert ADDRESS in response.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("query", ["冰岛", "冰島", "Iceland", "IS"])
def test_it_is_found_in_every_language_of_the_page(client: Client, language: str, query: str):
    make_country("iceland", "IS")
    assert Shown(client, f"/{language}/destinations/?q={query}").values(".destination-card", "href") == [
        f"/{language}/iceland/"
    ]


def test_two_letters_inside_a_name_find_nothing(client: Client):
    """“in” is India's code, not every country with those letters."""
    assert Shown(client, "/en/destinations/?q=in").values(".destination-card", "href") == []


def test_an_english_name_of_two_words_is_found(client: Client):
    shown = Shown(client, "/zh-hans/destinations/?q=south%20korea")
    assert shown.values(".destination-card", "href") == ["/zh-hans/south-korea/"]


def test_what_is_not_found_is_said_and_leads_to_all(client: Client):
    shown = Shown(client, "/en/destinations/?q=atlantis")
    assert (shown.status, shown.values(".destination-card", "href")) == (200, [])
    assert "atlantis" in shown.texts(".notice")[0]
    assert shown.values(".notice a", "href") == ["/en/destinations/"]


def test_a_query_is_shown_again_and_is_no_markup(client: Client):
    shown = Shown(client, "/en/destinations/?q=%22%3E%3Cscript%3E")
    assert shown.values("main #finder-q", "value") == ['"><script>']
    assert shown.values("main script", "src") == []


def test_a_long_query_is_cut(client: Client):
    shown = Shown(client, f"/en/destinations/?q={'x' * 5000}")
    assert (shown.status, len(shown.values("main #finder-q", "value")[0])) == (200, 80)


@pytest.mark.parametrize("query", ["%00", "%ff%fe", "%20", "%f0%9f%87%b0%f0%9f%87%b7", "*", "%25"])
def test_odd_queries_are_answered(client: Client, query: str):
    assert Shown(client, f"/en/destinations/?q={query}").status == 200


def test_only_the_whole_list_is_indexed(client: Client):
    assert Shown(client, "/en/destinations/").is_indexed
    assert not Shown(client, "/en/destinations/?q=korea").is_indexed


def test_destinations_are_grouped_by_region(client: Client):
    make_country("iceland", "IS", region="europe")
    shown = Shown(client, "/zh-hans/destinations/")
    regions = shown.texts("main section > h2")
    assert (len(regions), len(set(regions)), regions[0]) == (len(regions), len(regions), "东亚")


def test_countries_without_a_text_in_the_language_are_left_out(client: Client):
    make_country("iceland", "IS", languages=[EN])
    assert ADDRESS in Shown(client, "/en/destinations/").values(".destination-card", "href")
    assert "/zh-hans/iceland/" not in Shown(client, "/zh-hans/destinations/").values(".destination-card", "href")
