"""A reader loses the network: what was opened opens again and says since when, and nothing else was kept."""

import datetime
import re

import pytest
from playwright.sync_api import Page

from tests.browser.keeping import ASK, kept, pages, read, until_kept

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

GUIDE = "/cambodia/cancel-travel-esim/"
NOTICES = {
    "zh-hans": r"你现在没有网络。 这个页面于\d{4}年\d+月\d+日 \d\d:\d\d保存在本机，之后内容可能有变化。",
    "zh-hant": r"你目前沒有網路。 這個頁面於\d{4}年\d+月\d+日 \d\d:\d\d存到本機，之後內容可能有變動。",
    "en": r"You are offline\. This page was kept on your device: \d+ \w+ \d{4} \d\d:\d\d\.",
}


@pytest.mark.parametrize("language", NOTICES)
def test_an_opened_guide_opens_without_network_and_says_since_when(visit, language):
    context, days = visit((360, 780)), {datetime.datetime.now(datetime.UTC).date()}
    page = read(context, f"/{language}{GUIDE}")
    days.add(datetime.datetime.now(datetime.UTC).date())  # it may be midnight
    words = page.locator("main article").inner_text()
    assert page.locator("[data-offline-notice]").is_hidden()
    context.set_offline(True)
    page.reload()
    assert page.locator("main article").inner_text() == words
    notice = page.locator("[data-offline-notice]")
    assert re.match(NOTICES[language], " ".join(notice.inner_text().split()))
    assert datetime.datetime.fromisoformat(notice.locator("time").get_attribute("datetime")).date() in days


def test_trying_again_brings_the_page_itself_once_there_is_a_network(visit):
    context = visit((360, 780))
    page = read(context, f"/en{GUIDE}")
    for path, instead in ((f"/en{GUIDE}", "[data-offline-notice]"), ("/en/south-korea/", "[data-instead-of]")):
        context.set_offline(True)
        page.goto(path)
        assert page.locator(instead).is_visible()
        context.set_offline(False)
        with page.expect_navigation():
            page.locator(instead).get_by_role("button", name="Try again").click()
        assert page.locator("[data-offline-notice]:visible, [data-instead-of]:visible").count() == 0
        assert page.url.endswith(path)


def test_it_looks_and_works_as_it_did(visit):
    context = visit((360, 780))
    page = read(context, f"/zh-hant{GUIDE}")
    colour = "getComputedStyle(document.body).backgroundColor"
    before, boxes = page.evaluate(colour), page.locator(".checklist input").count()
    context.set_offline(True)
    page.reload()
    assert (page.evaluate(colour), page.locator(".checklist input").count()) == (before, boxes)
    assert (boxes > 0, page.evaluate("document.styleSheets.length")) == (True, 1)


@pytest.mark.parametrize(
    ("language", "instead"),
    [
        ("zh-hans", "你现在没有网络，要看的页面没有保存在本机。 保存在本机的有："),
        ("zh-hant", "你目前沒有網路，要看的頁面沒有存在本機。 存在本機的有："),
        ("en", "You are offline, and the page you asked for is not on this device. These pages are:"),
    ],
)
def test_a_page_that_was_never_opened_gives_the_list_of_those_that_were(visit, language, instead):
    context = visit((360, 780))
    page = read(context, f"/{language}{GUIDE}", f"/{language}/providers/metfone/")
    title = page.locator("h1").inner_text()
    context.set_offline(True)
    answer = page.goto(f"/{language}/south-korea/")
    page.wait_for_selector("[data-list]:not([hidden])")
    assert (answer.status, page.url.endswith("/south-korea/")) == (503, True)
    assert page.locator("[data-instead-of] p").first.inner_text() == instead
    assert listed(page) == {"guides": [f"/{language}{GUIDE}"], "others": [f"/{language}/providers/metfone/"]}
    with page.expect_navigation():
        page.locator("[data-list=others] a").click()
    assert page.locator("h1").inner_text() == title


