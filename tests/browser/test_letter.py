"""A whole letter with and without JavaScript: chosen, filled in, taken along. What was typed stays in the page."""

from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TYPED = {
    "name": "LI WEI 😀",
    "number": "+82 10 1234 5678",
    "iccid": "8982300000000000006",
    "end_date": "2027-12-01",
    "email": "li@example.org",
}
LINES = [
    "이동전화 서비스 해지 신청 – +82 10 1234 5678",
    "성명(여권 영문): LI WEI 😀",
    "ICCID(유심/eSIM 일련번호): 8982300000000000006",
    "해지 희망일: 2027년 12월 1일",
]


def type_in(page: Page) -> None:
    for name, text in TYPED.items():
        page.fill(f"[name={name}]", text)
    page.check("[name=refund][value=no]")


def carrier_lines(page: Page) -> list[str]:
    shown = page.locator(".letter-carrier:visible").all_inner_texts()
    return [" ".join(line.split()) for line in shown]


def downloaded(page: Page) -> tuple[str, str]:
    with page.expect_download() as download:
        page.click("button[value=txt]")
    file = download.value
    return file.suggested_filename, file.path().read_text(encoding="utf-8")


@pytest.fixture
def sent(visit):
    """(page with JavaScript, every request it makes: method, address, body)."""
    page, requests = visit((360, 780)).new_page(), []
    page.on("request", lambda request: requests.append((request.method, request.url, request.post_data)))
    return page, requests


def test_a_letter_is_filled_while_it_is_typed_and_nothing_leaves_the_page(sent):
    page, requests = sent
    page.goto("/en/letter/")
    type_in(page)
    page.select_option("[name=provider]", "kt")
    page.wait_for_selector(".letter")
    lines = carrier_lines(page)
    assert [line for line in LINES if not any(line in each for each in lines)] == []
    assert not any("환불" in line for line in lines)
    assert "check digit" in page.inner_text("#letter-iccid-note")
    page.check("[name=refund][value=yes]")
    assert any("환불" in line for line in carrier_lines(page))
    name, text = downloaded(page)
    assert (name, "LI WEI 😀" in text) == ("cancellation-letter-ko.txt", True)
    page.click("button[value=show]")
    assert page.locator(".letter-dialog .letter-large").get_attribute("lang") == "ko"
    assert page.locator(".letter-dialog").inner_text().count("LI WEI 😀") == 2
    assert {method for method, _url, _body in requests} == {"GET"}
    assert not any(text in unquote(url) for text in TYPED.values() for _method, url, _body in requests)
    assert page.url.endswith("/en/letter/?provider=kt")
    assert page.locator(".language-switcher a").first.get_attribute("href") == "/zh-hans/letter/?provider=kt"


def test_a_letter_is_copied_as_it_is_downloaded(visit):
    context = visit(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/zh-hans/letter/?provider=kt")
    type_in(page)
    page.click("[data-action=copy]")
    page.wait_for_function("document.querySelector('#letter [role=status]').textContent")
    text = downloaded(page)[1]
    elsewhere = context.new_page()  # the site's own pages may write to the clipboard, but never read it
    elsewhere.set_content("<textarea autofocus></textarea>")
    elsewhere.focus("textarea")
    elsewhere.keyboard.press("Control+V")
    expect(elsewhere.locator("textarea")).to_have_value(text)


@pytest.mark.parametrize("code", ["ko", "km", "ru", "kk", "ja", "th", "zh-hant", "en"])
def test_browser_and_server_write_the_same_letter(visit, code: str):
    texts = []
    for javascript in (True, False):
        page = visit(java_script_enabled=javascript, timezone_id="UTC").new_page()
        page.goto(f"/zh-hans/letter/?language={code}")
        type_in(page)
        page.fill("[name=name]", "דוד כהן")
        texts.append(downloaded(page))
    assert texts[0] == texts[1]


def test_a_letter_is_written_without_javascript(visit):
    page = visit((360, 780), java_script_enabled=False).new_page()
    page.goto("/en/letter/?provider=kt")
    assert page.locator("[data-action]:visible").count() == 0
    type_in(page)
    with page.expect_navigation():
        page.click("#letter-form > button")
    lines = carrier_lines(page)
    assert page.url.endswith("/en/letter/#letter")
    assert [line for line in LINES if not any(line in each for each in lines)] == []
    assert not any("환불" in line for line in lines)
    assert page.input_value("[name=name]") == "LI WEI 😀"
    assert "check digit" in page.inner_text("#letter-iccid-note")
    with page.expect_navigation():
        page.click("button[value=show]")
    assert page.locator("html").get_attribute("lang") == "ko"
    assert "LI WEI 😀" in page.inner_text("main")


def test_without_javascript_another_language_keeps_what_was_typed(visit):
    page = visit(java_script_enabled=False).new_page()
    page.goto("/en/letter/?provider=kt")
    type_in(page)
    page.select_option("[name=language]", "ja")
    with page.expect_navigation():
        page.click("#letter-form > button")
    assert any("氏名" in line and "LI WEI" in line for line in carrier_lines(page))


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_a_full_letter_never_scrolls_sideways(visit, width: int):
    page = visit((width, 780)).new_page()
    page.goto("/zh-hant/letter/?provider=kt")
    page.fill("[name=name]", "W" * 120)
    page.fill("[name=email]", "w" * 240 + "@example.org")
    page.fill("[name=iccid]", "8" * 40)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.click("button[value=show]")
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.letter-dialog'))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_filled_letter_and_in_large_type(visit, scheme: str):
    page = visit((360, 780), color_scheme=scheme, bypass_csp=True).new_page()
    page.goto("/zh-hans/letter/?provider=kt")
    type_in(page)
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    page.click("button[value=show]")
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []


def test_only_the_carriers_letter_is_printed(visit):
    page = visit().new_page()
    page.goto("/en/letter/?provider=metfone")
    page.emulate_media(media="print")
    shown = " ".join(page.inner_text("body").split())
    assert shown.startswith("ប្រធានបទ៖")
    assert shown.endswith("____________")
    assert "Please" not in shown
