"""A whole plan with and without JavaScript: asked, refused, answered, changed, and taken along."""

import datetime

import pytest
import vobject
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# The server's day, far enough ahead that midnight in between changes nothing.
TODAY = datetime.datetime.now(datetime.UTC).date()
LEAVING = TODAY + datetime.timedelta(days=30)
LATER = LEAVING + datetime.timedelta(days=14)
LANGUAGES = ["zh-hans", "zh-hant", "en"]


def steps(page: Page) -> list[str]:
    page.locator("#remove_from_phone").wait_for()
    return page.locator(".plan-steps > li").evaluate_all("found => found.map(each => each.id)")


def day_of(page: Page, step: str) -> str:
    return page.locator(f"#{step} time").first.get_attribute("datetime")


def make(page: Page) -> None:
    follow(page, ".plan-form button")


def follow(page: Page, selector: str) -> None:
    """Until the next page is there, not only on its way."""
    with page.expect_navigation():
        page.click(selector)


def ask(page: Page, departure: datetime.date | str = LEAVING) -> None:
    """KT, by contract, still there: as a reader fills the form in."""
    page.select_option("[name=country]", "south-korea")
    page.select_option("[name=provider]", "kt")
    for name, value in (("card", "sim"), ("billing", "contract"), ("where", "abroad"), ("accounts", "yes")):
        page.check(f"[name={name}][value={value}]")
    page.fill("[name=departure]", str(departure))
    make(page)


def calendar(page: Page) -> tuple[str, dict[str, datetime.date]]:
    """Name of the file, and the day of each event."""
    with page.expect_download() as download:
        page.click("a[download]")
    file = download.value
    read = vobject.readOne(file.path().read_text(encoding="utf-8"))
    return file.suggested_filename, {event.uid.value: event.dtstart.value for event in read.vevent_list}


@pytest.mark.parametrize(("language", "javascript"), [("zh-hans", True), ("zh-hant", False), ("en", True)])
def test_a_whole_plan(visit, language: str, javascript: bool):
    page = visit((360, 780), java_script_enabled=javascript).new_page()
    page.goto(f"/{language}/south-korea/")
    follow(page, ".plan-call a")
    assert page.input_value("[name=country]") == "south-korea"
    ask(page)
    assert steps(page) == ["unlink_accounts", "end_line", "keep_proof", "deregister_identity", "remove_from_phone"]
    assert day_of(page, "end_line") < str(LEAVING)
    assert page.locator(".answer").count() == 1

    name, before = calendar(page)
    assert name == "exit-plan-kt.ics"
    page.fill("[name=departure]", str(LATER))
    make(page)
    assert page.is_checked("[name=billing][value=contract]")
    _name, after = calendar(page)
    assert before.keys() == after.keys()
    assert {uid: (after[uid] - day).days for uid, day in before.items()} == dict.fromkeys(before, 14)

    follow(page, ".language-switcher a >> nth=0")
    assert steps(page)[1] == "end_line"
    assert page.input_value("[name=departure]") == str(LATER)
    page.go_back()
    follow(page, ".plan-letter a")
    assert page.input_value("[name=provider]") == "kt"
    assert page.locator(".letter-carrier[lang=ko]").count() > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_answer_is_explained_beside_its_field_and_everything_else_is_kept(visit, language: str):
    page = visit((360, 780), java_script_enabled=False).new_page()
    page.goto(f"/{language}/plan/?country=south-korea&provider=kt&billing=contract&departure=2026-02-30&accounts=yes")
    assert page.locator(".plan-steps").count() == 0
    field = page.locator("[name=departure]")
    assert field.get_attribute("aria-invalid") == "true"
    assert "2026-02-30" in page.inner_text(f"#{field.get_attribute('aria-describedby')}")
    page.click("[role=alert] a")
    assert page.evaluate("document.activeElement.name || location.hash") in ("departure", "#plan-departure")
    kept = {name: page.input_value(f"[name={name}]") for name in ("country", "provider")}
    assert kept == {"country": "south-korea", "provider": "kt"}
    assert page.is_checked("[name=billing][value=contract]")
    assert page.is_checked("[name=accounts][value=yes]")
    page.fill("[name=departure]", str(LEAVING))
    make(page)
    assert "end_line" in steps(page)


