"""A text that no reader would finish is refused beside its field, and stays on the screen."""

import pytest
from django.urls import reverse

from tests.admin.forms import errors, save, values_of
from tests.admin.people import person
from tests.factory import make_country, make_guide

pytestmark = pytest.mark.django_db
LONG = "一段很长的话。\n\n" * 10_000  # 200 kB
MESSAGE = "Ensure this value has at most 20000 characters (it has {})."


@pytest.fixture
def guide():
    return make_guide("leave", make_country())


def test_a_section_of_200_kb_is_refused_beside_its_field_and_stays_on_the_screen(guide):
    editor = person("ed", "Editor")
    address = reverse("admin:guides_guide_change", args=[guide.pk])
    page = save(editor, address, **{"sections-0-body_zh_hans": LONG})
    assert errors(page)["sections-0-body_zh_hans"] == [MESSAGE.format(len(LONG.strip()))]
    assert values_of(page)["sections-0-body_zh_hans"].strip() == LONG.strip()
    guide.refresh_from_db()
    assert (guide.version, guide.sections.first().body_zh_hans) == (0, "- Pay (zh-hans)")


def test_the_preview_says_why_there_is_none(guide):
    answer = person("ed", "Editor").post(reverse("admin:guides_guide_markdown"), {"text": LONG, "language": "zh-hans"})
    assert (answer.status_code, answer.content.decode()) == (413, MESSAGE.format(len(LONG)))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_what_just_fits_is_previewed(guide):
    answer = person("ed", "Editor").post(reverse("admin:guides_guide_markdown"), {"text": "字" * 20_000})
    assert answer.status_code == 200
