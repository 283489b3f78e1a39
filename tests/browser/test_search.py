"""Searching and finding a destination as a reader does: with keys, with a screen reader's help, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KOREA = "/zh-hant/south-korea/"


@pytest.fixture
def search(visit: Callable[..., BrowserContext]) -> Page:
    page = visit((360, 780)).new_page()
    page.goto("/zh-hant/search/")
    return page


def test_suggestions_come_after_a_pause_and_not_with_every_key(search: Page):
    asked = []
    search.on("request", lambda request: asked.append(request.url) if "suggestions/?" in request.url else None)
    search.locator("#search-q").press_sequentially("hanguo", delay=20)
    expect(search.get_by_role("option").first).to_contain_text("南韓")
    assert [url.partition("?")[2] for url in asked] == ["q=hanguo"]
    search.locator("#search-q").press("Backspace")
    search.locator("#search-q").press("o")
    search.wait_for_timeout(600)
    assert len(asked) == 1  # what was asked once is known


def test_a_suggestion_is_chosen_with_the_keyboard_alone(search: Page):
    field = search.get_by_role("combobox")
    field.press_sequentially("韩国")
    expect(search.get_by_role("option").first).to_be_visible()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    chosen = search.locator("[aria-selected=true]")
    assert (chosen.count(), chosen.get_attribute("id")) == (1, field.get_attribute("aria-activedescendant"))
    field.press("Enter")
    search.wait_for_url(f"**{KOREA}")


def test_a_suggestion_is_chosen_by_tapping(search: Page):
    search.get_by_role("combobox").press_sequentially("kor")
    search.get_by_role("option").first.click()
    search.wait_for_url(f"**{KOREA}")


def test_escape_closes_the_suggestions_and_enter_searches_for_what_was_typed(search: Page):
    field = search.get_by_role("combobox")
    field.press_sequentially("韩国")
    expect(search.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(search.get_by_role("listbox")).to_be_hidden()
    assert (field.get_attribute("aria-expanded"), field.input_value()) == ("false", "韩国")
    field.press("Enter")
    search.wait_for_url("**/search/?q=*")
    assert search.locator(".search-result").count() > 3


def test_how_many_suggestions_there_are_is_said(search: Page):
    search.get_by_role("combobox").press_sequentially("metf")
    expect(search.locator(".search-form [role=status]")).to_contain_text("1")


def test_what_is_typed_into_a_field_of_pinyin_is_not_asked_half_way(search: Page):
    asked = []
    search.on("request", lambda request: asked.append(request.url) if "suggestions/?" in request.url else None)
    compose = """(field, [text, composing]) => {
      field.focus();
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { isComposing: composing }));
      if (!composing) field.dispatchEvent(new CompositionEvent('compositionend'));
    }"""
    search.locator("#search-q").evaluate(compose, ["han", True])
    search.wait_for_timeout(600)
    assert asked == []
    search.locator("#search-q").evaluate(compose, ["韩", False])
    expect(search.get_by_role("option").first).to_contain_text("南韓")


def test_every_wide_page_has_the_field_in_its_header_and_every_narrow_one_a_link(visit):
    page = visit((1280, 800)).new_page()
    page.goto("/en/cambodia/cancel-travel-esim/")
    assert (page.locator("#site-q").is_visible(), page.locator(".search-link").is_visible()) == (True, False)
    page.set_viewport_size({"width": 360, "height": 780})
    assert (page.locator("#site-q").is_visible(), page.locator(".search-link").is_visible()) == (False, True)
    page.locator(".search-link").click()
    page.wait_for_url("**/en/search/")


@pytest.mark.parametrize(
    "typed", ["韩国", "韓國", "韓国", "hánguó", "han2 guo2", "KOR", "South K", "ｋｏｒｅａ", "한국", "首爾"]
)
def test_the_finder_knows_every_name_as_the_server_does(visit, typed: str):
    page = visit((360, 780)).new_page()
    page.goto("/zh-hant/destinations/")
    page.locator("#finder-q").press_sequentially(typed)
    expect(page.locator(".destination-card:visible")).to_have_count(1)
    assert page.locator(".destination-card:visible").get_attribute("href") == KOREA
    assert page.locator("main section:visible").count() == 1
    with page.expect_navigation(url="**/destinations/?q=*"):
        page.locator("#finder-q").press("Enter")
    assert [card.get_attribute("href") for card in page.locator(".destination-card").all()] == [KOREA]


def test_the_finder_says_when_nothing_is_left_and_shows_all_again(visit):
    page = visit((360, 780)).new_page()
    page.goto("/en/destinations/")
    count = page.locator(".destination-card:visible").count()
    page.locator("#finder-q").fill("atlantis")
    expect(page.locator(".finder-status")).to_have_text("No destination found.")
    assert page.locator(".destination-card:visible").count() == 0
    page.locator("#finder-q").fill("")
    expect(page.locator(".destination-card:visible")).to_have_count(count)


def test_the_finder_of_the_home_page_names_destinations_below_its_field(visit):
    page = visit((360, 780)).new_page()
    page.goto("/zh-hans/")
    page.locator("#finder-q").fill("hang")
    expect(page.locator(".finder-matches a").first).to_be_visible()
    page.locator("#finder-q").fill("韓")
    expect(page.locator(".finder-matches a")).to_have_count(1)
    page.locator(".finder-matches a").click()
    page.wait_for_url("**/zh-hans/south-korea/")


def test_both_work_without_javascript(visit):
    page = visit((360, 780), java_script_enabled=False).new_page()
    page.goto("/zh-hant/")
    page.locator("#finder-q").fill("han guo")
    with page.expect_navigation():
        page.locator("#finder-q").press("Enter")
    assert [card.get_attribute("href") for card in page.locator(".destination-card").all()] == [KOREA]
    page.goto("/zh-hant/")
    page.locator("#home-q").fill("韩国")
    with page.expect_navigation():
        page.locator("#home-q").press("Enter")
    assert page.locator(".search-result h2 a").first.get_attribute("href") == KOREA
