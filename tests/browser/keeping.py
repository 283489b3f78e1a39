"""What a browser keeps of the site, as the offline tests ask for it; and a site that can be switched off."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.running import Running, free_port, manage, running

# Every address in every cache, by the cache's name without a release.
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    found[name.split("-")[0]] = requests.map(({ url }) => new URL(url).pathname).sort();
  }
  return found;
}"""
# Waits in the page: Playwright's own waiting takes the promise of an answer for the answer.
UNTIL_KEPT = """async (path) => {
  for (let tries = 0; tries < 300; tries += 1) {
    for (const cacheName of ["opened", "saved"]) if (await caches.match(path, { cacheName })) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}"""
ASK = """async (question) => {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    active.postMessage(question, [port2]);
  });
}"""


def kept(page: Page) -> dict[str, list[str]]:
    return page.evaluate(KEPT)


def pages(page: Page) -> list[str]:
    """The paths of the kept pages, however they came to be kept."""
    found = kept(page)
    return sorted([*found.get("opened", []), *found.get("saved", [])])


def until_kept(page: Page, path: str) -> None:
    assert page.evaluate(UNTIL_KEPT, path), f"{path} was not kept"


def read(context: BrowserContext, *paths: str) -> Page:
    """A page on which the reader has opened these addresses, and the worker has kept what it keeps."""
    page = context.new_page()
    for path in paths:
        page.goto(path)
        until_kept(page, path)
        # The next one comes through the worker from its first byte, or nobody would keep it.
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return page


@dataclass
class Switch:
    """A site of one's own, started and stopped at one address, its data kept."""

    folder: Path
    port: int
    stack: contextlib.ExitStack
    is_on: bool = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def on(self, **environment: str) -> Running:
        self.off()
        self.is_on = True
        return self.stack.enter_context(
            running(self.folder / "data", self.folder / "out.txt", self.port, **environment)
        )

    def off(self) -> None:
        self.stack.close()
        self.is_on = False

    def do(self, code: str) -> None:
        """Runs code in the site's own program, as an editor's click would."""
        done = manage(self.folder / "data", "shell", "--verbosity", "0", "-c", code)
        if done.returncode:
            raise RuntimeError(done.stderr)


@contextlib.contextmanager
def switch(folder: Path) -> Iterator[Switch]:
    with contextlib.ExitStack() as stack:
        yield Switch(folder, free_port(), stack)
