"""Every kind of page of the admin, in a real browser: none breaks the security policy or complains."""

import re
from collections import deque
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desks import PASSWORD, sign_in
from tests.browser.desks import desk as desk_of
from tests.browser.test_quiet import COUNT_VIOLATIONS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MAKE_ROWS = f"""
from django.contrib.auth.models import User
from guides.models import Feedback, OldAddress
User.objects.create_superuser("root", password="{PASSWORD}")
Feedback.objects.create(page="/", language="en", verdict="wrong")
"""
# What a link of the admin downloads or leaves through is no page of it.
ELSEWHERE = re.compile(r"/logout/|/language/|/jsi18n/|\.yaml$|\.zip$|/download/|/r/\d+/")


@pytest.fixture(scope="module")
def desk(tmp_path_factory, chromium) -> Iterator[str]:
    with desk_of(tmp_path_factory.mktemp("desk"), MAKE_ROWS) as address:
        yield address


@pytest.fixture
def page(desk: str, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(base_url=desk, viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.add_init_script(COUNT_VIOLATIONS)
    page = context.new_page()
    sign_in(page, "root")
    yield page
    context.close()


def test_no_page_of_the_desk_breaks_the_security_policy_or_complains(page: Page):
    said = []
    # Chromium's advice about Django's own forms is of neither type.
    page.on(
        "console",
        lambda message: said.append((page.url, message.text)) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: said.append((page.url, str(error))))
    waiting, met, violations = deque(["/admin/"]), {}, []
    while waiting:
        path = waiting.popleft()
        kind = re.sub(r"\d+|zh-hans|zh-hant|\ben\b", "N", path)
        if kind in met or ELSEWHERE.search(path):
            continue
        met[kind] = page.goto(path, wait_until="load").status
        violations += [(path, each) for each in page.evaluate("window.violations")]
        links = page.eval_on_selector_all("a[href]", "all => all.map((each) => each.pathname)")
        waiting += [link for link in dict.fromkeys(links) if link.startswith("/admin/")]
    assert (violations, said, {kind: status for kind, status in met.items() if status != 200}) == ([], [], {})
    assert len(met) > 50
    assert {"/admin/guides/guide/N/change/", "/admin/auth/user/add/", "/admin/password_change/"} <= met.keys()
