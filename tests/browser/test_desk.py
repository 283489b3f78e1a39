"""A day at the desk, each person in a browser of their own: a guide from its first word to its readers and back."""

import datetime
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desks import PASSWORD, sign_in
from tests.browser.desks import desk as desk_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PEOPLE = {
    "ed": "Editor",
    "eva": "Editor",
    "hanna": "Translator zh-Hant",
    "chen": "Fact checker",
    "paul": "Publisher",
}
MAKE_PEOPLE = f"""
from django.contrib.auth.models import Group, User
for name, role in {PEOPLE!r}.items():
    User.objects.create_user(name, password="{PASSWORD}", is_staff=True).groups.add(Group.objects.get(name=role))
"""
PUBLIC = "/zh-hans/guides/return-sim/"


@pytest.fixture(scope="module")
def desk(tmp_path_factory, chromium) -> Iterator[str]:
    with desk_of(tmp_path_factory.mktemp("desk"), MAKE_PEOPLE) as address:
        yield address


@pytest.fixture(scope="module")
def sit_down(desk: str, chromium: Browser) -> Iterator[Callable[[str], Page]]:
    """Somebody logs in, once; the next call finds them where they are."""
    pages: dict[str, Page] = {}

    def arrive(name: str) -> Page:
        if name not in pages:
            page = chromium.new_context(base_url=desk, viewport={"width": 1280, "height": 900}).new_page()
            page.set_default_timeout(15_000)
            sign_in(page, name)
            pages[name] = page
        return pages[name]

    yield arrive
    for page in pages.values():
        page.context.close()


