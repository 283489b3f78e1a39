"""Pictures in guides: what readers see, and what an editor must mend before a guide can be saved."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from guides.evidence.placing import Placing
from guides.languages import EN, LANGUAGES, ZH_HANT
from guides.models import Guide, Image
from tests.admin.forms import errors, values_of
from tests.factory import make_guide, make_image
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db

PLACE = "sections-0-body"


@pytest.fixture
def image() -> Image:
    captions = {f"caption_{language.suffix}": f"Caption ({language.code})" for language in LANGUAGES}
    return make_image(width=1170, height=700, **captions)


@pytest.fixture
def guide() -> Guide:
    return make_guide()


def body(guide: Guide, text: str, *languages) -> None:
    columns = {f"body_{language.suffix}": text for language in languages or LANGUAGES}
    guide.sections.filter(anchor="before").update(**columns)


def saved(admin_client, guide: Guide, **texts: str):
    """The refusals of a save in which the first section's text is changed in some languages."""
    address = reverse("admin:guides_guide_change", args=[guide.pk])
    values = values_of(admin_client.get(address))
    assert values["sections-0-anchor"] == "before"
    changed = {f"{PLACE}_{suffix}": text for suffix, text in texts.items()}
    notes = {f"note_{language.suffix}": "Changed." for language in LANGUAGES}
    response = admin_client.post(address, {**values, **notes, **changed})
    return errors(response) if response.status_code == 200 else {}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_page_shows_the_picture_in_its_language(client, guide, image, language):
    body(guide, f"Before\n\n{image.directive}\n\nAfter")
    page = Shown(client, f"/{language.code}/guides/leave/")
    (shown,) = page.document.query("figure.picture img")
    folder = f"/media/images/{image.digest}"
    assert dict(shown.attrs) == {
        "src": f"{folder}/1080.png",
        "width": "1170",
        "height": "700",
        "alt": f"Picture of settings ({language.code})",
        "loading": "lazy",
        "decoding": "async",
    }
    assert page.texts("figure.picture figcaption") == [f"Caption ({language.code})"]
    (source,) = page.document.query("figure.picture source")
    assert source.attrs["type"] == "image/webp"
    assert source.attrs["srcset"] == ", ".join(f"{folder}/{width}.webp {width}w" for width in (360, 720, 1080, 1170))
    assert "calc(100vw - 2rem)" in source.attrs["sizes"]


def test_a_picture_between_steps_does_not_stop_their_numbers(client, guide, image):
    guide.sections.filter(anchor="steps").update(body_en=f"1. One\n\n{image.directive}\n\n1. Two")
    page = Shown(client, "/en/guides/leave/")
    assert page.values(".guide-section-steps li[id]", "id") == ["steps-1", "steps-2"]
    assert len(page.document.query(".guide-section-steps figure.picture")) == 1


def test_a_picture_may_stand_in_an_answer_and_in_print(client, guide, image):
    guide.questions.filter(anchor="why").update(answer_en=image.directive)
    for address in ("/en/guides/leave/", "/en/guides/leave/print/"):
        assert len(Shown(client, address).document.query(".questions figure.picture")) == 1


@pytest.mark.parametrize(
    "text", ["[[image: none]]", "[[image:]]", "[[image: settings none]]", "So [[image: settings]]"]
)
def test_what_cannot_be_shown_leaves_nothing_for_a_reader(client, guide, image, text):
    body(guide, f"Before\n\n{text}\n\nAfter", EN)
    page = Shown(client, "/en/guides/leave/")
    words = " ".join(page.texts(".guide-section-before"))
    assert (page.status, page.document.query("figure.picture"), "[[" in words, "After" in words) == (
        200,
        [],
        False,
        True,
    )


def test_a_picture_without_description_is_not_shown_in_that_language(client, guide, image):
    Image.objects.update(alt_en="")
    body(guide, image.directive + "\n\nAfter")
    found = [Shown(client, f"/{code}/guides/leave/").document.query("figure.picture") for code in ("en", "zh-hant")]
    assert [len(each) for each in found] == [0, 1]


def test_what_is_written_on_a_picture_is_text_and_not_markup():
    hostile = '"><script>alert(1)</script>'
    image = make_image(alt_en=hostile, caption_en=hostile)
    with override("en"):
        html = render_to_string("components/picture.html", {"picture": image})
    assert ("<script" in html, html.count("&lt;script&gt;")) == (False, 2)


def test_any_number_of_pictures_costs_one_query(django_assert_num_queries):
    text = "\n\n".join(make_image(f"picture-{number}").directive for number in range(9))
    with django_assert_num_queries(1):
        assert len(Placing([text, text], EN).blocks(text)) == 9


def test_the_preview_shows_the_picture(admin_client, image):
    sent = {"text": image.directive, "language": "zh-hant"}
    html = admin_client.post(reverse("admin:guides_guide_markdown"), sent).content.decode()
    assert 'alt="Picture of settings (zh-hant)"' in html


def test_a_guide_with_described_pictures_can_be_saved(admin_client, guide, image):
    assert saved(admin_client, guide, **{language.suffix: image.directive for language in LANGUAGES}) == {}
    assert guide.sections.filter(body_zh_hant=image.directive).exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[image: none]]", "There is no image “none”. Upload it under Images first."),
        ("[[image:]]", "Write one name: [[image: name]]."),
        ("[[image: settings none]]", "Write one name: [[image: name]]."),
        ("See [[image: settings]]", "[[image: settings]] must stand alone on its line."),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_beside_its_text(admin_client, guide, image, text, reason):
    assert saved(admin_client, guide, en=text) == {f"{PLACE}_en": [reason]}
    assert not guide.sections.filter(body_en=text).exists()


def test_a_picture_without_description_in_a_language_is_refused_in_that_language(admin_client, guide, image):
    Image.objects.update(alt_zh_hant="")
    found = saved(admin_client, guide, **{language.suffix: image.directive for language in LANGUAGES})
    reason = "The image “settings” has no alternative text in 繁體中文. Write it under Images first."
    assert found == {f"{PLACE}_{ZH_HANT.suffix}": [reason]}
    assert not guide.sections.filter(body_en=image.directive).exists()


def test_a_section_that_is_being_deleted_may_name_anything(admin_client, guide):
    body(guide, "[[image: none]]", EN)
    address = reverse("admin:guides_guide_change", args=[guide.pk])
    values = values_of(admin_client.get(address)) | {"note_en": "Changed.", "note_zh_hans": "改", "note_zh_hant": "改"}
    response = admin_client.post(address, {**values, "sections-0-DELETE": "on"})
    assert (response.status_code, guide.sections.count()) == (302, 1)
