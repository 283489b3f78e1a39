import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from guides.languages import LANGUAGES
from guides.offline.manifest import ICONS, PAPER
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_language_has_a_manifest_that_its_pages_name(client, language):
    shown = Shown(client, f"/{language.code}/")
    address = f"/{language.code}/site.webmanifest"
    assert shown.values("link[rel=manifest]", "href") == [address]
    response = client.get(address)
    found = response.json()
    assert (response["Content-Type"], response["Vary"]) == ("application/manifest+json", "Accept-Encoding")
    assert (found["lang"], found["start_url"]) == (language.html_lang, f"/{language.code}/")
    assert (found["id"], found["scope"], found["display"]) == ("/", "/", "standalone")
    assert found["name"] == shown.texts(".brand")[0]
    assert 0 < len(found["description"]) <= 200


def test_at_the_root_it_speaks_the_browsers_language(client):
    response = client.get("/site.webmanifest", headers={"accept-language": "zh-TW"})
    assert (response.json()["lang"], response["Vary"]) == ("zh-Hant", "Accept-Language, Accept-Encoding")


def test_shortcuts_lead_to_pages_of_the_same_language(client):
    found = client.get("/zh-hant/site.webmanifest").json()["shortcuts"]
    assert [each["url"] for each in found] == ["/zh-hant/plan/", "/zh-hant/letter/", "/zh-hant/search/"]
    assert {client.get(each["url"]).status_code for each in found} == {200}
    assert all(each["name"] for each in found)


def test_icons_have_the_size_and_the_edges_that_they_claim():
    for name, size, purpose in ICONS:
        image = Image.open(finders.find(name))
        assert (image.format, image.size) == ("PNG", (size, size))
        corner = image.convert("RGBA").getpixel((0, 0))
        assert corner[3] == (255 if purpose == "maskable" else 0), name
    assert {(size, purpose) for _name, size, purpose in ICONS} == {
        (192, "any"), (512, "any"), (192, "maskable"), (512, "maskable"),
    }  # fmt: skip


def test_the_drawing_of_a_maskable_icon_lies_within_the_circle_that_is_always_shown():
    """Of 80 % of its width: beyond it a launcher may cut."""
    image = Image.open(finders.find("img/icon-maskable-192.png")).convert("RGB")
    ground, drawn = image.getpixel((0, 0)), []
    for x in range(192):
        drawn += [(x, y) for y in range(192) if image.getpixel((x, y)) != ground]
    farthest = max((x - 95.5) ** 2 + (y - 95.5) ** 2 for x, y in drawn) ** 0.5
    assert 0.5 * 76.8 < farthest <= 76.8


def test_iphones_get_an_icon_without_holes(client):
    (address,) = Shown(client, "/en/").values("link[rel=apple-touch-icon]", "href")
    image = Image.open(finders.find(address.removeprefix("/static/")))
    assert (image.size, image.convert("RGBA").getextrema()[3]) == ((180, 180), (255, 255))


def test_colours_are_those_of_the_stylesheet(client):
    light, dark = re.findall(r"--paper: (#[0-9a-f]{6});", TOKENS)
    shown = Shown(client, "/en/")
    themes = zip(
        shown.values("meta[name=theme-color]", "media"), shown.values("meta[name=theme-color]", "content"), strict=True
    )
    assert dict(themes) == {"(prefers-color-scheme: light)": light, "(prefers-color-scheme: dark)": dark}
    found = client.get("/en/site.webmanifest").json()
    assert (PAPER, found["theme_color"], found["background_color"]) == (light, light, light)
