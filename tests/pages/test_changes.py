import datetime

import pytest
from django.test import Client
from django.utils import timezone

from guides.languages import LANGUAGES, ZH_HANS, Language
from guides.models import ChangeNote, Guide
from tests.factory import TODAY, make_country, make_guide, texts
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_changed():
    ChangeNote.objects.all().delete()


def note(guide: Guide, text: str = "Changed", days: int = 0, significance: str = "major") -> ChangeNote:
    day = TODAY - datetime.timedelta(days=days)
    return ChangeNote.objects.create(guide=guide, date=day, significance=significance, **texts(text=text))


@pytest.mark.parametrize(("language", "weights"), [
    (language, 2) for language in LANGUAGES
], ids=lambda value: getattr(value, "code", ""))  # fmt: skip
def test_each_change_is_told_in_words_with_its_guide_day_and_weight(client: Client, language: Language, weights: int):
    guide = make_guide(country=make_country())
    note(guide, "Fees", 0)
    note(guide, "Hours", 1, "minor")
    shown = Shown(client, f"/{language.code}/changes/")
    assert shown.texts(".changes li > span") == [f"Fees ({language.code})", f"Hours ({language.code})"]
    assert shown.values(".changes li > a", "href") == [f"/{language.code}/norway/leave/"] * 2
    assert shown.values(".changes time", "datetime") == ["2026-11-21", "2026-11-20"]
    assert len(set(shown.texts(".changes-weight"))) == weights
    if language.code == "en":
        assert shown.texts(".changes-weight") == ["Important change", "Small change"]


def test_typos_and_hidden_guides_are_left_out(client: Client):
    note(make_guide(), "Typo", significance="typo")
    note(make_guide("draft", status="draft"))
    note(make_guide("later", published_at=timezone.now() + datetime.timedelta(hours=1)))
    note(make_guide("chinese", languages=[ZH_HANS]))
    shown = Shown(client, "/en/changes/")
    assert (shown.texts(".changes li"), shown.texts("main > .page > p")[0]) == ([], "Nothing has changed yet.")


def test_home_page_and_feed_tell_the_same(client: Client):
    guide = make_guide(country=make_country())
    for number in range(3):
        note(guide, f"Note {number}", number)
    told = Shown(client, "/en/changes/").texts(".changes li")
    assert Shown(client, "/en/").texts(".changes li") == told
    feed = client.get("/en/feed.atom").content.decode()
    assert [feed.count(f"Note {number} (en)") for number in range(3)] == [1, 1, 1]


def test_one_country_can_be_chosen(client: Client):
    norway = make_country()
    note(make_guide(country=norway), "Norway")
    note(make_guide(country=make_country("iceland", "IS")), "Iceland")
    shown = Shown(client, "/en/changes/?country=norway")
    assert shown.texts(".changes li > span") == ["Norway (en)"]
    assert shown.values(".changes-filter option[selected]", "value") == ["norway"]
    assert "/en/norway/feed.atom" in shown.values(".changes-feeds a", "href")
    assert shown.values(".language-switcher a[hreflang=zh-Hans]", "href") == ["/zh-hans/changes/?country=norway"]


def test_only_the_first_page_of_all_changes_is_for_search_engines(client: Client):
    guide = make_guide(country=make_country())
    for number in range(25):
        note(guide, f"Note {number}", number)
    indexed = [Shown(client, f"/en/changes/{query}").is_indexed for query in ("", "?page=2", "?country=norway")]
    assert indexed == [True, False, False]


def test_twenty_changes_make_a_page_and_pages_lead_to_each_other(client: Client):
    guide = make_guide(country=make_country())
    for number in range(45):
        note(guide, f"Note {number}", number)
    pages = [Shown(client, f"/en/changes/?country=norway&page={number}") for number in (1, 2, 3)]
    assert [len(page.texts(".changes li")) for page in pages] == [20, 20, 5]
    assert pages[1].values(".pager a", "href") == ["?country=norway&page=1", "?country=norway&page=3"]
    assert [page.texts(".pager span") for page in pages] == [["Page 1 of 3"], ["Page 2 of 3"], ["Page 3 of 3"]]
    assert (len(pages[0].texts(".pager a")), len(pages[2].texts(".pager a"))) == (1, 1)


def test_the_changes_of_all_countries_are_paged_without_being_counted(client: Client):
    guide = make_guide(country=make_country())
    for number in range(40):
        note(guide, f"Note {number:02}", number)
    pages = [Shown(client, f"/en/changes/?page={number}") for number in (1, 2)]
    assert [page.texts(".changes li > span") for page in pages] == [
        [f"Note {number:02} (en)" for number in numbers] for numbers in (range(20), range(20, 40))
    ]
    assert [page.values(".pager a", "href") for page in pages] == [["?page=2"], ["?page=1"]]
    assert [page.texts(".pager span") for page in pages] == [["Page 1"], ["Page 2"]]


def test_behind_the_last_page_of_all_changes_stands_the_last(client: Client):
    guide = make_guide(country=make_country())
    for number in range(25):
        note(guide, f"Note {number}", number)
    shown = Shown(client, "/en/changes/?page=9")
    assert (len(shown.texts(".changes li")), shown.texts(".pager span")) == (5, ["Page 2 of 2"])


@pytest.mark.parametrize("query", [
    "page=0", "page=-1", f"page={10**12}", f"page={'9' * 5000}", "page=x", "page=", "country=", "country=nowhere",
    "country=%00", "country=%ed%a0%80", "country=norway'--", "page=1&page=2&country=a&country=b",
])  # fmt: skip
def test_what_makes_no_sense_shows_what_there_is(client: Client, query: str):
    note(make_guide())
    shown = Shown(client, f"/en/changes/?{query}")
    assert (shown.status, shown.texts(".changes li > span")) == (200, ["Changed (en)"])


def test_the_footer_and_the_home_page_lead_there(client: Client):
    note(make_guide())
    assert "/zh-hant/changes/" in Shown(client, "/zh-hant/about/").values(".site-footer a", "href")
    assert "/zh-hant/changes/" in Shown(client, "/zh-hant/").values("main .changes-all a", "href")
