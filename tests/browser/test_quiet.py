"""A page says nothing to the console, asks nobody else for anything, and leaves nothing behind."""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.kinds import GUIDES, LANGUAGES, PAGES
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COUNT_VIOLATIONS = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_anything_to_the_console(visit, language: str):
    page, said = visit((360, 780)).new_page(), []
    page.on("console", lambda message: said.append((page.url, message.text)))
    page.on("pageerror", lambda error: said.append((page.url, str(error))))
    # An icon that is still on its way when the test moves on is aborted by the browser itself.
    page.on(
        "requestfailed",
        lambda request: (
            None if request.failure == "net::ERR_ABORTED" else said.append((page.url, request.url, request.failure))
        ),
    )
    page.on(
        "response", lambda response: said.append((response.url, response.status)) if response.status >= 400 else None
    )
    for path in PAGES:
        page.goto(f"/{language}{path}", wait_until="load")
    assert said == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_breaks_its_own_security_policy(visit, language: str):
    context = visit()
    context.add_init_script(COUNT_VIOLATIONS)
    page, violations = context.new_page(), []
    for path in PAGES:
        page.goto(f"/{language}{path}")
        violations += [(path, each) for each in page.evaluate("window.violations")]
    assert violations == []


def test_no_other_host_is_asked(visit, site: Running):
    page, asked = visit().new_page(), set()
    page.on("request", lambda request: asked.add(request.url))
    for path in PAGES:
        page.goto(f"/zh-hans{path}", wait_until="load")
    own = {url for url in asked if url.startswith((f"{site.address}/", "data:"))}
    assert (asked - own, bool(own)) == (set(), True)


def test_reading_leaves_nothing_in_the_browser(visit):
    context = visit()
    page = context.new_page()
    for path in PAGES:
        page.goto(f"/en{path}")
    assert context.storage_state() == {"cookies": [], "origins": []}


def test_a_guide_takes_few_bytes_and_one_stylesheet_before_it_is_shown(visit):
    """Its page, stylesheet and scripts, as they are sent: at most 40 kB."""
    heavy = []
    for path in GUIDES:
        files = _files_of(visit(), f"/zh-hant{path}")
        sizes = {
            kind: sum(size for each, size in files if each == kind) for kind in ("document", "stylesheet", "script")
        }
        if sum(sizes.values()) > 40_000 or [kind for kind, _size in files].count("stylesheet") != 1:
            heavy.append((path, sizes))
    assert heavy == []


def _files_of(context: BrowserContext, address: str) -> list[tuple[str, int]]:
    """(kind, bytes of the body as sent) of everything that the page loads."""
    page, requests = context.new_page(), []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108  Playwright wants a function of its own
    page.goto(address, wait_until="networkidle")
    return [(request.resource_type, request.sizes()["responseBodySize"]) for request in requests]