def test_who_is_home_cannot_leave_later(visit):
    page = visit().new_page()
    page.goto(f"/en/plan/?provider=metfone&where=home&departure={LEAVING}")
    assert "still to come" in page.inner_text("#plan-departure-error")
    assert page.input_value("[name=departure]") == str(LEAVING)
    page.check("[name=where][value=abroad]")
    make(page)
    assert page.locator("#plan-departure-error").count() == 0
    assert steps(page)[-1] == "remove_from_phone"


def test_a_plan_is_made_with_the_keyboard_alone(visit):
    page = visit((360, 780)).new_page()
    page.goto("/en/plan/?provider=metfone")

    def tab_to(name: str) -> None:
        for _ in range(60):
            if page.evaluate("document.activeElement.name || document.activeElement.className") == name:
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{name} cannot be reached")

    tab_to("country")
    page.keyboard.type("United States")
    tab_to("provider")
    assert page.input_value("[name=provider]") == ""
    page.keyboard.type("T-Mobile")
    tab_to("billing")
    for _ in range(10):
        if page.is_checked("[name=billing][value=contract]"):
            break
        page.keyboard.press("ArrowDown")
    tab_to("departure")
    day = datetime.date(TODAY.year + 1, 1, 1)  # the same whether the browser writes day or month first
    page.keyboard.type(f"{day:%d%m%Y}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**departure={day}**")
    assert day_of(page, "end_line") < str(day)
    assert "provider=t-mobile" in page.url


def test_the_country_narrows_the_providers_and_a_provider_brings_its_country(visit):
    page = visit().new_page()
    page.goto("/zh-hant/plan/")
    page.select_option("[name=country]", "cambodia")
    offered = page.locator("[name=provider] option").evaluate_all("found => found.map(each => each.value)")
    assert ("metfone" in offered, "airalo" in offered, "kt" in offered) == (True, True, False)
    page.select_option("[name=country]", "")
    page.select_option("[name=provider]", "kt")
    assert page.input_value("[name=country]") == "south-korea"


def test_nothing_but_the_answers_leaves_the_page(visit):
    page, asked = visit().new_page(), []
    page.on("request", lambda request: asked.append((request.method, request.url, request.post_data)))
    page.goto("/en/plan/?provider=kt")
    ask(page)
    assert {method for method, _url, _body in asked} == {"GET"}
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_printed_plan_is_the_plan_and_not_the_form(visit, language: str):
    page = visit().new_page()
    page.goto(f"/{language}/plan/?provider=kt&billing=contract&where=abroad&departure={LEAVING}")
    shown = [page.inner_text(f"#{step} h3") for step in steps(page)]
    page.emulate_media(media="print")
    assert [page.inner_text(f"#{step} h3") for step in steps(page)] == shown
    assert page.locator(".plan-form:visible, .plan-actions:visible, .language-switcher:visible").count() == 0
    assert "/plan/?country=south-korea&provider=kt" in page.inner_text(".plan-address")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_plan_scrolls_sideways(visit, width: int):
    page = visit((width, 780)).new_page()
    for query in ("provider=kt&billing=contract", "provider=metfone&billing=prepaid", "card=x&ends=y"):
        page.goto(f"/zh-hant/plan/?{query}&departure={LEAVING}")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_plan_and_in_its_errors(visit, scheme: str):
    page = visit((360, 780), color_scheme=scheme, bypass_csp=True).new_page()
    for query in (
        f"provider=kt&billing=contract&departure={LEAVING}",
        "provider=metfone&billing=prepaid",
        "card=x&ends=y",
    ):
        page.goto(f"/zh-hans/plan/?{query}")
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
