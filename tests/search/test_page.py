"""The search page: what it shows, what it says when there is nothing, and that no query breaks it."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.languages import EN
from tests.factory import make_channel, make_country, make_guide, make_provider, make_source
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db

TITLES = ".search-result h2 a"


def search(client: Client, query: str, language: str = "en", **more: str) -> Shown:
    rest = "".join(f"&{name}={quote(value)}" for name, value in more.items())
    return Shown(client, f"/{language}/search/?q={quote(query)}{rest}")


def test_without_a_query_it_offers_the_form_only(client: Client):
    shown = Shown(client, "/zh-hant/search/")
    assert (shown.status, shown.values("main form", "action")) == (200, ["/zh-hant/search/"])
    assert (shown.values(TITLES, "href"), shown.texts(".search-count")) == ([], [])


def test_result_pages_are_not_indexed_and_set_no_cookie(client: Client):
    shown = search(client, "eSIM")
    assert (shown.is_indexed, len(shown.response.cookies)) == (False, 0)


def test_the_query_is_kept_in_the_form_and_when_the_language_is_changed(client: Client):
    shown = search(client, "註銷 eSIM", "zh-hant")
    assert shown.values("main form input", "value") == ["註銷 eSIM"]
    assert f"/en/search/?q={quote('註銷')}+eSIM" in shown.values(".language-switcher a", "href")


def test_found_words_are_marked_in_the_script_of_the_page(client: Client):
    assert set(search(client, "账号", "zh-hant").texts(".search-result mark")) == {"帳號"}
    assert set(search(client, "帳號", "zh-hans").texts(".search-result mark")) == {"账号"}
    assert search(client, "ＥＳＩＭ", "zh-hans").texts(f"{TITLES} mark")[0] == "eSIM"


def test_a_result_leads_to_the_section_that_fits_best(client: Client):
    guide = make_guide("leave", make_country())
    section = guide.sections.get(anchor="steps")
    section.body_en = "First you wait.\n\nThen **play the theremin** for a day."
    section.save()
    shown = search(client, "theremin")
    assert shown.values(".search-section a", "href") == ["/en/norway/leave/#steps"]
    assert shown.texts(".search-section a") == ["Heading steps (en)"]
    assert shown.texts(".search-excerpt") == ["First you wait. Then play the theremin for a day."]


def test_title_comes_before_short_answer_before_heading_before_body(client: Client):
    for slug in ("body", "heading", "short", "title"):
        guide = make_guide(slug, **({"title_en": "A theremin"} if slug == "title" else {}))
        if slug == "short":
            guide.short_answer_en = "A theremin"
            guide.save()
        section = guide.sections.first()
        section.heading_en = "A theremin" if slug == "heading" else section.heading_en
        section.body_en = "A theremin" if slug == "body" else section.body_en
        section.save()
    urls = [url for url in search(client, "theremin").values(TITLES, "href") if "#" not in url]
    assert urls == [f"/en/guides/{slug}/" for slug in ("title", "short", "heading", "body")]


def test_results_are_counted_and_paged(client: Client):
    country = make_country()
    for number in range(23):
        make_provider(f"theremin-{number}", country)
    first, last = search(client, "theremin"), search(client, "theremin", page="3")
    assert (first.texts(".search-count"), len(first.values(TITLES, "href"))) == (["23 results"], 10)
    assert (len(last.values(TITLES, "href")), last.texts(".pager span")) == (3, ["Page 3 of 3"])
    assert first.values(".pager a", "href") == ["?q=theremin&page=2"]
    assert last.values(".search-results", "start") == ["21"]
    pages = [search(client, "theremin", page=str(number)).values(TITLES, "href") for number in (1, 2, 3)]
    assert len({url for page in pages for url in page}) == 23


@pytest.mark.parametrize(("page", "shown_page"), [
    ("-1", 1), ("0", 1), ("", 1), ("x", 1), ("1.5", 1), ("２", 2), ("1000000000000", 3), ("9" * 5000, 3), ("%00", 1),
])  # fmt: skip
def test_any_page_number_leads_to_a_page_that_exists(client: Client, page: str, shown_page: int):
    for number in range(23):
        make_provider(f"theremin-{number}")
    shown = search(client, "theremin", page=page)
    assert (shown.status, shown.texts(".pager span")) == (200, [f"Page {shown_page} of 3"])


HOSTILE = [
    '"', "'", "*", "eSIM*", "-eSIM", "NEAR(a b, 5)", "a NEAR b", "a AND", "OR", "NOT eSIM", "^eSIM", "words:eSIM",
    "{a b}:c", "eSIM:*", "a & b", "a | !b", "a <-> b", "('a')", "\\", "\\'", "%", "_", "%s", "%(x)s",
    "'; DROP TABLE guides_searchdocument; --", "?!…。，", "   ", "\t\n", "\x00", "e\x00SIM", "\x1b[0m", "\ufeff",
    "\u202e", "😀", "🇰🇷", "é" * 300, "İ", "ß", "ﬁ", "½", "<script>alert(1)</script>", "{{ 7 }}", "()" * 100, "- " * 100,
    "1 " * 150, "注" * 5000, "a" * 10_000, "a " * 5_000, "注销 " * 3_000, "+" * 200, "0" * 200, "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:20]))
def test_any_query_is_answered_sensibly(client: Client, query: str):
    for language in ("zh-hans", "en"):
        for part in ("", "suggestions/"):
            response = client.get(f"/{language}/search/{part}", {"q": query.encode("utf-8", "replace").decode()})
            assert response.status_code == 200
            assert len(response.content) < 60_000


def test_a_lone_surrogate_in_the_address_is_answered(client: Client):
    assert Shown(client, "/en/search/?q=%ED%A0%80eSIM").status == 200


def test_a_query_is_no_markup(client: Client):
    shown = search(client, '"><script>alert(1)</script>')
    assert shown.values("main form input", "value") == ['"><script>alert(1)</script>']
    assert shown.values("main script", "src") == []


def test_a_long_query_is_cut_and_the_reader_is_told(client: Client):
    shown = search(client, "eSIM " + "x" * 10_000)
    assert "200" in shown.texts(".notice")[0]
    assert len(shown.values("main form input", "value")[0]) == 200


def test_words_that_stand_nowhere_are_left_out_and_the_reader_is_told(client: Client):
    make_guide("leave", title_en="Theremin")
    shown = search(client, "theremin qqqq")
    assert shown.values(TITLES, "href")[0] == "/en/guides/leave/"
    assert shown.texts(".notice") == ["No page has all of these words. These have: theremin"]


def test_a_chinese_sentence_is_cut_into_its_words(client: Client):
    shown = search(client, "韓國的eSIM要怎麼註銷呢", "zh-hant")
    assert "/zh-hant/south-korea/cancel-travel-esim/" in shown.values(TITLES, "href")[:3]
    assert "韓國" in shown.texts(".notice")[0]


def test_when_nothing_is_found_there_is_a_way_on(client: Client):
    shown = search(client, "tailand")
    assert "tailand" in shown.texts(".search-count")[0]
    assert shown.values(".destination-card", "href")[0] == "/en/thailand/"
    assert "/en/feedback/?page=/search/" in shown.values("main a", "href")


def test_what_exists_in_another_language_is_offered_there(client: Client):
    make_guide("leave", languages=[EN], title_en="Theremin")
    shown = search(client, "theremin", "zh-hant")
    assert shown.values(".language-choices a", "href") == ["/en/search/?q=theremin"]


def test_a_number_is_shown_with_what_it_belongs_to(client: Client):
    make_channel(make_provider(country=make_country()), "phone", "+47 987 65 432", make_source())
    shown = search(client, "98765432")
    assert shown.values(TITLES, "href") == ["/en/providers/nordic/"]
    assert "+47 987 65 432" in shown.texts(".search-excerpt")[0]


@pytest.mark.parametrize("query", ["leave", "nordic leave", "theremin qqqq", "qqqq", "+4798765432"])
def test_three_times_the_content_takes_no_more_queries(client: Client, query: str):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            search(client, query)
        return len(captured)

    country = make_country()
    _enlarge(country, range(12))
    before = queries()
    _enlarge(country, range(12, 36))
    assert queries() == before <= 16


def _enlarge(country: object, numbers: range) -> None:
    for number in numbers:
        make_guide(f"leave-{number}", country, title_en=f"Leave theremin {number}")
        make_provider(f"nordic-{number}", country)
