"""A reader tells what is wrong, with and without JavaScript; an editor reads it."""

import sqlite3

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

GUIDE = "/zh-hant/cambodia/cancel-travel-esim/"
QUICKEST = 3100  # milliseconds: what comes back sooner is taken for a program


def received(site) -> list[tuple]:
    """Every message that the running site has stored, oldest first."""
    with sqlite3.connect(site.output.parent / "data" / "esimsite.sqlite3") as database:
        return database.execute("SELECT page, language, verdict, text FROM guides_feedback ORDER BY id").fetchall()


def tell(page: Page, text: str) -> None:
    page.check("main [name=verdict][value=unclear]")
    page.fill("main [name=text]", text)
    page.wait_for_timeout(QUICKEST)
    page.click(".feedback-form button")


def test_with_javascript_the_reader_stays_on_the_page(visit, site):
    context = visit((360, 780))
    page = context.new_page()
    page.goto(GUIDE)
    page.locator(".feedback-call > ul a").first.click()
    page.wait_for_selector(".feedback-form")
    assert page.is_checked("main [name=verdict][value=useful]")
    tell(page, "第三步找不到選單,我的電話 13800138000")
    page.wait_for_selector("#feedback:not(:has(form))")
    assert page.url == site.address + GUIDE
    assert page.evaluate("document.activeElement.id") == "feedback"
    assert context.cookies() == []
    page_said, language, verdict, text = received(site)[-1]
    assert (page_said, language, verdict) == ("/cambodia/cancel-travel-esim/", "zh-hant", "unclear")
    assert text.startswith("第三步找不到選單,我的電話")
    assert "13800138000" not in text


def test_without_javascript_the_form_has_a_page_of_its_own(visit, site):
    page = visit(java_script_enabled=False).new_page()
    page.goto("/en/providers/metfone/")
    page.locator(".feedback-call > ul a").nth(2).click()
    assert page.is_checked("[name=verdict][value=outdated]")
    with page.expect_navigation():
        tell(page, "The menu of *888# has no such entry.")
    assert page.url == f"{site.address}/en/feedback/thanks/?page=/providers/metfone/"
    assert received(site)[-1] == ("/providers/metfone/", "en", "unclear", "The menu of *888# has no such entry.")
    with page.expect_navigation():
        page.locator("main #feedback a").click()
    assert page.url == f"{site.address}/en/providers/metfone/"


def test_what_was_typed_survives_an_error_and_a_lost_connection(visit, site):
    context = visit()
    page = context.new_page()
    page.goto("/en/south-korea/cancel-travel-esim/")
    page.locator(".feedback-call > ul a").last.click()
    page.wait_for_selector(".feedback-form")
    before = len(received(site))
    page.check("main [name=verdict][value=other]")
    page.wait_for_timeout(QUICKEST)
    page.click(".feedback-form button")
    page.wait_for_selector("#feedback-text-error")
    page.fill("main [name=text]", "It is closed on Sundays.")
    context.set_offline(True)
    page.click(".feedback-form button")
    page.wait_for_selector(".feedback-failed")
    assert page.input_value("main [name=text]") == "It is closed on Sundays."
    context.set_offline(False)
    page.wait_for_timeout(QUICKEST)
    page.click(".feedback-form button")
    page.wait_for_selector("#feedback:not(:has(form))")
    assert [row[3] for row in received(site)[before:]] == ["It is closed on Sundays."]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_usable_by_everyone(visit, scheme):
    page = visit((320, 700), color_scheme=scheme).new_page()
    page.goto("/zh-hans/feedback/?page=/providers/metfone/")
    page.click(".feedback-form button")  # which the browser refuses: nothing is filled in
    violations = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
