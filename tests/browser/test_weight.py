"""What a first visit costs a reader abroad, who pays for every page: bytes as they are sent, and nothing that jumps."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.keeping import until_kept
from tests.browser.kinds import GUIDES, LANGUAGES, PAGES
from tests.browser.slowly import slowly
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE_LIMIT = 40_000  # bytes on the wire, status lines and headers of HTTP/1.1 included
WORKER_LIMIT = 16_000  # bytes of bodies: the log of the server counts no headers
DEPARTURE = datetime.now(tz=UTC).date() + timedelta(days=30)
FILLED_PLAN = (
    f"/plan/?country=south-korea&provider=kt&card=sim&billing=contract&where=abroad&accounts=yes&departure={DEPARTURE}"
)
STEADY = (
    "/",
    "/south-korea/",
    "/cambodia/cancel-travel-esim/",
    "/guides/remove-esim/",
    "/plan/",
    FILLED_PLAN,
    "/letter/",
)

# Whatever else the page names for browsers that want it: icons, also for home screens, and the manifest.
ASK_FOR_THE_REST = """() => Promise.all(
  [...document.querySelectorAll("link[rel~=icon], link[rel=apple-touch-icon], link[rel=manifest]")]
    .map(async ({ href }) => (await fetch(href)).arrayBuffer())
).then((found) => found.length)"""
SCRIPTS = """() => [...document.querySelectorAll("script:not([type='application/ld+json'])")]
  .map(({ src, type, async, text }) => ({ host: src && new URL(src).host, type, async, text }))"""
WATCH_SHIFTS = """
  window.shifts = [];
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
  const note = (entries) => {
    for (const { value, sources } of entries) {
      const parts = sources.map(({ node, previousRect, currentRect }) =>
        [(node?.outerHTML ?? node?.data ?? "gone").slice(0, 80), box(previousRect), box(currentRect)]);
      window.shifts.push([value, ...parts]);
    }
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  // What has happened and was not told yet: a busy browser tells it when it finds the time.
  window.shiftsSoFar = () => { note(observer.takeRecords()); return window.shifts; };
"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
PUSH_DOWN = """() => {
  const above = document.createElement("div");
  above.style.height = "200px";
  document.querySelector("main").prepend(above);
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_weighs_at_most_40_kilobytes_with_all_that_its_page_names(visit, language: str):
    weights = {}
    for path in (f"/{language}{guide}" for guide in GUIDES):
        _keep(visit(), path)
        found = _read(visit(service_workers="block"), path)
        kinds = [response.request.resource_type for response in found.values()]
        assert (kinds.count("document"), kinds.count("stylesheet"), len(kinds) >= 9) == (1, 1, True), kinds
        encodings = {url: each.headers.get("content-encoding") for url, each in found.items()}
        assert encodings[path] == "br"
        assert [url for url, each in encodings.items() if not each and not url.endswith(".png")] == []
        weights[path] = sum(map(_bytes, found.values()))
    assert {path: weight for path, weight in weights.items() if not 10_000 < weight <= PAGE_LIMIT} == {}


def test_what_is_kept_for_reading_offline_comes_after_the_page_and_weighs_little(visit, site: Running):
    """No part of the page's own weight, and paid for all the same."""
    path = "/zh-hans/cambodia/cancel-travel-esim/"
    before = len(site.output.read_text())
    page = visit().new_page()
    page.goto(path)
    until_kept(page, path)
    lines = [json.loads(line) for line in site.output.read_text()[before:].splitlines()]
    start = [line["path"] for line in lines].index("/sw.js")
    first = {line["path"] for line in lines[:start]}
    afterwards = {line["path"]: line["bytes"] for line in lines[start:] if line["status"] == 200}
    offline = {f"/{language}/offline/" for language in LANGUAGES}
    assert (path in first, offline <= set(afterwards), first & set(afterwards)) == (True, True, set())
    assert sum(afterwards.values()) <= WORKER_LIMIT, afterwards


def test_every_script_is_a_module_of_ours_that_waits_for_the_page(visit, site: Running):
    host = urlsplit(site.address).netloc
    page = visit(service_workers="block").new_page()
    others = []
    page.on("request", lambda request: others.append(request.url) if urlsplit(request.url).netloc != host else None)
    expected = {"host": host, "type": "module", "async": False, "text": ""}
    for path in (*PAGES, "/plan/", FILLED_PLAN, "/letter/?provider=metfone"):
        page.goto(f"/en{path}")
        scripts = page.evaluate(SCRIPTS)
        assert (path, scripts) == (path, [expected] * max(len(scripts), 2))
    assert others == []


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_moves_while_a_page_comes_in_pieces(visit, site: Running, language: str, width: int):
    """To a hundredth, as Lighthouse counts: half a word or half a table may still find its place."""
    with slowly(site) as address:
        context = visit((width, 780), service_workers="block")
        context.add_init_script(WATCH_SHIFTS)
        moved = {}
        for path in STEADY:
            page = context.new_page()
            page.goto(f"{address}/{language}{path}")
            moved[path] = _moved(page)
        assert {path: found for path, found in moved.items() if round(_sum(found), 2)} == {}
        page.evaluate(PUSH_DOWN)
        assert round(_sum(_moved(page)), 2) > 0


def _keep(context: BrowserContext, path: str) -> None:
    """Until every worker has the page in memory, and answers with Brotli: the first answer of each is gzip."""
    for _ in range(20):
        assert context.request.get(path).status == 200


def _read(context: BrowserContext, path: str) -> dict[str, Response]:
    """The answer for each address that the page asks for or names, with an empty cache."""
    found: dict[str, Response] = {}
    page = context.new_page()
    page.on("response", lambda response: found.setdefault(urlsplit(response.url).path, response))
    page.goto(path, wait_until="networkidle")
    assert page.evaluate(ASK_FOR_THE_REST) == 3
    return found


def _bytes(response: Response) -> int:
    sizes = response.request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


def _moved(page: Page) -> list[list]:
    """Each shift so far: its score, and what moved from where to where."""
    page.evaluate(TWO_FRAMES)
    return page.evaluate("window.shiftsSoFar()")


def _sum(shifts: list[list]) -> float:
    return sum(score for score, *_ in shifts)
