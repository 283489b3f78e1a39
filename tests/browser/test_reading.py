"""What a reader does with the pages: tick, switch language, use the keyboard, read without JavaScript."""

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

GUIDE = "/south-korea/cancel-data-sim/"
TICKS = ".checklist > li[id] input"


@pytest.fixture
def page(visit) -> Page:
    return visit((360, 780)).new_page()


def test_ticks_survive_a_reload_and_are_the_same_in_every_language(page: Page):
    page.goto(f"/zh-hant{GUIDE}")
    boxes = page.locator(TICKS)
    boxes.nth(0).check()
    boxes.nth(2).check()
    page.reload()
    assert _ticked(page) == [0, 2]
    page.goto(f"/en{GUIDE}")
    assert _ticked(page) == [0, 2]


def test_a_tick_can_be_taken_back(page: Page):
    page.goto(f"/en{GUIDE}")
    page.locator(TICKS).nth(1).check()
    page.locator(TICKS).nth(1).uncheck()
    page.reload()
    assert _ticked(page) == []


def test_ticks_belong_to_their_guide(page: Page):
    page.goto(f"/en{GUIDE}")
    page.locator(TICKS).nth(0).check()
    page.goto("/en/cambodia/cancel-travel-esim/")
    assert _ticked(page) == []


def test_a_tick_is_set_by_its_words_and_by_the_space_key(page: Page):
    page.goto(f"/en{GUIDE}")
    page.locator(".checklist > li[id] label > span").nth(0).click(position={"x": 2, "y": 4})
    page.locator(TICKS).nth(1).press("Space")
    assert _ticked(page) == [0, 1]


def test_a_list_of_ticks_works_with_rubbish_in_the_storage(page: Page):
    page.goto(f"/en{GUIDE}")
    page.evaluate(f"localStorage.setItem('checklist:{GUIDE}', '{{not json')")
    page.reload()
    page.locator(TICKS).nth(0).check()
    page.reload()
    assert _ticked(page) == [0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_guides_read_fully_without_javascript(visit, language: str):
    plain = visit((360, 780), java_script_enabled=False).new_page()
    lively = visit((360, 780)).new_page()
    missing = []
    for path in (GUIDE, "/guides/remove-esim/"):
        plain.goto(f"/{language}{path}")
        lively.goto(f"/{language}{path}")
        words = set(_lines(plain))
        missing += [(path, line) for line in _lines(lively) if line not in words]
    assert missing == []


def test_answers_open_and_the_finder_finds_without_javascript(visit):
    page = visit((360, 780), java_script_enabled=False).new_page()
    page.goto(f"/zh-hant{GUIDE}")
    first = page.locator(".questions details").first
    first.locator("summary").click()
    assert first.locator(".prose").is_visible()
    page.goto("/zh-hant/")
    page.locator("#finder-q").fill("韩国")
    with page.expect_navigation():
        page.locator("#finder-q").press("Enter")
    assert page.locator(".destination-card").count() == 1
    with page.expect_navigation():
        page.locator(".destination-card").click()
    assert page.url.endswith("/zh-hant/south-korea/")


def test_an_address_with_a_question_opens_its_answer(page: Page):
    page.goto(f"/en{GUIDE}")
    anchor = page.locator(".questions details").nth(2).get_attribute("id")
    page.goto(f"/en{GUIDE}#{anchor}")
    assert page.locator(f"#{anchor}").is_visible()


def test_the_switcher_keeps_the_reader_on_the_page(page: Page):
    page.goto(f"/en{GUIDE}")
    with page.expect_navigation():
        page.get_by_role("link", name="繁體").click()
    assert page.url.endswith(f"/zh-hant{GUIDE}")
    with page.expect_navigation():
        page.get_by_role("link", name="简体").click()
    assert page.url.endswith(f"/zh-hans{GUIDE}")


@pytest.mark.parametrize(("locale", "home"), [("zh-TW", "/zh-hant/"), ("zh-CN", "/zh-hans/"), ("fr-FR", "/en/")])
def test_the_bare_address_leads_to_the_readers_language(visit, locale: str, home: str):
    page = visit(locale=locale).new_page()
    page.goto("/")
    assert page.url.endswith(home)


def test_the_keyboard_skips_to_the_content(page: Page):
    page.goto(f"/en{GUIDE}")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    box = skip.bounding_box()
    assert (skip.get_attribute("href"), box["x"] >= 0, box["y"] >= 0) == ("#main", True, True)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_keyboard_reaches_every_link_in_the_order_of_the_page_and_shows_where_it_is(page: Page):
    page.goto("/zh-hant/")
    count = page.locator("a[href]:visible, button:visible, input:visible").count()
    unseen, places = [], []
    for _ in range(count):
        page.keyboard.press("Tab")
        outline, place, name = page.evaluate("""() => {
          const each = document.activeElement;
          const found = [...document.querySelectorAll('a[href], button, input')];
          const all = found.filter((one) => one.getClientRects().length);
          return [getComputedStyle(each).outlineStyle, all.indexOf(each), each.outerHTML.slice(0, 60)];
        }""")
        places.append(place)
        if outline == "none":
            unseen.append(name)
    assert (unseen, places) == ([], list(range(count)))


def _ticked(page: Page) -> list[int]:
    return [number for number, box in enumerate(page.locator(TICKS).all()) if box.is_checked()]


def _lines(page: Page) -> list[str]:
    lines = page.locator("body").inner_text().splitlines()
    return [line.strip() for line in lines if line.strip()]
