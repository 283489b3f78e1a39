import datetime

import pytest
from django.test import Client

from guides.languages import LANGUAGES, Language
from guides.models import ChangeNote, Guide
from tests.factory import TODAY, make_country, make_guide, make_provider, texts
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("accepted", "home"), [
    ("zh-TW,zh;q=0.9,en;q=0.8", "/zh-hant/"), ("zh-HK", "/zh-hant/"), ("zh-Hant-MO", "/zh-hant/"),
    ("zh-CN,zh;q=0.9", "/zh-hans/"), ("zh", "/zh-hans/"), ("zh-SG", "/zh-hans/"),
    ("fr-FR,fr;q=0.9", "/en/"), ("", "/en/"), ("nonsense;;q=x", "/en/"), ("fr,zh-TW;q=0.5", "/zh-hant/"),
])  # fmt: skip
def test_the_bare_address_leads_to_the_language_of_the_browser(client: Client, accepted: str, home: str):
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"], response["Vary"]) == (302, home, "Accept-Language")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_home_names_the_five_meanings(client: Client, language: Language):
    shown = Shown(client, f"/{language.code}/")
    assert len(set(shown.texts(".meanings li > b"))) == 5
    assert shown.lang == language.html_lang


def test_home_offers_the_finder(client: Client):
    shown = Shown(client, "/zh-hant/")
    assert shown.values("main form, .hero form", "action") == ["/zh-hant/destinations/", "/zh-hant/search/"]
    assert shown.values("form input", "name") == ["q", "q"]


def test_destinations_with_guides_come_first(client: Client):
    make_provider("many", make_country("iceland", "IS"))
    make_guide(country=make_country("norway", "NO"))
    cards = Shown(client, "/en/").values(".destination-card", "href")
    assert cards.index("/en/norway/") < cards.index("/en/iceland/")


def test_a_card_says_what_a_destination_has(client: Client):
    norway = make_country()
    make_guide(country=norway)
    make_guide("draft", norway, status="draft")
    make_provider(country=norway)
    make_provider("second", norway)
    make_country("iceland", "IS")
    shown = Shown(client, "/en/")
    cards = dict(zip(shown.values(".destination-card", "href"), shown.texts(".destination-card small"), strict=True))
    assert (cards["/en/norway/"], cards["/en/iceland/"]) == ("1 guide · 2 providers", "What is known so far")


def test_general_guides_are_offered(client: Client):
    make_guide("lost-phone")
    assert "/en/guides/lost-phone/" in Shown(client, "/en/").values(".guide-card", "href")


def test_recent_changes_leave_out_typos_and_other_languages(client: Client):
    ChangeNote.objects.all().delete()
    guide = make_guide(country=make_country())
    for days, significance in ((3, "major"), (2, "typo"), (1, "minor")):
        date = TODAY - datetime.timedelta(days=days)
        ChangeNote.objects.create(guide=guide, date=date, significance=significance, **texts(text=significance))
    ChangeNote.objects.create(guide=guide, date=TODAY, significance="major", text_zh_hans="只有中文")
    assert Shown(client, "/en/").texts(".changes li > span") == ["minor (en)", "major (en)"]


def test_no_more_than_five_changes(client: Client):
    guide = make_guide(country=make_country())
    for number in range(8):
        ChangeNote.objects.create(guide=guide, date=TODAY, significance="major", **texts(text=f"Change {number}"))
    assert len(Shown(client, "/en/").texts(".changes li")) == 5


def test_all_guides_are_listed_in_reading_order_twenty_to_a_page(client: Client):
    Guide.objects.all().delete()
    norway, sweden = make_country(), make_country("sweden", "SE")
    wanted = [
        make_guide(f"guide-{n:02}", country).get_absolute_url() for country in (norway, sweden) for n in range(11)
    ] + [make_guide(f"general-{n:02}").get_absolute_url() for n in range(19)]
    pages = [Shown(client, f"/en/guides/{query}") for query in ("", "?page=2", "?page=3")]
    assert [address for page in pages for address in page.values("a.guide-card", "href")] == wanted
    assert [page.values(".pager a", "href") for page in pages] == [["?page=2"], ["?page=1", "?page=3"], ["?page=2"]]
    assert [page.texts(".pager span") for page in pages] == [[f"Page {number} of 3"] for number in (1, 2, 3)]
    assert [page.values('meta[name="robots"]', "content") for page in pages] == [[], ["noindex"], ["noindex"]]


def test_the_guides_of_one_country_can_be_had(client: Client):
    norway = make_country()
    wanted = [make_guide(f"guide-{n:02}", norway).get_absolute_url() for n in range(21)]
    make_guide(country=make_country("sweden", "SE"))
    pages = [Shown(client, f"/en/guides/?country=norway{query}") for query in ("", "&page=2")]
    assert [page.values("a.guide-card", "href") for page in pages] == [wanted[:20], wanted[20:]]
    assert [page.values(".pager a", "href") for page in pages] == [
        ["?country=norway&page=2"],
        ["?country=norway&page=1"],
    ]
    assert [page.is_indexed for page in pages] == [False, False]


@pytest.mark.parametrize("query", ["country=nowhere", "country=", "country=%00", "page=0", "page=x", f"page={10**12}"])
def test_a_list_of_guides_that_makes_no_sense_shows_what_there_is(client: Client, query: str):
    Guide.objects.all().delete()
    make_guide(country=make_country())
    shown = Shown(client, f"/en/guides/?{query}")
    assert (shown.status, shown.values("a.guide-card", "href")) == (200, ["/en/norway/leave/"])


def test_a_country_lists_twenty_guides_and_says_where_the_others_are(client: Client):
    norway = make_country()
    addresses = [make_guide(f"guide-{n:02}", norway).get_absolute_url() for n in range(20)]
    more = "/en/guides/?country=norway"
    shown = Shown(client, "/en/norway/")
    assert (shown.values("a.guide-card", "href"), more in shown.values("main a", "href")) == (addresses, False)
    last = make_guide("guide-20", norway).get_absolute_url()
    shown = Shown(client, "/en/norway/")
    assert (shown.values("a.guide-card", "href"), more in shown.values("main a", "href")) == (addresses, True)
    assert set(shown.values("[data-pages]", "data-pages")[0].split()) >= {*addresses, last}


def test_home_offers_twelve_general_guides_and_says_where_the_others_are(client: Client):
    Guide.objects.all().delete()
    addresses = [make_guide(f"guide-{n:02}").get_absolute_url() for n in range(12)]
    shown = Shown(client, "/en/")
    assert (shown.values("a.guide-card", "href"), shown.values(".changes-all a", "href")) == (addresses, [])
    make_guide("guide-12")
    shown = Shown(client, "/en/")
    assert (shown.values("a.guide-card", "href"), shown.values(".changes-all a", "href")) == (
        addresses,
        ["/en/guides/"],
    )


def test_a_withdrawn_general_guide_leads_to_the_list_which_says_so(client: Client):
    make_guide("gone", status="archived")
    answer = client.get("/en/guides/gone/", follow=True)
    assert "has been withdrawn" in answer.content.decode()
    assert "has been withdrawn" not in client.get("/en/guides/").content.decode()
