from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import GUIDES, LANGUAGES, NOT_FOUND, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# How far the page is wider than the window, and the elements that stick out of it.
STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (each) => each.closest('.table-scroll') !== null;
  const wide = [...document.querySelectorAll('body *')].filter((each) => {
    return each.getBoundingClientRect().right > width + 1 && !scrolls(each);
  });
  return wide.slice(0, 4).map((each) => `${each.tagName.toLowerCase()}.${each.getAttribute('class') ?? ''}`);
}"""

CUT_OFF = """() => [...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, a, button, summary')].filter((each) => {
  const style = getComputedStyle(each);
  return style.overflowX !== 'visible' && style.display !== 'inline' && each.scrollWidth > each.clientWidth + 1;
}).map((each) => `${each.tagName.toLowerCase()}.${each.className}: ${each.textContent.trim().slice(0, 30)}`)"""

SMALL_TARGETS = """() => [...document.querySelectorAll('button, .button, input, summary')].filter((each) => {
  const target = each.closest('label') ?? each;
  const box = target.getBoundingClientRect();
  return box.width > 0 && (box.height < 24 || box.width < 24);
}).map((each) => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_on_a_screen_of_any_width(visit, language: str):
    """640 is what a window of 1280 shows at a zoom of 200 %."""
    faults = []
    for page in _each(visit((320, 780)).new_page(), language):
        for width in (320, 360, 640, 768, 1280):
            page.set_viewport_size({"width": width, "height": 780})
            faults += [(page.url, width, each) for each in page.evaluate(STICKING_OUT)]
    assert faults == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_scrolls_sideways_with_text_twice_as_large(visit, language: str):
    faults = []
    for page in _each(visit((320, 780)).new_page(), language):
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for width in (640, 1280):
            page.set_viewport_size({"width": width, "height": 780})
            faults += [(page.url, width, each) for each in page.evaluate(STICKING_OUT)]
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_or_too_small_to_press_on_a_narrow_screen(visit, language: str):
    faults = []
    for page in _each(visit((320, 780)).new_page(), language):
        faults += [(page.url, each) for script in (CUT_OFF, SMALL_TARGETS) for each in page.evaluate(script)]
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_of_a_guide_holds_title_stamp_and_the_whole_short_answer(visit, language: str):
    page = visit((360, 780)).new_page()
    below = []
    for path in GUIDES:
        page.goto(f"/{language}{path}")
        for selector in ("h1", "main .stamp", "main .answer"):
            box = page.locator(selector).first.bounding_box()
            end = round(box["y"] + box["height"]) if box else None
            if end is None or end > 780:
                below.append((path, selector, end))
    assert below == []


@pytest.mark.parametrize("path", ["/south-korea/cancel-travel-esim/", "/south-korea/cancel-travel-esim/print/"])
def test_paper_has_no_navigation_and_every_answer(visit, path: str):
    page = visit((1280, 800)).new_page()
    page.goto(f"/en{path}")
    page.emulate_media(media="print")
    shown = [name for name in (".site-nav", ".language-switcher", ".breadcrumb", ".neighbours") if _shown(page, name)]
    assert shown == []
    hidden = [each for each in page.locator(".questions .prose").all() if not _has_height(each)]
    assert (len(hidden), page.locator(".questions .prose").count() >= 5) == (0, True)


def test_the_print_view_shows_every_answer_on_the_screen_too(visit):
    page = visit((360, 780)).new_page()
    page.goto("/zh-hant/cambodia/cancel-travel-esim/print/")
    answers = page.locator(".questions .prose").all()
    assert (len(answers) >= 5, [each for each in answers if not each.is_visible()]) == (True, [])


def _each(page: Page, language: str) -> Iterator[Page]:
    """The browser's page with one site page after the other."""
    for path in (*PAGES, NOT_FOUND):
        page.goto(f"/{language}{path}")
        yield page


def _shown(page: Page, selector: str) -> bool:
    return any(each.is_visible() for each in page.locator(selector).all())


def _has_height(locator) -> bool:
    box = locator.bounding_box()
    return bool(box and box["height"] > 10)
