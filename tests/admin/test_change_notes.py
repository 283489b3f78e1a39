"""Readers are told what changed in a guide that they know, in each language in which it changed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from guides.drafting import states
from guides.languages import LANGUAGES
from tests.admin.forms import document, errors, save, values_of
from tests.admin.people import person
from tests.factory import make_country, make_guide, make_source

pytestmark = pytest.mark.django_db
TELL = "Readers of {} know this guide: tell them what changed, or choose “typo”."
SUFFIXES = [language.suffix for language in LANGUAGES]


def first() -> dict[str, str]:
    """That a guide is new, in every language."""
    texts = {}
    for language in LANGUAGES:
        with translation.override(language.code):
            texts[language.suffix] = gettext("First published.")
    return texts


@pytest.fixture
def publisher(db):
    return person("paula", "Publisher")


@pytest.fixture
def guide():
    return make_guide(country=make_country())


def address_of(guide) -> str:
    return reverse("admin:guides_guide_change", args=[guide.pk])


def notes(guide) -> list[tuple[str, dict[str, str]]]:
    """Significance and texts, oldest first."""
    return [
        (note.significance, {suffix: text for suffix in SUFFIXES if (text := getattr(note, f"text_{suffix}"))})
        for note in guide.changes.order_by("pk")
    ]


@pytest.mark.parametrize("significance", ["minor", "major"])
def test_a_changed_text_without_a_note_is_refused_beside_the_note_and_what_was_typed_stays(
    publisher, guide, significance
):
    response = save(publisher, address_of(guide), title_en="Leave Norway", significance=significance)
    assert errors(response) == {"note_en": [TELL.format("English")]}
    shown = values_of(response)
    assert (shown["title_en"], shown["significance"]) == ("Leave Norway", significance)
    guide.refresh_from_db()
    assert (guide.title_en, guide.version, notes(guide)) == ("Title of leave (en)", 0, [])


def test_each_changed_language_needs_its_own_note(publisher, guide):
    edit = {"title_en": "Leave Norway", "summary_zh_hans": "怎样注销。", "note_en": "New title."}
    assert errors(save(publisher, address_of(guide), **edit)) == {"note_zh_hans": [TELL.format("简体中文")]}
    assert save(publisher, address_of(guide), **edit, note_zh_hans="新的摘要。").status_code == 302
    assert notes(guide) == [("minor", {"zh_hans": "新的摘要。", "en": "New title."})]


def test_what_is_wrong_is_listed_above_the_long_form_with_a_link_to_each_place(publisher, guide):
    html = document(save(publisher, address_of(guide), title_en="Leave Norway", slug=""))
    linked = {each.attrs["href"] for each in html.query(".form-faults a")}
    assert linked == {"#id_slug"}
    html = document(save(publisher, address_of(guide), title_en="Leave Norway"))
    linked = {each.attrs["href"] for each in html.query(".form-faults a")}
    assert (linked, len(html.query("#id_note_en"))) == ({"#id_note_en"}, 1)


def test_a_changed_section_counts_as_a_changed_text(publisher, guide):
    values = values_of(publisher.get(address_of(guide)))
    field = next(name for name, value in values.items() if name.endswith("body_en") and "Call" in value)
    refused = publisher.post(address_of(guide), {**values, field: "1. Write"})
    assert errors(refused) == {"note_en": [TELL.format("English")]}
    assert values_of(refused)[field] == "1. Write"


def test_a_changed_verdict_is_told_in_the_language_that_the_others_answer(publisher, guide):
    values = values_of(publisher.get(address_of(guide)))
    edit = {**values, "verdicts-0-need": "optional"}
    assert errors(publisher.post(address_of(guide), edit)) == {"note_zh_hans": [TELL.format("简体中文")]}
    assert publisher.post(address_of(guide), {**edit, "note_zh_hans": "不再必须。"}).status_code == 302


def test_a_typo_needs_no_note(publisher, guide):
    assert save(publisher, address_of(guide), title_en="Title of Leave", significance="typo").status_code == 302
    assert notes(guide) == []


def test_a_typo_with_a_note_is_asked_back_and_the_note_stays(publisher, guide):
    response = save(publisher, address_of(guide), title_en="T", significance="typo", note_en="New title.")
    message = "Readers are not told of a typo: choose “minor” or “major”, or write no note."
    assert (errors(response), values_of(response)["note_en"]) == ({"significance": [message]}, "New title.")


@pytest.mark.parametrize(
    "edit",
    [{}, {"facts_checked_on": "2026-11-20"}, {"position": "7"}, {"recheck_every": "30"}, {"status": "archived"}],
    ids=lambda edit: next(iter(edit), "nothing"),
)
def test_what_changes_no_text_needs_no_note(publisher, guide, edit):
    assert save(publisher, address_of(guide), **edit).status_code == 302
    assert notes(guide) == []


def test_a_note_that_is_written_among_the_older_notes_is_enough(publisher, guide):
    """A translator answers the editor's note instead of writing one beside it."""
    guide.changes.create(significance="minor", text_zh_hans="改了标题。")
    translator = person("theo", "Translator zh-Hant")
    edit = {"title_zh_hant": "離開挪威", "changes-0-text_zh_hant": "改了標題。"}
    assert save(translator, address_of(guide), **edit).status_code == 302
    assert notes(guide) == [("minor", {"zh_hans": "改了标题。", "zh_hant": "改了標題。"})]


