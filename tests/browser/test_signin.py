"""The second factor on a phone, with the keyboard alone, where it is obligatory."""

import re
from base64 import b32decode
from collections.abc import Iterator

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, Page, expect

from tests.browser.desks import PASSWORD
from tests.browser.desks import desk as desk_of
from tests.browser.test_accessibility import _faults
from tests.browser.test_quiet import COUNT_VIOLATIONS
from tests.signin.door import app_code

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PEOPLE = {"ed": ("zh-CN", "light"), "eva": ("zh-TW", "dark")}
MAKE_PEOPLE = f"""
from django.contrib.auth.models import User
for name in {[*PEOPLE, "axel"]!r}:
    User.objects.create_user(name, password="{PASSWORD}", is_staff=True)
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory, chromium) -> Iterator[str]:
    with desk_of(tmp_path_factory.mktemp("door"), MAKE_PEOPLE, REQUIRE_SECOND_FACTOR="true") as address:
        yield address


@pytest.fixture(params=PEOPLE)
def arrived(request, desk: str, chromium: Browser) -> Iterator[tuple[str, Page]]:
    """(name, their phone)"""
    locale, scheme = PEOPLE[request.param]
    size = {"width": 360, "height": 780}
    context = chromium.new_context(base_url=desk, viewport=size, locale=locale, color_scheme=scheme)
    context.add_init_script(COUNT_VIOLATIONS)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield request.param, page
    context.close()


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/admin/login/?next=/admin/")
    expect(page.locator("[name=username]")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    with page.expect_navigation():
        page.locator("#logout-form button").press("Enter")


def type_code(page: Page, code: str) -> None:
    page.get_by_role("textbox").fill(code)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def looks_well(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("window.violations") == []
    small = page.eval_on_selector_all(
        ".door button, .door .button", "all => all.filter((each) => each.checkVisibility() && each.offsetHeight < 44)"
    )
    assert small == []


def test_from_the_first_sign_in_to_a_recovery_code_and_a_lock(arrived: tuple[str, Page]):
    name, page = arrived
    sign_in(page, name)
    expect(page).to_have_url(re.compile("/admin/second-factor/$"))
    looks_well(page)
    device = TOTPDevice(key=b32decode(page.locator(".door-secret").inner_text().replace(" ", "")).hex())
    type_code(page, "000000")
    expect(page.get_by_role("textbox")).to_have_attribute("aria-describedby", "id_code_error")
    type_code(page, app_code(device))
    looks_well(page)
    codes = page.locator(".door-codes code").all_inner_texts()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("button[value=copy]").press("Enter")
    expect(page.locator("[data-recovery-codes] [role=status]")).not_to_be_empty()
    page.goto("/admin/second-factor/")
    looks_well(page)
    sign_out(page)
    sign_in(page, name)
    looks_well(page)
    expect(page.get_by_role("textbox")).to_be_focused()
    type_code(page, codes[0].lower())
    expect(page).to_have_url(re.compile("/admin/guides/guide/$|/admin/$"))
    sign_out(page)
    for _ in range(6):
        sign_in(page, name, "wrong")
    looks_well(page)
    expect(page.get_by_role("alert")).to_contain_text("分")


def test_axe_finds_nothing_at_the_door(desk: str, chromium: Browser):
    context = chromium.new_context(base_url=desk, viewport={"width": 360, "height": 780}, bypass_csp=True)
    page = context.new_page()
    page.goto("/admin/login/")
    faults = _faults(page)
    for _ in range(6):
        sign_in(page, "nobody", "wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    faults += _faults(page)
    sign_in(page, "axel")
    faults += _faults(page)
    device = TOTPDevice(key=b32decode(page.locator(".door-secret").inner_text().replace(" ", "")).hex())
    type_code(page, app_code(device))
    faults += _faults(page)
    page.goto("/admin/second-factor/")
    faults += _faults(page)
    sign_out(page)
    sign_in(page, "axel")
    faults += _faults(page)
    context.close()
    assert faults == []
