"""A picture that texts place stays, under its name and described, until they do not."""

import pytest
from django.urls import reverse

from guides.models import Image
from tests.admin.forms import document, errors, save
from tests.factory import make_guide
from tests.images.desk import change

pytestmark = pytest.mark.django_db

PLACES = [
    "Title of leave (en): section “before” (简体中文)",
    "Title of leave (en): section “before” (English)",
    "Title of leave (en): question “why” (English)",
]


@pytest.fixture
def guide(image):
    """It places the image in English and in Simplified Chinese."""
    guide = make_guide()
    text = f"Look:\n\n{image.directive}\n"
    guide.sections.filter(anchor="before").update(body_en=text, body_zh_hans=text)
    guide.questions.filter(anchor="why").update(answer_en=text)
    return guide


def test_a_picture_in_use_cannot_be_deleted_and_its_places_are_named(admin_client, image, guide):
    address = reverse("admin:guides_image_delete", args=[image.pk])
    page = document(admin_client.get(address))
    listed = [each.to_text().strip() for each in page.query("#content li")]
    assert ([each for each in PLACES if each not in listed], page.query("input[name=post]")) == ([], [])
    admin_client.post(address, {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [str(image.pk)], "post": "yes"}
    admin_client.post("/admin/guides/image/", chosen)
    assert Image.objects.filter(pk=image.pk).exists()


def test_a_picture_in_use_keeps_its_name_and_its_descriptions(admin_client, image, guide):
    response = save(admin_client, change(image), slug="telephone", alt_zh_hans="", alt_zh_hant="手機")
    assert errors(response) == {
        "slug": [f"Texts place the picture under its name: {'; '.join(PLACES)}."],
        "alt_zh_hans": [f"Texts in this language place the picture: {PLACES[0]}."],
    }
    assert save(admin_client, change(image), alt_zh_hant="手機").status_code == 302


def test_the_form_names_the_places_of_the_picture(admin_client, image, guide):
    page = document(admin_client.get(change(image)))
    assert [each.to_text() for each in page.query(".field-used_in li")] == PLACES
