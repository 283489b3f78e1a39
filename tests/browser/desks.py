"""Sites of a test's own whose admin somebody works in."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.running import manage, running

PASSWORD = "only for this one test"


@contextlib.contextmanager
def desk(folder: Path, code: str, **environment: str) -> Iterator[str]:
    """The address of a site in which the code has run, which makes who and what the tests need."""
    for command in (("start", "--prepare"), ("shell", "-c", code)):
        done = manage(folder / "data", *command)
        assert done.returncode == 0, done.stderr
    with running(folder / "data", folder / "output.txt", **environment) as started:
        yield started.address


def sign_in(page: Page, name: str, then: str = "/admin/") -> None:
    """Until the page is there that the desk leads to."""
    page.goto(f"/admin/login/?next={then}")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")
    page.wait_for_selector("#user-tools")