def write(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        box = page.locator(f"[name={name.replace('__', '-')}]")
        box.select_option(text) if box.evaluate("box => box.tagName") == "SELECT" else box.fill(text)


def add(page: Page, group: str) -> None:
    inline = page.locator(f"#{group}-group")
    if inline.locator("details:not([open])").count():
        inline.locator("summary").first.click()
    inline.locator(".add-row a").click()


def save(page: Page, button: str = "_continue") -> None:
    follow(page, f"[name={button}]")


def follow(page: Page, selector: str) -> None:
    """Until the next page is there: else what is read next could still be of this one."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def told(page: Page) -> str:
    """What the desk says above the page."""
    return " ".join(page.locator(".messagelist, .errornote, .errorlist, .form-faults").all_inner_texts())


def open_guide(page: Page, title: str = "还卡") -> None:
    page.goto("/admin/guides/guide/?q=return-sim")
    page.locator("#result_list tbody th a", has_text=title).first.click()
    page.wait_for_selector("#guide_form")


def reader(page: Page, path: str = PUBLIC) -> tuple[int, str]:
    """What a visitor who is nobody gets now."""
    context = page.context.browser.new_context(base_url=page.url.split("/admin")[0])
    visitor = context.new_page()
    response = visitor.goto(path)
    shown = response.status, visitor.inner_text("h1")
    context.close()
    return shown


# The tests of this file are one day: each goes on where the one before it ended.


def test_an_editor_writes_a_guide(sit_down):
    page = sit_down("ed")
    page.goto("/admin/guides/guide/add/")
    write(
        page, slug="return-sim", title_zh_hans="还卡之前要做什么", short_answer_zh_hans="先关自动续费，再解绑账号。",
        summary_zh_hans="还卡之前的几件事。", facts_checked_on=str(datetime.datetime.now(datetime.UTC).date()),
    )  # fmt: skip
    page.locator(".field-sources .select2-search__field").click()
    page.locator(".field-sources .select2-search__field").press_sequentially("metfone")
    page.locator(".select2-results__option[aria-selected]").first.click()
    for number, meaning in enumerate(("renewal", "accounts", "line", "money", "device")):
        add(page, "verdicts")
        values = {"meaning": meaning, "need": "required", "reason_zh_hans": "软件里关掉。"}
        write(page, **{f"verdicts__{number}__{name}": value for name, value in values.items()})
    add(page, "sections")
    write(
        page, sections__0__kind="steps", sections__0__anchor="steps", sections__0__heading_zh_hans="步骤",
        sections__0__body_zh_hans="1. 打开软件\n2. 关闭自动续费",
    )  # fmt: skip
    save(page)
    assert page.locator(".errornote").count() == 0, told(page)
    assert page.input_value("[name=title_zh_hans]") == "还卡之前要做什么"
    assert reader(page)[0] == 404


def test_the_editor_drafts_traditional_chinese_and_sees_it_first(sit_down):
    page = sit_down("ed")
    follow(page, ".object-tools a[href$='/draft/']")
    assert "軟體裡關掉。" in page.inner_text("#content-main")
    follow(page, "input[type=submit]")
    assert page.input_value("[name=verdicts-0-reason_zh_hant]") == "軟體裡關掉。"


def test_an_editor_may_hand_in_but_not_publish(sit_down):
    page = sit_down("ed")
    write(page, status="published")
    save(page)
    assert "Only a publisher may publish" in told(page)
    write(page, status="in_review")
    save(page)
    assert page.locator(".errornote").count() == 0, told(page)
    assert reader(page)[0] == 404


def test_a_translator_sees_the_source_and_writes_only_her_own_language(sit_down):
    page = sit_down("hanna")
    open_guide(page)
    assert page.locator("[name=title_zh_hant]").count() == 1
    assert page.locator("[name=title_zh_hans], [name=title_en], [name=status], [name=slug]").count() == 0
    assert "还卡之前要做什么" in page.inner_text("#guide_form")
    write(page, title_zh_hant="還卡之前要做的事")
    save(page)
    assert page.input_value("[name=title_zh_hant]") == "還卡之前要做的事"


def test_a_fact_checker_can_read_the_guide_and_change_none_of_it(sit_down):
    page = sit_down("chen")
    open_guide(page)
    assert page.locator("#guide_form [name=_save]").count() == 0
    page.goto("/admin/guides/fact/add/")
    assert page.locator("#fact_form [name=_save]").count() == 1


def test_the_publisher_finds_it_waiting_and_looks_at_it_as_readers_will(sit_down):
    page = sit_down("paul")
    page.goto("/admin/")
    page.locator("#content a", has_text="Guides that wait for review").first.click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    follow(page, "#result_list tbody th a")
    with page.expect_popup() as opened:
        page.locator(".object-tools a[href$='/preview/zh-hans/']").click()
    assert opened.value.inner_text("h1") == "还卡之前要做什么"
    opened.value.close()


def test_the_publisher_is_told_what_is_stale_before_it_appears(sit_down):
    page = sit_down("paul")
    write(page, status="published")
    save(page)
    tick = page.locator("[name=publish_anyway]")
    expect(tick).to_be_visible()
    assert reader(page)[0] == 404
    tick.check()
    save(page)
    assert page.locator(".errornote").count() == 0, told(page)
    assert reader(page) == (200, "还卡之前要做什么")


def test_of_two_who_edit_at_once_the_second_is_told_and_loses_nothing(sit_down):
    first, second = sit_down("ed"), sit_down("eva")
    open_guide(first)
    open_guide(second)
    write(first, title_zh_hans="还卡前的三件事", note_zh_hans="标题更清楚。")
    save(first)
    assert first.locator(".errornote").count() == 0, told(first)
    write(second, summary_zh_hans="伊娃写的摘要。", note_zh_hans="摘要更短。")
    save(second)
    assert "ed" in told(second)
    assert second.input_value("[name=summary_zh_hans]") == "伊娃写的摘要。"
    assert reader(first) == (200, "还卡前的三件事")


def test_what_readers_know_cannot_change_without_a_word_to_them(sit_down):
    page = sit_down("ed")
    open_guide(page)
    write(page, title_zh_hans="还卡")
    save(page)
    assert "tell them what changed" in told(page)
    write(page, significance="typo")
    save(page)
    assert page.locator(".errornote").count() == 0, told(page)
    assert reader(page) == (200, "还卡")


def test_an_earlier_text_is_brought_back(sit_down):
    page = sit_down("paul")
    open_guide(page)
    follow(page, ".object-tools .historylink")
    follow(page, "#content-main tbody th a >> nth=2")
    follow(page, "#content-main [type=submit]")
    open_guide(page)
    assert page.input_value("[name=title_zh_hans]") != "还卡"


def test_it_is_scheduled_anew_and_gone_until_its_moment(sit_down):
    page = sit_down("paul")
    open_guide(page)
    tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    write(page, published_at_0=str(tomorrow.date()), published_at_1="08:00:00")
    save(page)
    if page.locator("[name=publish_anyway]:visible").count():
        page.check("[name=publish_anyway]")
        save(page)
    assert page.locator(".errornote").count() == 0, told(page)
    assert reader(page)[0] == 404
