"""The pictures that go with links."""

import datetime
import logging
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from PIL import Image

from guides.discovery import cards, drawing, fonts
from guides.discovery.cards import Card
from guides.languages import EN, LANGUAGES, ZH_HANS
from guides.models import Country, Guide
from tests.factory import make_country, make_guide
from tests.pages.reading import Shown

FONT = fonts.usual()
needs_font = pytest.mark.skipif(FONT is None, reason="no font with both Chinese scripts at a usual place")
LONG = "注销" * 60
ENDS = ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]  # of a line or a paragraph


def picture(client: Client, page: str) -> str:
    """The path of the picture that a page names."""
    (address,) = Shown(client, page).values('meta[property="og:image"]', "content")
    assert address.startswith(settings.SITE_URL)
    return address.removeprefix(settings.SITE_URL)


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image.convert("RGB")


@pytest.mark.django_db
@pytest.mark.parametrize("page", [
    "/zh-hans/cambodia/cancel-travel-esim/", "/zh-hant/guides/remove-esim/", "/en/", "/en/providers/metfone/",
])  # fmt: skip
def test_every_page_names_a_picture_that_is_one(client: Client, page: str):
    response = client.get(picture(client, page))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert opened(response.content).size == (1200, 630)
    assert len(response.content) < 100_000
    shown = Shown(client, page)
    named = {name: shown.values(f'meta[property="og:image:{name}"]', "content") for name in ("width", "height", "type")}
    assert named == {"width": ["1200"], "height": ["630"], "type": ["image/png"]}
    assert shown.values('meta[name="twitter:card"]', "content") == ["summary_large_image"]


@pytest.mark.django_db
def test_the_words_of_the_picture_are_its_alternative(client: Client):
    shown = Shown(client, "/zh-hant/cambodia/cancel-travel-esim/")
    (alt,) = shown.values('meta[property="og:image:alt"]', "content")
    assert alt == f"柬埔寨 · {shown.heading}"


@pytest.mark.django_db
def test_a_guide_has_a_picture_of_its_own_in_each_language(client: Client):
    make_guide(country=make_country())
    pictures = {picture(client, f"/{language.code}/norway/leave/") for language in LANGUAGES}
    assert len(pictures) == len(LANGUAGES)
    assert all(re.fullmatch(r"/[\w-]+/norway/leave/card-[0-9a-f]{16}\.png", path) for path in pictures)
    assert picture(client, "/en/norway/") == picture(client, "/en/") != picture(client, "/zh-hans/")


@pytest.mark.django_db
def test_the_address_changes_with_what_is_drawn_and_with_nothing_else(client: Client):
    guide = make_guide(country=make_country(), facts_checked_on=datetime.date(2026, 11, 1))
    addresses = [picture(client, "/en/norway/leave/")]
    for table, change in (
        (Guide, {"short_answer_en": "Other.", "edited_on": datetime.date(2026, 10, 1)}),
        (Guide, {"title_en": "Another title"}),
        (Guide, {"facts_checked_on": datetime.date(2026, 11, 2)}),
        (Guide, {"due_on": datetime.date(2020, 1, 1)}),
        (Country, {"name_en": "Noreg"}),
    ):
        table.objects.filter(slug__in=[guide.slug, "norway"]).update(**change)
        addresses.append(picture(client, "/en/norway/leave/"))
    assert addresses[0] == addresses[1]
    assert len(set(addresses)) == 5


