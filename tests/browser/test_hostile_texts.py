"""Three hundred published attacks in every text of the site, opened in a browser: nothing runs, nothing breaks."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.keeping import until_kept
from tests.browser.test_quiet import COUNT_VIOLATIONS
from tests.hostile.strings import are_there, some
from tests.hostile.world import COUNTRY, GUIDE, PROVIDER
from tests.running import Running, manage, running

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

AT = f"/{COUNTRY}/{GUIDE}/"
PAGES = (
    AT, f"{AT}print/", f"{AT}history/", f"/{COUNTRY}/", f"/{COUNTRY}/short-5/", f"/providers/{PROVIDER}/", "/",
    "/guides/", "/destinations/", "/changes/", f"/letter/?provider={PROVIDER}",
    f"/plan/?provider={PROVIDER}", "/offline/",
    f"/feedback/?page=/{COUNTRY}/", "/search/?q=harmless",
)  # fmt: skip
PASSWORD = "only for this one test"
BUILD = f"""
from django.contrib.auth.models import User
from tests.hostile import strings, world
texts = strings.some(300)
made = world.build(texts, texts)
world.draw(made.image)
User.objects.create_superuser("boss", password="{PASSWORD}")
"""
DESK = ("guide/", "guide/board/", "provider/", "source/", "feedback/", "image/", "letter/", "country/exchange/")


@pytest.fixture(scope="module")
def besieged(site: Running, tmp_path_factory) -> Iterator[Running]:
    """A site of its own: the other tests' stays as it is. Theirs skips where there is no browser."""
    folder = tmp_path_factory.mktemp("besieged")
    with running(folder / "data", folder / "output.txt") as started:
        built = manage(folder / "data", "shell", "--no-imports", "-c", BUILD)
        assert built.returncode == 0, built.stderr
        yield started


@pytest.fixture(scope="module")
def chromium(besieged: Running) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def watched(chromium: Browser, address: str) -> Iterator[Page]:
    """A page; afterwards nothing has run in it, and nobody else was asked for anything."""
    context = chromium.new_context(base_url=address)
    context.add_init_script(COUNT_VIOLATIONS)
    page, happened = context.new_page(), []
    page.on("dialog", lambda dialog: (happened.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: happened.append(f"error: {error}"))
    page.on("console", lambda message: happened.append(f"console: {message.text}"))
    page.on("popup", lambda popup: happened.append(f"popup: {popup.url}"))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((f"{address}/", "data:")) else happened.append(f"asked: {request.url}")
        ),
    )
    yield page
    assert page.evaluate("[window.violations, window.__xss ?? null]") == [[], None]
    context.close()
    assert happened == []


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_no_page_runs_or_loses_anything(chromium: Browser, besieged: Running, language: str):
    for path in PAGES:
        with watched(chromium, besieged.address) as page:
            answer = page.goto(f"/{language}{path}", wait_until="load")
            assert (path, answer.status, page.locator("h1").count()) == (path, 200, 1)


def test_every_text_stands_there_as_it_was_written(chromium: Browser, besieged: Running):
    wanted = [" ".join(text[:120].split()) for text in some(300)]
    with watched(chromium, besieged.address) as page:
        page.goto(f"/en{AT}")
        shown = page.locator("main h2, main h3").evaluate_all("found => found.map((each) => each.textContent)")
        words = {" ".join(text.split()) for text in shown}
        assert len(wanted) >= (300 if are_there() else 20)
        assert [text for text in wanted if text not in words] == []


@pytest.mark.parametrize("blank", ["name", "number", "iccid", "email"])
def test_what_is_typed_into_a_letter_is_text(chromium: Browser, besieged: Running, blank: str):
    with watched(chromium, besieged.address) as page:
        page.goto(f"/en/letter/?provider={PROVIDER}")
        for text in some(60):
            page.evaluate(
                """([name, text]) => {
                    const field = document.forms["letter-form"].elements[name];
                    field.value = text;
                    field.dispatchEvent(new Event("input", { bubbles: true }));
                }""",
                [blank, text],
            )
        assert page.locator("#letter script, #letter img, #letter svg, #letter iframe").count() == 0


def test_what_is_typed_into_the_search_is_text_and_so_is_what_is_suggested(chromium: Browser, besieged: Running):
    with watched(chromium, besieged.address) as page:
        page.goto("/en/search/")
        for typed in ("alert", "script", "harmless", "img", "onerror"):
            page.fill("#search-q", typed)
            page.wait_for_timeout(500)
        for text in some(20)[::4]:
            page.goto("/en/search/")
            page.fill("#search-q", text[:200])
            with page.expect_navigation(wait_until="load"):
                page.locator("main form[role=search] button").click()
            assert page.locator("h1").count() == 1


def test_pages_kept_on_a_device_are_listed_by_titles_that_are_text(chromium: Browser, besieged: Running):
    with watched(chromium, besieged.address) as page:
        headings = set()
        for path in [f"/en{AT}", *(f"/en/{COUNTRY}/short-{number}/" for number in range(20))]:
            page.goto(path)
            headings.add(page.locator("h1").text_content().strip())
            until_kept(page, path)
        page.goto("/en/offline/")
        page.wait_for_selector("[data-list=guides]:not([hidden])")
        assert set(page.locator("[data-list=guides] a").all_text_contents()) == headings
        assert page.locator("[data-list] :is(script, img, svg, iframe)").count() == 0


def test_what_editors_see_of_it_runs_nothing(chromium: Browser, besieged: Running):
    with watched(chromium, besieged.address) as page:
        sign_in(page)
        for path in DESK:
            answer = page.goto(f"/admin/guides/{path}", wait_until="load")
            assert (path, answer.status) == (path, 200)


def sign_in(page: Page) -> None:
    page.goto("/admin/")
    page.fill("[name=username]", "boss")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#user-tools")