def listed(page: Page) -> dict[str, list[str]]:
    shown = page.locator("[data-list]:not([hidden])").all()
    return {
        each.get_attribute("data-list"): [link.get_attribute("href") for link in each.locator("a").all()]
        for each in shown
    }


def test_pages_in_another_language_are_listed_apart_and_in_their_own_tongue(visit):
    context = visit()
    page = read(context, f"/zh-hant{GUIDE}", f"/en{GUIDE}")
    context.set_offline(True)
    page.goto("/en/offline/")
    page.wait_for_selector("[data-list=foreign]:not([hidden])")
    assert listed(page) == {"guides": [f"/en{GUIDE}"], "foreign": [f"/zh-hant{GUIDE}"]}
    assert page.locator("[data-list=foreign] a").get_attribute("lang") == "zh-Hant"
    assert page.locator("[data-instead-of]").is_hidden()


@pytest.mark.parametrize(("locale", "lang"), [("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("fr-FR", "en")])
def test_the_bare_address_leads_to_the_list_in_the_readers_language(visit, locale, lang):
    context = visit(locale=locale)
    page = read(context, f"/en{GUIDE}")
    context.set_offline(True)
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == lang


def test_nothing_of_the_reader_is_ever_kept(visit):
    page = read(visit(), f"/en{GUIDE}")
    for path in (
        "/en/letter/?provider=metfone", "/en/letter/", "/en/feedback/?page=/cambodia/", "/en/plan/",
        "/en/plan/?country=cambodia", "/en/destinations/?q=korea", "/en/offline/", "/en/nowhere/", "/admin/",
        "/admin/login/", "/en/south-korea/?withdrawn=x",
    ):  # fmt: skip
        page.goto(path)
    page.goto("/en/letter/?provider=metfone")
    with page.expect_navigation():  # past the script that fills letters in the page
        page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#letter-form'))")
    page.goto("/en/about/")
    until_kept(page, "/en/about/")
    found = kept(page)
    offline_pages = [path for path in found["shell"] if not path.startswith("/static/")]
    assert pages(page) == ["/en/about/", f"/en{GUIDE}"]
    assert offline_pages == ["/en/offline/", "/zh-hans/offline/", "/zh-hant/offline/"]
    assert [path for path in found["files"] if not path.startswith("/static/")] == []
    assert [path for path in found["files"] if "admin" in path] == []


def test_the_pages_read_last_are_kept_and_no_more(visit):
    context = visit()
    page = read(context, "/en/about/")
    page.goto("/en/destinations/")
    places = [each.get_attribute("href") for each in page.locator(".destination-card").all()]
    paths = [f"/{code}{path[3:]}" for code in ("en", "zh-hans", "zh-hant") for path in places][:62]
    for path in paths:
        page.evaluate(ASK, {"ask": "keep", "path": path})
    assert (len(paths), len(pages(page)), "/en/about/" in pages(page)) == (62, 60, False)


@pytest.mark.parametrize(
    "path", ["/en/letter/", "/en/plan/?country=x", "/admin/", "/en/feedback/", "https://example.org/en/about/", "//x/"]
)
def test_no_message_makes_the_worker_keep_what_it_must_not(visit, path):
    page = read(visit(), "/en/about/")
    assert page.evaluate(ASK, {"ask": "keep", "path": path}) == {"answer": False}
    assert pages(page) == ["/en/about/"]


def test_everything_can_be_removed(visit):
    page = read(visit(), f"/en{GUIDE}", "/en/about/")
    page.goto("/en/offline/")
    page.get_by_role("button", name="Remove all of them from this device").click()
    page.wait_for_selector(".kept-pages [role=status]:not(:empty)")
    assert (pages(page), listed(page)) == ([], {})
    assert page.locator("[data-empty]").is_visible()


def test_without_javascript_the_list_says_why_it_is_empty(visit):
    page = visit(java_script_enabled=False).new_page()
    page.goto("/en/offline/")
    assert "scripts are switched off" in page.locator(".kept-pages").inner_text()
    page.goto("/en/cambodia/")
    assert page.locator(".save-pages").is_hidden()
