"""A picture in a guide, in the file that the screen needs, with its place kept free until it is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from guides.images.reading import read
from guides.images.renditions import MASTER, render
from tests.images import files
from tests.running import manage, running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BUNDLE = """\
format: 1
images:
  - slug: sea
    digest: {sea}
    format: jpeg
    alt: {{en: The sea}}
    caption: {{en: Seen from the shop}}
  - slug: screen
    digest: {screen}
    format: png
    alt: {{en: The settings}}
guides:
  - slug: illustrated
    card: esim
    status: draft
    published_at: 2026-11-21
    edited_on: 2026-11-21
    title: {{en: Illustrated}}
    sections:
      - anchor: look
        kind: overview
        heading: {{en: Look}}
        body:
          en: |
            Before.

            [[image: sea]]

            [[image: screen]]

            After.
    translations: {{en: outdated_major}}
"""
# What moves while the page fills, without anybody having touched it.
SHIFTS = """() => new Promise((resolve) => {
  let total = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) total += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(total), 700);
})"""
PASSWORD = "only for this one test"


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory, chromium) -> Iterator[str]:
    """The address of a site of its own with a draft that places two pictures."""
    folder: Path = tmp_path_factory.mktemp("illustrated")
    pictures = {"sea": read(files.jpeg((2_000, 1_200))), "screen": read(files.png((1_170, 2_532)))}
    (folder / "images").mkdir()
    for picture in pictures.values():
        (folder / "images" / f"{picture.digest}.webp").write_bytes(render(picture)[MASTER])
    bundle = folder / "general.yaml"
    bundle.write_text(BUNDLE.format(**{name: picture.digest for name, picture in pictures.items()}))
    user = ("createsuperuser", "--noinput", "--username", "ed", "--email", "ed@example.org")
    for command in (("start", "--prepare"), ("seed", str(bundle)), user):
        done = manage(folder / "data", *command, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        assert done.returncode == 0, done.stderr
    with running(folder / "data", folder / "output.txt") as started:
        yield started.address


@pytest.fixture
def opened(illustrated: str, chromium: Browser):
    """The preview of the draft in a window of the given size."""
    contexts = []

    def run(width: int, pixels: float = 1) -> Page:
        size = {"width": width, "height": 800}
        context = chromium.new_context(base_url=illustrated, viewport=size, device_scale_factor=pixels, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/login/?next=/admin/guides/guide/%3Fq=illustrated")
        page.fill("[name=username]", "ed")
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.click("[type=submit]")
        address = page.locator("#result_list tbody th a").first.get_attribute("href").split("change/")[0]
        page.goto(f"{address}preview/en/")
        return page

    yield run
    for context in contexts:
        context.close()


def shown(page: Page) -> list[str]:
    """The file that the browser chose for each picture, once it has been scrolled to."""
    names = []
    for picture in page.locator("figure.picture img").all():
        picture.scroll_into_view_if_needed()
        page.wait_for_function("each => each.complete && each.naturalWidth > 0", arg=picture.element_handle())
        names.append(picture.evaluate("each => each.currentSrc").rsplit("/", 1)[1])
    return names


@pytest.mark.parametrize(
    ("width", "pixels", "chosen"),
    [
        (360, 1, ["360.webp", "360.webp"]),
        (360, 2, ["720.webp", "720.webp"]),
        (1280, 1, ["720.webp", "360.webp"]),
        (1280, 2, ["1440.webp", "720.webp"]),
    ],
)
def test_a_screen_gets_the_file_that_is_just_large_enough(opened, width, pixels, chosen):
    assert shown(opened(width, pixels)) == chosen


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_pictures_arrive(opened, width):
    page = opened(width)
    before = [each.bounding_box() for each in page.locator("figure.picture").all()]
    shown(page)
    page.evaluate("scrollTo(0, 0)")
    after = [each.bounding_box() for each in page.locator("figure.picture").all()]
    assert (after, page.evaluate(SHIFTS) < 0.01) == (before, True)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_picture_keeps_its_shape_and_fits_its_column(opened, width):
    page = opened(width)
    shown(page)
    sizes = [each.bounding_box() for each in page.locator("figure.picture img").all()]
    room = page.locator(".prose").first.bounding_box()["width"]
    assert [each["width"] <= room + 1 for each in sizes] == [True, True]
    shapes = [each["height"] / each["width"] for each in sizes]
    assert shapes == pytest.approx([864 / 1440, 2532 / 1170], rel=0.02)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_reader_of_the_page_hears_what_the_picture_shows(opened):
    page = opened(360)
    assert page.get_by_role("img", name="The sea").count() == 1
    assert page.get_by_role("figure").first.inner_text() == "Seen from the shop"
