"""Every save of a guide is one revision: the whole guide, who, when, and what changed per language."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from guides.history.differences import differences
from guides.history.snapshots import revisions_of, snapshot_of
from guides.languages import EN, ZH_HANT
from guides.models import Guide
from tests.admin.forms import document, save, values_of
from tests.admin.people import person

pytestmark = pytest.mark.django_db


def kept(guide, number: int = 0):
    """What a revision holds of the guide; 0 is the newest."""
    return snapshot_of(revisions_of(guide)[number].revision, guide.pk)


def changes(guide) -> dict[str, dict[str, tuple[str, str]]]:
    """What the newest revision changed against the one before, by language."""
    found = differences(kept(guide, 1), kept(guide))
    return {
        language.code if language else "": {each.place: (each.before, each.after) for each in group}
        for language, group in found
    }


def test_a_save_is_one_revision_with_who_and_all_sections_and_questions(editor, guide, address):
    assert save(editor, address, position="3").status_code == 302
    (version,) = revisions_of(guide)
    assert (version.revision.user, version.revision.get_comment()) == (editor.user, "Saved in the admin")
    texts = kept(guide).texts["en"]
    assert {place: texts[place] for place in texts if "." in place and "verdict" not in place} == {
        "section.before.heading": "Heading before (en)",
        "section.before.body": "- Pay (en)",
        "section.steps.heading": "Heading steps (en)",
        "section.steps.body": "1. Call\n2. Wait (en)",
        "question.why.question": "Question why? (en)",
        "question.why.answer": "Answer why. (en)",
        "question.when.question": "Question when? (en)",
        "question.when.answer": "Answer when. (en)",
    }


def test_an_edit_of_several_parts_is_still_one_revision(editor, guide, address):
    save(editor, address)
    values = values_of(editor.get(address))
    edit = {
        "title_en": "New",
        "sections-0-body_en": "- Ask",
        "questions-1-answer_zh_hant": "答",
        "significance": "typo",
    }
    assert editor.post(address, {**values, **edit}).status_code == 302
    assert (revisions_of(guide).count(), changes(guide)) == (
        2,
        {
            EN.code: {"title": ("Title of leave (en)", "New"), "section.before.body": ("- Pay (en)", "- Ask")},
            ZH_HANT.code: {"question.when.answer": ("Answer when. (zh-hant)", "答")},
        },
    )


def test_sections_that_change_places_are_kept_where_they_are_now(editor, guide, address):
    save(editor, address)
    values = values_of(editor.get(address))
    assert editor.post(address, {**values, "sections-0-position": "2", "sections-1-position": "1"}).status_code == 302
    assert changes(guide) == {"": {"section.before.position": ("1", "2"), "section.steps.position": ("2", "1")}}


def test_a_section_that_is_gone_and_one_that_is_new_are_both_seen(editor, guide, address):
    save(editor, address)
    guide.questions.all().delete()
    values = values_of(editor.get(address))
    assert editor.post(address, {**values, "sections-0-DELETE": "on", "significance": "typo"}).status_code == 302
    gone = {"section.before.heading": ("Heading before (en)", ""), "section.before.body": ("- Pay (en)", "")}
    found = changes(guide)["en"]
    assert {place: texts for place, texts in found.items() if place.startswith("section")} == gone


def test_a_refused_save_leaves_no_revision_and_no_log(editor, guide, address):
    assert save(editor, address, title_en="New").status_code == 200
    assert (revisions_of(guide).count(), LogEntry.objects.count()) == (0, 0)


def test_every_save_is_in_the_log_with_who_and_what(editor, guide, address):
    assert save(editor, address, title_en="New", significance="typo").status_code == 302
    (entry,) = LogEntry.objects.all()
    assert (entry.user, entry.object_id, "Title [en]" in entry.get_change_message()) == (
        editor.user,
        str(guide.pk),
        True,
    )


def test_the_page_of_a_revision_shows_words_that_went_and_came_in_their_language(editor, guide, address):
    save(editor, address)
    save(editor, address, summary_en="Summary in one line.", significance="typo")
    newest = revisions_of(guide).first()
    html = document(editor.get(reverse("admin:guides_guide_revision", args=[guide.pk, newest.pk])))
    shown = [each for each in html.query("dl.differences") if each.attrs.get("lang") == "en"]
    assert [each.to_text() for each in shown[0].query("dt")] == ["summary"]
    marks = {name: "".join(each.to_text(strip=False) for each in shown[0].query(name)) for name in ("del", "ins")}
    assert ("(en)" in marks["del"], "in one line" in marks["ins"]) == (True, True)


def test_the_history_lists_every_save_newest_first(editor, guide, address):
    for title in ("One", "Two"):
        save(editor, address, title_en=title, significance="typo")
    html = document(editor.get(reverse("admin:guides_guide_history", args=[guide.pk])))
    rows = [[cell.to_text() for cell in row.query("td")] for row in html.query("#content-main tbody tr")]
    assert rows == [["edith", "Saved in the admin"]] * 2
    assert [version.field_dict["title_en"] for version in revisions_of(guide)] == ["Two", "One"]


def test_rechecking_the_facts_moves_their_date_and_touches_no_text_and_no_translation(editor, guide):
    guide.translation_states.filter(language="en").update(state="outdated_major")
    Guide.objects.filter(pk=guide.pk).update(facts_checked_on="2026-01-01", due_on="2026-04-01")
    before = kept_now(guide)
    action = {"action": "facts_rechecked", "_selected_action": [guide.pk]}
    assert editor.post("/admin/guides/guide/", action).status_code == 302
    guide.refresh_from_db()
    assert (guide.is_overdue, guide.due_on > guide.facts_checked_on, kept_now(guide)) == (False, True, before)
    assert [version.revision.get_comment() for version in revisions_of(guide)] == ["Facts re-checked"]


def kept_now(guide):
    """Texts, states with who and when, and notes, as they are in the database."""
    sections = list(guide.sections.values())
    return (
        sections,
        list(guide.translation_states.values()),
        list(guide.changes.values()),
        Guide.objects.values("title_en", "title_zh_hans", "edited_on", "status", "published_at").get(pk=guide.pk),
    )


@pytest.mark.parametrize("name", ["Translator en", "Translator zh-Hant"])
def test_a_translator_may_not_mark_facts_as_checked(guide, name):
    Guide.objects.filter(pk=guide.pk).update(facts_checked_on="2026-01-01")
    translator = person("theo", name)
    action = {"action": "facts_rechecked", "_selected_action": [guide.pk]}
    translator.post("/admin/guides/guide/", action)
    assert str(Guide.objects.get(pk=guide.pk).facts_checked_on) == "2026-01-01"


def test_a_fact_checker_may(guide):
    Guide.objects.filter(pk=guide.pk).update(facts_checked_on="2026-01-01")
    checker = person("finn", "Fact checker")
    checker.post("/admin/guides/guide/", {"action": "facts_rechecked", "_selected_action": [guide.pk]})
    assert str(Guide.objects.get(pk=guide.pk).facts_checked_on) != "2026-01-01"
