"""A reader saves a whole country before the flight, and removes it afterwards."""

import pytest
from playwright.sync_api import Page

from tests.browser.breaking import breaking_at
from tests.browser.keeping import kept, pages, read, until_kept

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COUNTRY = "/en/cambodia/"


def saved(page: Page) -> list[str]:
    return kept(page).get("saved", [])


def in_turn(page: Page) -> list[str]:
    """The pages that will be saved, in the order in which they are."""
    return page.locator("[data-save-pages]").get_attribute("data-pages").split()


def wanted(page: Page) -> list[str]:
    return sorted(in_turn(page))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def until_said(page: Page, words: str) -> None:
    page.locator(".save-pages-status").get_by_text(words).wait_for()


@pytest.fixture
def reader(visit) -> Page:
    return read(visit((360, 780)), COUNTRY)


def test_every_guide_and_carrier_of_a_country_is_saved_and_opens_without_network(reader):
    paths = wanted(reader)
    press(reader, "Save all guides of this country")
    until_said(reader, f"All {len(paths)} pages are saved. They open without a connection.")
    assert saved(reader) == paths
    reader.context.set_offline(True)
    headings = []
    for path in paths:
        reader.goto(path)
        headings.append(reader.locator("h1").inner_text())
        assert reader.locator("[data-offline-notice]").is_visible()
    assert (len(set(headings)), "Pages on your device" in headings) == (len(paths), False)


def test_progress_is_shown_while_saving_and_told_to_screen_readers(reader):
    shown = reader.evaluate("""async () => {
      const seen = [];
      const progress = document.querySelector('.save-pages progress');
      const note = () => seen.push([progress.value, progress.hidden]);
      new MutationObserver(note).observe(progress, { attributes: true });
      document.querySelector('.save-pages [data-action=save]').click();
      await new Promise((resolve) => {
        const status = document.querySelector('.save-pages-status');
        const look = () => status.textContent.startsWith('All') && resolve();
        new MutationObserver(look).observe(status, { childList: true });
      });
      return seen;
    }""")
    count = len(wanted(reader))
    assert sorted({value for value, _hidden in shown}) == list(range(count + 1))
    assert not shown[0][1]
    assert reader.locator("[role=status].save-pages-status").count() == 1
    assert reader.locator(".save-pages progress").is_hidden()


def test_a_saved_country_says_so_on_the_next_visit_and_can_be_removed(reader):
    press(reader, "Save all guides of this country")
    until_said(reader, "are saved. They open")
    reader.reload()
    until_said(reader, "are saved. They open")
    assert reader.locator("[data-action=save]").is_hidden()
    press(reader, "Remove from this device")
    until_said(reader, "have been removed")
    assert (saved(reader), reader.locator("[data-action=save]").is_visible()) == ([], True)
    assert reader.evaluate("document.activeElement.dataset.action") == "save"


def test_what_two_countries_share_stays_until_both_are_removed(reader):
    for path in (COUNTRY, "/en/south-korea/"):
        reader.goto(path)
        press(reader, "Save all guides of this country")
        until_said(reader, "are saved. They open")
    korea = wanted(reader)
    reader.goto(COUNTRY)
    press(reader, "Remove from this device")
    until_said(reader, "have been removed")
    assert saved(reader) == korea
    assert "/en/guides/remove-esim/" in korea


def test_saved_pages_do_not_make_way_for_opened_ones(reader):
    press(reader, "Save all guides of this country")
    until_said(reader, "are saved. They open")
    reader.goto("/en/cambodia/cancel-travel-esim/")
    reader.goto("/en/about/")
    until_kept(reader, "/en/about/")  # after the page before it: one change at a time
    found = kept(reader)
    assert not set(found["saved"]) & set(found["opened"])


def test_a_full_device_is_explained(reader):
    client = reader.context.new_cdp_session(reader)
    client.send("Storage.overrideQuotaForOrigin", {"origin": reader.evaluate("location.origin"), "quotaSize": 1})
    press(reader, "Save all guides of this country")
    until_said(reader, "There is no room left on this device.")
    assert saved(reader) == []
    assert reader.locator("[data-action=save]").is_enabled()


def test_a_broken_connection_is_explained_and_what_arrived_is_kept(visit, site):
    """It breaks while the third page is on its way: not sooner, and not when all of them have arrived."""
    paths = in_turn(read(visit((360, 780)), COUNTRY))
    with breaking_at(paths[2], site) as line:
        reader = read(visit((360, 780), base_url=line.address), COUNTRY)
        press(reader, "Save all guides of this country")
        line.until_held()
        reader.context.set_offline(True)
        line.break_off()
        until_said(reader, "The connection broke off.")
        assert saved(reader) == sorted(paths[:2])
        assert f"2 of {len(paths)} pages are saved" in reader.locator(".save-pages-status").inner_text()
        line.mend()
        reader.context.set_offline(False)
        press(reader, "Save all guides of this country")
        until_said(reader, f"All {len(paths)} pages are saved.")
        assert saved(reader) == sorted(paths)


def test_saved_pages_are_marked_in_the_list(reader):
    press(reader, "Save all guides of this country")
    until_said(reader, "are saved. They open")
    reader.goto("/en/about/")
    until_kept(reader, "/en/about/")
    reader.goto("/en/offline/")
    reader.wait_for_selector("[data-list=guides]:not([hidden])")
    marked = [each.inner_text() for each in reader.locator(".kept-pages li", has_text="· saved").all()]
    assert len(marked) == len(saved(reader))
    assert pages(reader) == sorted(["/en/about/", *saved(reader)])
