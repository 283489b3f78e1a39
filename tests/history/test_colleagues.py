"""Two people edit the same guide: the second save is refused, nothing that was typed is lost."""

import pytest

from guides.models import Guide
from tests.admin.forms import document, errors, save, values_of
from tests.admin.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db):
    return person("carl", "Editor")


@pytest.fixture
def refused(editor, colleague, guide, address):
    """Edith's form was open while Carl saved; then she saves."""
    opened = values_of(editor.get(address))
    hers = {"title_zh_hans": "离开", "sections-1-body_en": "1. Shout", "significance": "typo"}
    values = values_of(colleague.get(address))
    his = {"summary_en": "Short.", "questions-0-answer_zh_hant": "因為。", "significance": "typo", "position": "4"}
    assert colleague.post(address, {**values, **his}).status_code == 302
    return editor.post(address, {**opened, **hers})


@pytest.fixture
def earlier(editor, guide, address):
    """A save before, so that there is something to compare with."""
    assert save(editor, address).status_code == 302


def test_the_second_save_is_refused_with_who_when_and_what(earlier, refused, guide):
    (first, second) = errors(refused)[""]
    assert first.startswith("carl saved this guide on ")
    assert first.endswith(" while you were editing it. Your text is kept below.")
    assert second == "Changed: question.why.answer (繁體), summary (English)."
    guide.refresh_from_db()
    assert (guide.title_zh_hans, guide.summary_en) == ("Title of leave (zh-hans)", "Short.")


def test_the_text_of_the_second_stays_in_the_form(earlier, refused):
    shown = values_of(refused)
    kept = {name: shown[name] for name in ("title_zh_hans", "sections-1-body_en", "significance")}
    assert kept == {"title_zh_hans": "离开", "sections-1-body_en": "1. Shout", "significance": "typo"}


def tick(response) -> str:
    (box,) = document(response).query("input[type=checkbox][name=overwrite]")
    assert "checked" not in box.attrs
    return box.attrs["value"]


def test_saving_again_without_a_tick_is_refused_again(earlier, refused, editor, address):
    assert editor.post(address, values_of(refused)).status_code == 200


def test_with_a_tick_the_second_saves_over_the_first(earlier, refused, editor, guide, address):
    assert editor.post(address, {**values_of(refused), "overwrite": tick(refused)}).status_code == 302
    guide.refresh_from_db()
    assert (guide.title_zh_hans, guide.summary_en) == ("离开", "Summary. (en)")


def test_a_tick_does_not_save_over_what_was_changed_after_it_was_shown(earlier, refused, editor, colleague, address):
    assert save(colleague, address, title_en="Carl again", significance="typo").status_code == 302
    again = editor.post(address, {**values_of(refused), "overwrite": tick(refused)})
    assert (again.status_code, tick(again) != tick(refused)) == (200, True)
    assert Guide.objects.filter(title_en="Carl again").exists()


def test_a_form_that_nobody_overtook_asks_for_no_tick(editor, guide, address):
    response = save(editor, address, slug="")
    assert document(response).query("input[type=checkbox][name=overwrite]") == []


def test_the_same_person_in_two_windows_is_refused_as_well(editor, guide, address):
    opened = values_of(editor.get(address))
    assert save(editor, address, title_en="One", significance="typo").status_code == 302
    response = editor.post(address, {**opened, "title_en": "Two", "significance": "typo"})
    assert errors(response)[""][0].startswith("edith saved this guide on ")
    assert Guide.objects.get(pk=guide.pk).title_en == "One"


def test_a_guide_that_a_colleague_deleted_meanwhile_says_so(editor, guide, address):
    opened = values_of(editor.get(address))
    guide.delete()
    response = editor.post(address, {**opened, "title_en": "Two"}, follow=True)
    (message,) = [each.to_text() for each in document(response).query(".messagelist li")]
    assert "doesn’t exist" in message
