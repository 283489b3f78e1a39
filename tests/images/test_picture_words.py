"""The words of pictures go to translators with the guide that places them, and into Traditional Chinese by draft."""

import io

import pytest
from django.core.management import call_command

from guides.drafting import hant
from guides.drafting.answers import take
from guides.drafting.catalogue import catalogue
from guides.drafting.places import with_parts
from guides.drafting.returned import read
from guides.languages import EN, ZH_HANS, ZH_HANT
from guides.models import Guide, Image
from tests.factory import make_guide, make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide() -> Guide:
    """In Simplified Chinese and English; it places a picture that is described in Simplified Chinese only."""
    make_image("phone", languages=(), alt_zh_hans="手机的设置", caption_zh_hans="第二行")
    make_image("unused", languages=(), alt_zh_hans="没有用")
    guide = make_guide(languages=[ZH_HANS, EN])
    guide.sections.filter(anchor="before").update(body_zh_hans="[[image: phone]]", body_en="[[image: phone]]")
    return guide


def file_of(guide: Guide, language=EN):
    return catalogue(with_parts(Guide.objects.all()).get(pk=guide.pk), language)


def words_of_pictures(file) -> dict[str, tuple]:
    return {entry.msgctxt: (entry.msgid, entry.msgstr, entry.flags) for entry in file if entry.msgctxt[:5] == "image"}


def returned(guide: Guide, **answers: str):
    """The guide's file as a translator sends it back, with other words for the picture."""
    file = file_of(guide)
    for entry in file:
        entry.flags = []
        entry.msgstr = answers.get(entry.msgctxt.replace(".", "_"), entry.msgstr)
    return take([read("leave.po", str(file).encode())], None)


def test_a_guides_file_holds_the_words_of_its_pictures(guide):
    assert words_of_pictures(file_of(guide)) == {
        "image.phone.alt": ("手机的设置", "", []),
        "image.phone.caption": ("第二行", "", []),
    }


def test_a_translator_is_told_what_the_words_are_for(guide):
    entry = file_of(guide).find("手机的设置")
    assert entry.comment.startswith("image “phone”: alternative text, plain text, at most 250 characters\n")


def test_answers_are_written_to_the_picture(guide):
    report = returned(guide, image_phone_alt="The settings of the phone")
    image = Image.objects.get(slug="phone")
    assert (report.skipped, image.alt_en, image.caption_en or "") == ([], "The settings of the phone", "")
    assert words_of_pictures(file_of(guide))["image.phone.alt"][1:] == ("The settings of the phone", [])


def test_the_same_answers_again_change_nothing(guide):
    returned(guide, image_phone_alt="The settings of the phone")
    assert returned(guide).taken == []


@pytest.mark.parametrize(("answer", "reason"), [("x" * 251, "at most 250 fit"), ("two\nlines", "must be one line")])
def test_an_answer_that_does_not_fit_is_named(guide, answer, reason):
    (skipped,) = returned(guide, image_phone_alt=answer).skipped
    assert (skipped.place, reason in skipped.message) == ("image.phone.alt", True)
    assert not Image.objects.get(slug="phone").alt_en


def test_drafting_a_guide_drafts_its_pictures(guide):
    hant.apply(guide, None)
    image = Image.objects.get(slug="phone")
    assert (image.alt_zh_hant, image.caption_zh_hant) == ("手機的設定", "第二行")
    assert "image.phone.alt" not in guide.translation_states.get(language="zh-hant").source_snapshot


def test_drafting_everything_drafts_every_picture_once(guide):
    make_guide("other", languages=[ZH_HANS]).sections.update(body_zh_hans="[[image: phone]]")
    said = io.StringIO()
    call_command("draft_hant", dry_run=True, stdout=said)
    assert (said.getvalue().count("+ 手機的設定"), Image.objects.filter(alt_zh_hant__gt="").exists()) == (1, False)
    call_command("draft_hant", stdout=io.StringIO())
    assert set(Image.objects.values_list("alt_zh_hant", flat=True)) == {"手機的設定", "沒有用"}


def test_a_guide_without_pictures_costs_no_more(django_assert_num_queries):
    make_guide("plain")
    guide = with_parts(Guide.objects.all()).get(slug="plain")
    with django_assert_num_queries(0):
        catalogue(guide, ZH_HANT)
