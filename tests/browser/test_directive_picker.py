"""An editor puts contacts and facts into a section without touching the mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.desks import PASSWORD, sign_in
from tests.browser.desks import desk as desk_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MAKE_EDITOR = f"""
from django.contrib.auth.models import Group, User
User.objects.create_user("ed", password="{PASSWORD}", is_staff=True).groups.add(Group.objects.get(name="Editor"))
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory, chromium) -> Iterator[str]:
    """The address of a site of its own with an editor."""
    with desk_of(tmp_path_factory.mktemp("desk"), MAKE_EDITOR) as address:
        yield address


@pytest.fixture
def page(desk: str, chromium: Browser) -> Iterator[Page]:
    """The form of a Cambodian guide, its English side."""
    context = chromium.new_context(base_url=desk, viewport={"width": 1280, "height": 800}, locale="en-GB")
    page = context.new_page()
    sign_in(page, "ed", "/admin/guides/guide/%3Fq=cancel-travel-esim")
    page.goto(page.locator("#result_list tr", has_text="Cambodia").locator("th a").get_attribute("href"))
    page.locator(".language-tabs [value=en]").press("Enter")
    yield page
    context.close()


@pytest.fixture
def field(page: Page) -> Locator:
    """The text of the first section, with the cursor at the end of an empty last line."""
    field = page.locator("[name=sections-0-body_en]")
    field.focus()
    field.press("Control+End")
    field.press_sequentially("\n\n")
    return field


def offered(page: Page) -> list[str]:
    page.wait_for_selector("[role=listbox]:visible")
    return [each.inner_text() for each in page.locator("[role=option] span").all()]


def added(field: Locator) -> str:
    """What stands after the text that was there."""
    return field.input_value().removeprefix(field.evaluate("each => each.defaultValue")).strip("\n")


def active(field: Locator) -> str:
    """What a screen reader says of the choice under the cursor."""
    name = field.get_attribute("aria-activedescendant")
    return field.page.locator(f"#{name}[aria-selected=true] span").inner_text()


def test_a_table_of_contacts_is_put_in_by_keyboard_alone_and_the_preview_shows_it(page, field):
    field.press_sequentially("[[")
    assert offered(page)[:2] == ["Table of contacts", "What happens if you do nothing, drawn in days"]
    field.press("Enter")
    assert offered(page)[:3] == ["Smart Axiata", "Cellcard", "Metfone"]  # of the guide's country first
    field.press_sequentially("metf")
    assert (offered(page), active(field)) == (["Metfone"], "Metfone")
    field.press("Enter")
    assert offered(page)[0] == "That is all: close it"
    field.press("Enter")
    assert added(field) == "[[contacts: metfone]]"
    expect(page.locator("[role=listbox]")).to_be_hidden()

    preview = page.locator("[name=sections-0-body_en] ~ details.markdown-preview")
    preview.locator("summary").press("Enter")
    expect(preview.locator(".contacts")).to_contain_text("Metfone")


def test_a_fact_stands_inside_a_sentence_and_is_found_in_either_script(page, field):
    field.press_sequentially("The number is kept for [[fact")
    offered(page)
    field.press("Enter")
    field.press_sequentially("metfone ")
    field.press_sequentially("恢复")
    assert offered(page) == ["Number can be restored for"]
    field.press("Enter")
    assert added(field) == "The number is kept for [[fact: metfone number_kept_days]]"


def test_a_drawing_gets_a_line_of_its_own(page, field):
    field.press_sequentially("See [[life")
    offered(page)
    field.press("Enter")
    offered(page)
    field.press_sequentially("metf")
    offered(page)
    field.press("Enter")
    assert added(field) == "See \n\n[[lifecycle: metfone]]"


def test_arrows_move_escape_closes_and_what_was_typed_stays(page, field):
    field.press_sequentially("[[")
    first = offered(page)
    field.press("ArrowDown")
    assert active(field) == first[1]
    field.press("ArrowUp")
    field.press("ArrowUp")
    assert active(field) == first[-1]
    field.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    assert [field.get_attribute(name) for name in ("aria-activedescendant", "aria-controls")] == [None, None]
    field.press_sequentially("fact")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    assert added(field) == "[[fact"
    field.press("Alt+ArrowDown")
    assert offered(page) == ["Value of a fact, inside a sentence"]


def test_the_list_is_announced_and_has_a_name(page, field):
    field.press_sequentially("[[contacts: metf")
    offered(page)
    expect(page.locator(".directive-status")).to_have_text("Choices: 1. Arrow keys move, Enter takes, Escape closes.")
    expect(page.get_by_role("listbox", name="What can stand here")).to_be_visible()
    assert field.get_attribute("aria-controls") == "directive-choices"


def test_undo_takes_a_choice_back(page, field):
    field.press_sequentially("[[cont")
    offered(page)
    field.press("Enter")
    assert added(field) == "[[contacts: "
    field.press("Control+z")
    assert added(field) == "[[cont"


def test_a_second_carrier_is_added_to_a_finished_table(page, field):
    field.press_sequentially("[[contacts: metfone]]")
    for _step in range(2):
        field.press("ArrowLeft")
    field.press_sequentially(", cellc")
    assert offered(page) == ["Cellcard"]
    field.press("Enter")
    offered(page)
    field.press("Enter")
    assert added(field) == "[[contacts: metfone, cellcard]]"


def test_the_button_opens_the_same_list_in_a_section_that_was_just_added(page):
    page.locator("#sections-group .add-row a").press("Enter")
    group = page.locator(".dynamic-sections").last
    group.get_by_role("button", name="Insert contacts, a fact, a picture…").locator("visible=true").press("Enter")
    assert offered(page)[0] == "Table of contacts"
    page.locator("[role=option]").first.click()
    assert offered(page)[0] == "Smart Axiata"
