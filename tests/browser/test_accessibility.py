import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.kinds import KINDS, LANGUAGES, NOT_FOUND

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

axe = Axe()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_kind_of_page(visit, language: str, scheme: str):
    page = visit((360, 780), color_scheme=scheme, bypass_csp=True).new_page()  # axe itself needs eval
    assert _faults_on(page, language) == []


def test_axe_finds_nothing_on_a_wide_screen(visit):
    page = visit((1280, 800), bypass_csp=True).new_page()
    assert _faults_on(page, "zh-hant") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_opened_answers_and_ticked_lists(visit, language: str):
    page = visit((360, 780), bypass_csp=True).new_page()
    page.goto(f"/{language}/south-korea/cancel-data-sim/")
    for box in page.locator(".checklist input").all():
        box.check()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert _faults(page) == []


def _faults_on(page: Page, language: str) -> list[tuple[str, ...]]:
    faults = []
    for path in (*KINDS, NOT_FOUND):
        page.goto(f"/{language}{path}")
        faults += [(path, *fault) for fault in _faults(page)]
    return faults


def _faults(page: Page) -> list[tuple[str, str, str]]:
    """(rule, element, what is wrong with it)"""
    violations = axe.run(page).response["violations"]
    return [
        (violation["id"], str(node["target"][0]), _reason(node))
        for violation in violations
        for node in violation["nodes"]
    ]


def _reason(node: dict) -> str:
    return "; ".join(check["message"] for check in (*node["any"], *node["all"], *node["none"]))
