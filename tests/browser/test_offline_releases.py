"""The server goes away, comes back with other content, another release, or with OFFLINE switched off."""

import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.keeping import ASK, Switch, kept, pages, read, switch, until_kept

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

GUIDE = "/en/cambodia/cancel-travel-esim/"
REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"
# Dates a kept page back and changes its words, as if it had been kept then.
AGE = """async ([path, cacheName, keptOn]) => {
  const cache = await caches.open(cacheName);
  const stored = await cache.match(path);
  const headers = new Headers(stored.headers);
  headers.set("X-Kept-On", keptOn);
  await cache.put(path, new Response("<html>old</html>", { headers }));
}"""

SET_STATUS = """
from guides.models import Guide, SiteRevision
Guide.objects.filter(country__slug="cambodia").update(status="{}")
SiteRevision.objects.bump()
"""
SHELLS = "async () => (await caches.keys()).filter((name) => name.startsWith('shell-'))"
OLD_STYLE = "/static/css/site.0123456789ab.css"
# Makes a kept page one of an earlier release, with a stylesheet that only the browser still has.
DRESS = """async ([path, style]) => {
  const opened = await caches.open('opened');
  const stored = await opened.match(path);
  const headers = new Headers(stored.headers);
  const html = (await stored.text()).replace(/\\/static\\/css\\/site\\.[0-9a-f]+\\.css/, style);
  headers.set('X-Kept-Files', style);
  await opened.put(path, new Response(html, { headers }));
  const css = new Response('body { border: 3px solid }', { headers: { 'Content-Type': 'text/css' } });
  await (await caches.open('files')).put(style, css);
}"""
UNTIL_RELEASED = """async (shell) => {
  await (await navigator.serviceWorker.ready).update();
  for (let tries = 0; tries < 300; tries += 1) {
    const shells = (await caches.keys()).filter((name) => name.startsWith('shell-'));
    if (shells.length === 1 && shells[0].startsWith(shell)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""


@pytest.fixture(scope="module")
def own(site, tmp_path_factory) -> Iterator[Switch]:
    """Asks for `site` only to be skipped where there is no browser."""
    with switch(tmp_path_factory.mktemp("own")) as found:
        yield found


@pytest.fixture
def reader(visit, own) -> Page:
    if not own.is_on:
        own.on(RELEASE="first")
    return read(visit(base_url=own.address), GUIDE)


def test_a_withdrawn_guide_is_kept_no_longer(reader, own):
    own.do(SET_STATUS.format("archived"))
    try:
        reader.goto(GUIDE)
        reader.goto("/en/about/")
        until_kept(reader, "/en/about/")
        assert pages(reader) == ["/en/about/"]
    finally:
        own.do(SET_STATUS.format("published"))


def test_old_pages_are_refreshed_in_the_background_and_gone_ones_dropped(reader):
    for path in (GUIDE, "/en/privacy/"):
        reader.evaluate(ASK, {"ask": "keep", "path": path, "country": "cambodia.en"})
    reader.evaluate(AGE, [GUIDE, "saved", "2026-01-01T00:00:00.000Z"])
    reader.evaluate("""async () => {
      const saved = await caches.open('saved');
      await saved.put('/en/nowhere/', await saved.match('/en/privacy/'));
    }""")
    reader.evaluate(AGE, ["/en/nowhere/", "saved", "2026-01-02T00:00:00.000Z"])
    reader.goto("/en/about/")
    until_kept(reader, "/en/about/")
    fresh = reader.evaluate("""async (path) => {
      for (let tries = 0; tries < 200; tries += 1) {
        const gone = !(await caches.match('/en/nowhere/', { cacheName: 'saved' }));
        const stored = await caches.match(path, { cacheName: 'saved' });
        if (gone && !(await stored.clone().text()).startsWith('<html>old')) return stored.headers.get('X-Kept-For');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }""", GUIDE)  # fmt: skip
    assert fresh == "cambodia.en"


def test_a_stopped_server_is_no_obstacle_and_its_return_brings_the_edit(reader, own):
    summary = reader.locator("main .answer").inner_text()
    own.off()
    reader.reload()
    assert reader.locator("[data-offline-notice]").is_visible()
    assert reader.locator("main .answer").inner_text() == summary
    with socket.create_server(("127.0.0.1", own.port)):  # connections are accepted, and nobody ever speaks
        reader.goto("about:blank")
        reader.goto(GUIDE, timeout=30_000)
        assert reader.locator("[data-offline-notice]").is_visible()
    own.do(
        "from guides.models import Guide\n"
        "guide = Guide.objects.get(country__slug='cambodia', slug='cancel-travel-esim')\n"
        "guide.short_answer_en = 'An entirely new answer.'\n"
        "guide.save()"
    )
    own.on(RELEASE="first")
    reader.reload()
    assert "An entirely new answer." in reader.locator("main .answer").inner_text()
    assert reader.locator("[data-offline-notice]").is_hidden()
    reader.goto("/en/about/")
    until_kept(reader, "/en/about/")
    reader.context.set_offline(True)
    reader.goto(GUIDE)
    assert "An entirely new answer." in reader.locator("main .answer").inner_text()


def test_a_new_release_brings_its_own_shell_and_leaves_every_kept_page_its_own_files(reader, own):
    """The stylesheet of the page that was kept before is gone from the server by then."""
    reader.evaluate(DRESS, [GUIDE, OLD_STYLE])
    assert [name.rsplit("-", 1)[0] for name in reader.evaluate(SHELLS)] == ["shell-first"]
    own.on(RELEASE="second")
    reader.goto("/en/about/")
    reader.evaluate(UNTIL_RELEASED, "shell-second-")
    assert [name.rsplit("-", 1)[0] for name in reader.evaluate(SHELLS)] == ["shell-second"]
    assert OLD_STYLE in kept(reader)["files"]
    until_kept(reader, "/en/about/")
    reader.context.set_offline(True)
    reader.goto(GUIDE)
    assert reader.locator("[data-offline-notice]").is_visible()
    assert reader.evaluate("getComputedStyle(document.body).borderTopWidth") == "3px"
    reader.goto("/en/about/")
    assert reader.evaluate("getComputedStyle(document.body).borderTopWidth") == "0px"
    reader.context.set_offline(False)
    reader.goto(GUIDE)
    reader.goto("/en/about/")
    until_kept(reader, "/en/about/")
    assert reader.locator("[data-offline-notice]").is_hidden()


def test_switched_off_the_worker_leaves_and_takes_everything_along(reader, own):
    assert reader.evaluate(REGISTERED) == 1
    own.on(RELEASE="first", OFFLINE="false")
    reader.goto("/en/about/")
    reader.evaluate("""async () => {
      for (let tries = 0; tries < 200; tries += 1) {
        const left = await navigator.serviceWorker.getRegistrations();
        if (!left.length && !(await caches.keys()).length) return;
        await left[0]?.update().catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }""")
    reader.goto(GUIDE)
    reader.wait_for_load_state("networkidle")
    assert (reader.evaluate(REGISTERED), kept(reader)) == (0, {})
    assert reader.evaluate("navigator.serviceWorker.controller") is None
    assert reader.goto("/en/offline/").status == 404