def test_a_translator_may_tell_only_the_readers_of_their_language(guide):
    translator = person("theo", "Translator zh-Hant")
    offered = {name for name in values_of(translator.get(address_of(guide))) if name.startswith("note_")}
    assert offered == {"note_zh_hant"}
    edit = {"title_zh_hant": "離開挪威", "note_zh_hant": "新標題。", "note_en": "Mine."}
    assert save(translator, address_of(guide), **edit).status_code == 302
    assert notes(guide) == [("minor", {"zh_hant": "新標題。"})]


def test_a_language_that_readers_could_not_read_yet_needs_no_note(publisher):
    guide = make_guide(country=make_country())
    guide.title_en = ""
    guide.save()
    assert save(publisher, address_of(guide), title_en="Leave Norway").status_code == 302


@pytest.mark.parametrize(
    "unseen", [{"status": "draft", "published_at": None}, {"published_at": timezone.now() + datetime.timedelta(days=9)}]
)
def test_a_guide_that_nobody_has_seen_needs_no_note_and_offers_none(publisher, unseen):
    guide = make_guide(country=make_country(), **unseen)
    states.refresh(guide, "major", LANGUAGES, None)
    assert [name for name in values_of(publisher.get(address_of(guide))) if name.startswith("note_")] == []
    assert save(publisher, address_of(guide), title_en="Leave Norway", significance="typo").status_code == 302


@pytest.fixture
def draft():
    """Whole, in a country, ready to be published."""
    guide = make_guide(country=make_country(), status="draft", published_at=None)
    guide.facts_checked_on = timezone.now().date()
    guide.save()
    guide.sources.add(make_source())
    for meaning in ("accounts", "money", "device"):
        reasons = {f"reason_{suffix}": "–" for suffix in SUFFIXES}
        guide.verdicts.create(meaning=meaning, need="optional", **reasons)
    states.refresh(guide, "major", LANGUAGES, None)
    return guide


def test_the_first_publication_is_told_by_itself_in_every_language(publisher, draft):
    assert save(publisher, address_of(draft), status="published", significance="typo").status_code == 302
    draft.refresh_from_db()
    assert notes(draft) == [("major", first())]
    assert draft.changes.get().date == draft.published_at.date() == timezone.now().date()


def test_the_note_of_a_scheduled_guide_has_the_day_on_which_it_appears(publisher, draft):
    def schedule(day: str) -> list[str]:
        edit = {"status": "published", "published_at_0": day, "published_at_1": "08:00:00", "significance": "typo"}
        assert save(publisher, address_of(draft), **edit).status_code == 302
        return [str(note.date) for note in draft.changes.all()]

    assert (schedule("2027-01-04"), schedule("2027-01-05")) == (["2027-01-04"], ["2027-01-05"])


def test_a_guide_that_comes_back_tells_what_changed_meanwhile(publisher, draft):
    assert save(publisher, address_of(draft), status="published", significance="typo").status_code == 302
    assert save(publisher, address_of(draft), status="draft", significance="typo").status_code == 302
    refused = save(publisher, address_of(draft), status="published")
    assert errors(refused) == {"note_zh_hans": [TELL.format("简体中文")]}
    again = save(publisher, address_of(draft), status="published", note_zh_hans="重新发布。")
    assert (again.status_code, errors(again) if again.status_code == 200 else {}) == (302, {})
    assert notes(draft) == [("major", first()), ("minor", {"zh_hans": "重新发布。"})]
