"""The real site in the system's Chromium. Without one the tests are skipped, unless REQUIRE_BROWSER is set."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.running import Running, running

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Running]:
    if not CHROMIUM:
        reason = "there is no chromium, chromium-browser or google-chrome on this machine"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(reason)
    folder = tmp_path_factory.mktemp("site")
    with running(folder / "data", folder / "output.txt") as started:
        yield started


# Not longer than a module: while Playwright runs, Django takes this thread for an asynchronous one.
@pytest.fixture(scope="module")
def chromium(site: Running) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, site: Running) -> Iterator[Callable[..., BrowserContext]]:
    """A visitor with a browser of their own: visit(viewport=(360, 780), color_scheme="dark", locale="zh-TW", …)."""
    contexts = []

    def arrive(viewport: tuple[int, int] = (1280, 800), **options: object) -> BrowserContext:
        size = {"width": viewport[0], "height": viewport[1]}
        options = {"locale": "en-GB", "reduced_motion": "reduce", **options}
        context = chromium.new_context(**{"base_url": site.address, **options}, viewport=size)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context

    yield arrive
    for context in contexts:
        context.close()