@pytest.mark.django_db
def test_a_picture_is_kept_for_long_and_asked_for_again_without_bytes(client: Client):
    path = picture(client, "/en/guides/remove-esim/")
    response = client.get(path)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (response.get("Vary"), list(response.cookies)) == (None, [])
    again = client.get(path, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db
@pytest.mark.parametrize("path", [
    "/en/norway/leave/card-{odd}.png", "/en/norway/other/card-{version}.png", "/en/iceland/leave/card-{version}.png",
    "/zh-hant/norway/leave/card-{version}.png", "/en/guides/leave/card-{version}.png", "/en/card-{odd}.png",
    "/en/norway/draft/card-{version}.png", "/en/norway/leave/card-{version}0.png", "/en/norway/leave/card-.png",
    "/en/norway/leave/card-XYZ.png", "/card-{version}.png",
])  # fmt: skip
def test_addresses_that_no_page_names_draw_nothing(client: Client, path: str):
    norway = make_country()
    make_guide(country=norway, languages=[EN, ZH_HANS])
    make_guide("draft", norway, status="draft")
    version = picture(client, "/en/norway/leave/")[-20:-4]
    before = drawing.png.cache_info().misses
    response = client.get(path.format(version=version, odd="0123456789abcdef"))
    assert (response.status_code, drawing.png.cache_info().misses) == (404, before)


@pytest.mark.django_db
def test_a_picture_is_drawn_once(client: Client):
    make_guide("drawn-once")
    path = picture(client, "/en/guides/drawn-once/")
    before = drawing.png.cache_info().misses
    assert client.get(path).content == client.get(path).content
    assert drawing.png.cache_info().misses == before + 1
    assert drawing.png.cache_info().maxsize == 64


@needs_font
def test_each_chinese_script_has_letters_of_its_own_form():
    """门 and 返 are one code point each, drawn otherwise in Taiwan than in mainland China."""
    drawn = {script: bytes(fonts.load(FONT, 60, script).getmask("返骨令")) for script in ("SC", "TC")}
    assert drawn["SC"] != drawn["TC"]
    with translation.override("zh-hant"):
        assert cards.default_card().script == "TC"
    with translation.override("zh-hans"):
        assert cards.default_card().script == "SC"


@needs_font
@pytest.mark.parametrize(
    "title", ["短", "Donaudampfschifffahrtsgesellschaft" * 3, LONG, "A b " * 30, "，。！" * 40, " "]
)
def test_no_title_leaves_its_place(title: str):
    """The words stand between the head line and the stamp, and inside the margins."""
    card = Card(title, "Site", "Norway", "NO", "Facts checked 2026-11-21", font=FONT)
    image, empty = (
        opened(drawing.png(card)),
        opened(drawing.png(Card(" ", "Site", "Norway", "NO", card.stamp, font=FONT))),
    )
    changed = [
        (x, y)
        for x in range(0, 1200, 2)
        for y in range(0, 630, 2)
        if sum(abs(a - b) for a, b in zip(image.getpixel((x, y)), empty.getpixel((x, y)), strict=True)) > 240
    ]
    assert [(x, y) for x, y in changed if not (90 <= x <= 1110 and 155 <= y <= 412)] == []
    assert bool(changed) == bool(title.strip())


def test_without_a_font_a_card_is_drawn_without_words():
    shown, other, overdue = (
        drawing.png(Card(title, "Site", "Norway", "NO", "Facts checked", overdue=overdue))
        for title, overdue in (("One", False), ("Two", False), ("One", True))
    )
    assert opened(shown).size == (1200, 630)
    assert (shown == other, shown == overdue) == (True, False)
    assert len(opened(shown).getcolors(100_000)) > 8


@pytest.mark.django_db
def test_where_there_is_no_font_pages_and_pictures_still_come_and_the_log_says_it_once(client, monkeypatch, caplog):
    monkeypatch.setattr(fonts, "USUAL", (Path("/nowhere.ttc"),))
    fonts.usual.cache_clear()
    try:
        with caplog.at_level(logging.INFO):
            paths = {picture(client, page) for page in ("/en/", "/en/guides/remove-esim/")}
            assert [client.get(path).status_code for path in paths] == [200, 200]
    finally:
        fonts.usual.cache_clear()
    assert [record.getMessage() for record in caplog.records if "OG_FONT" in record.getMessage()] == [
        "No font with both Chinese scripts was found: pictures of links carry no text. OG_FONT may name one."
    ]


@pytest.mark.parametrize("name", ["missing.ttf", "text.ttf", "."])
def test_what_is_no_font_is_told_apart(tmp_path: Path, name: str):
    (tmp_path / "text.ttf").write_text("no font")
    assert fonts.fault(tmp_path / name) == f"{tmp_path / name} is no font that can be read"


@pytest.mark.skipif(not Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").exists(), reason="no DejaVu here")
def test_a_font_without_chinese_letters_is_refused():
    path = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    assert fonts.fault(path).startswith(f"{path} lacks Chinese letters: 简註銷嗎")


@needs_font
def test_a_font_with_both_scripts_is_accepted():
    assert fonts.fault(FONT) == ""


@needs_font
@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_a_sign_that_ends_a_line_is_a_space_in_the_picture(end):
    texts = dict.fromkeys(("title", "site", "place"), f"Leave{end}Norway")
    wanted = dict.fromkeys(texts, "Leave Norway")
    assert drawing.png(Card(**texts, code="NO", font=FONT)) == drawing.png(Card(**wanted, code="NO", font=FONT))
