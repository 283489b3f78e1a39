"""A guide, a plan and a letter as PDF, read back: a document of its own, not a picture of a web page."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.kinds import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

GUIDE = "/cambodia/cancel-travel-esim/"
PLAN = (
    "/plan/?country=cambodia&provider=metfone&card=sim&billing=renewing&where=abroad"
    "&departure=2027-12-10&ends=2027-12-20&accounts=yes"
)
# Letters that a font shares with radicals come back as those; of these NFKC knows nothing.
RADICALS = str.maketrans("⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻩⻬⻰", "西见角贝车长门青页风飞食马骨鬼鱼黄齐龙")
# What only a screen has a use for.
NAVIGATION = (
    ".site-nav, .language-switcher, .breadcrumb, .skip, .neighbours, .columns-side, .plan-answers, .feedback-call"
)


def printed(page: Page) -> list[str]:
    """The bare text of each sheet."""
    file = page.pdf(format="A4", prefer_css_page_size=True)
    return [bare(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(file)).pages]


def bare(text: str) -> str:
    """Without spaces, ligatures and radicals: a PDF breaks lines where it likes, and has its own signs for letters."""
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


def torn(page: Page, selector: str, sheets: list[str]) -> list[str]:
    """Elements whose first and last words stand on no sheet together; links print more than they show, so not those."""
    found = []
    for each in page.locator(selector).all():
        words = bare(re.sub(r"^\d+\n", "", each.inner_text()))  # the number stands elsewhere in the file
        if not any(words[:14] in sheet and words[-14:] in sheet for sheet in sheets):
            found.append(each.inner_text())
    return found


@pytest.fixture
def page(visit) -> Page:
    return visit((1280, 800)).new_page()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [GUIDE, f"{GUIDE}print/"])
def test_a_guide_prints_every_source_with_its_address_and_date(page, language, path):
    page.goto(f"/{language}{path}")
    paper = "".join(printed(page))
    sources = page.locator(".sources a").evaluate_all("(links) => links.map((each) => each.getAttribute('href'))")
    assert [address for address in sources if bare(f"<{address}>") not in paper] == []
    assert len(sources) > 10
    dates = page.locator("main time").evaluate_all("(times) => times.map((each) => each.dateTime)")
    assert (len(dates) > 0, [date for date in dates if date not in paper]) == (True, [])
    assert bare(f"/{language}{GUIDE}") in paper


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [GUIDE, PLAN, f"{GUIDE}print/"])
def test_paper_carries_no_navigation_and_no_buttons(page, language, path):
    page.goto(f"/{language}{path}")
    page.emulate_media(media="print")
    shown = [each for each in page.locator(f"{NAVIGATION}, main button, main .button").all() if each.is_visible()]
    assert shown == []
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [GUIDE, "/south-korea/cancel-travel-esim/", "/guides/remove-esim/"])
def test_no_step_of_a_guide_is_torn_over_two_sheets(page, language, path):
    page.goto(f"/{language}{path}print/")
    sheets = printed(page)
    steps = ".steps > li:not(:has(a:not(.step-number, .term)))"
    assert (torn(page, steps, sheets), len(sheets) > 1) == ([], True)
    assert page.locator(steps).count() >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_step_of_a_plan_is_torn_from_its_date(page, language):
    page.goto(f"/{language}{PLAN}")
    sheets = printed(page)
    dates = [bare(each.inner_text()) for each in page.locator(".plan-when time").all()]
    titles = [bare(each.inner_text()) for each in page.locator(".plan-step:has(time) h3").all()]
    pairs = list(zip(dates, titles, strict=True))
    assert [pair for pair in pairs if not any(all(part in sheet for part in pair) for sheet in sheets)] == []
    assert len(pairs) >= 3
    assert torn(page, ".plan-step-body:not(:has(a))", sheets) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_says_when_it_was_made_and_of_what(page, language):
    page.goto(f"/{language}{PLAN}")
    paper = "".join(printed(page))
    assert bare(page.locator(".plan-address").text_content()) in paper
    assert bare(f"/{language}{PLAN}") in paper
    links = page.locator(".plan-steps .evidence a").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('href'))"
    )
    assert (len(links) > 0, [each for each in links if bare(f"<{each}>") not in paper]) == (True, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_prints_alone_in_the_language_of_its_reader(page, language):
    page.goto(f"/{language}/letter/?provider=kt")
    page.fill("[name=name]", "LI WEI")
    page.fill("[name=number]", "+82 10 1234 5678")
    (paper,) = printed(page)
    lines = [bare(each.inner_text()) for each in page.locator(".letter-block .letter-carrier:visible").all()]
    assert paper.endswith("".join(lines))
    assert "+821012345678" in paper
    assert bare(page.locator("h1").inner_text()) not in paper


@pytest.mark.parametrize("path", [GUIDE, f"{GUIDE}print/", PLAN, "/letter/?provider=kt", "/providers/metfone/"])
def test_a_dark_screen_prints_black_on_white(visit, path):
    page = visit((1280, 800), color_scheme="dark").new_page()
    page.goto(f"/en{path}")
    page.emulate_media(media="print", color_scheme="dark")
    dark = page.evaluate("""() => [...document.querySelectorAll('body, body *')].filter((each) => {
      const style = getComputedStyle(each);
      const [red, green, blue, alpha = 1] = style.backgroundColor.match(/[\\d.]+/g).map(Number);
      const swatch = each.matches('.lifecycle *');
      return each.getClientRects().length > 0 && !swatch && alpha > 0 && Math.min(red, green, blue) < 250;
    }).map((each) => each.outerHTML.slice(0, 80))""")
    assert dark == []
    colours = page.evaluate(
        "[document.body, ...document.querySelectorAll('main p')].map((each) => getComputedStyle(each).color)"
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}
