"""What translators hand in is written, and no more."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from guides.drafting import hant
from guides.drafting.answers import take
from guides.drafting.catalogue import catalogue
from guides.drafting.places import with_parts
from guides.drafting.returned import read
from guides.languages import EN, TARGETS, ZH_HANT
from guides.models import Guide, SiteRevision
from guides.models.translations import hash_texts
from tests.drafting.handing import WHOLE, exported, handed_in, rows, state, translated

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", TARGETS)
def test_what_ships_goes_out_and_comes_back_without_a_trace(language):
    guides = list(with_parts(Guide.objects.all()))
    before, revision = [rows(guide) for guide in guides], SiteRevision.objects.number()
    report = take([read("a.po", str(catalogue(guide, language)).encode()) for guide in guides], None)
    assert (report.skipped, report.taken, report.empty) == ([], [], 0)
    assert ([rows(guide) for guide in guides], SiteRevision.objects.number()) == (before, revision)


@pytest.mark.parametrize("made", ["outdated", "machine", "half", "nothing"])
def test_in_any_state_an_unchanged_file_changes_nothing(outdated, made):
    if made == "machine":
        hant.apply(outdated, None)
    elif made == "half":
        Guide.objects.filter(pk=outdated.pk).update(title_zh_hant="註銷")
    before = rows(outdated)
    handed_in(exported(outdated, EN if made == "outdated" else ZH_HANT))
    assert rows(outdated) == before


def test_a_whole_translation_is_written_and_current(guide, user, source):
    revision = SiteRevision.objects.number()
    report = handed_in(translated(guide, **WHOLE), user)
    stored = Guide.objects.get(pk=guide.pk)
    assert (len(report.taken), report.skipped, report.empty) == (8, [], 0)
    assert (stored.title_en, stored.sections.get().body_en) == (WHOLE["title"], WHOLE["section_steps_body"])
    assert (state(guide).state, state(guide).updated_by, state(guide).source_hash) == (
        "current",
        user,
        hash_texts(source()),
    )
    assert (SiteRevision.objects.number() > revision, stored.version) == (True, guide.version + 1)


def test_a_dry_run_tells_the_same_and_writes_nothing(guide):
    before = rows(guide)
    dry = handed_in(translated(guide, **WHOLE), dry_run=True)
    assert rows(guide) == before
    assert handed_in(translated(guide, **WHOLE)) == dry


def test_what_is_written_in_two_halves_becomes_current_with_the_second(guide):
    handed_in(translated(guide, **dict(list(WHOLE.items())[:4])))
    assert state(guide).state == "missing"
    handed_in(translated(guide, **dict(list(WHOLE.items())[4:])))
    assert state(guide).state == "current"


def test_a_half_whose_source_changed_in_between_is_not_answered(guide):
    handed_in(translated(guide, **dict(list(WHOLE.items())[:4])))
    Guide.objects.filter(pk=guide.pk).update(title_zh_hans="别的")
    handed_in(translated(guide, **dict(list(WHOLE.items())[4:])))
    assert state(guide).state == "missing"
    assert [entry.msgctxt for entry in exported(guide) if entry.fuzzy] == ["title"]


def test_an_outdated_language_is_current_once_all_its_texts_are_answered(outdated):
    handed_in(translated(outdated, title="Leave Norway now"))
    assert state(outdated).state == "outdated_minor"
    handed_in(translated(outdated, summary="How to leave."))
    assert state(outdated).state == "current"


def test_clearing_the_mark_is_enough_if_the_translation_still_holds(outdated, user):
    report = handed_in(translated(outdated, title="Leave Norway", summary="How to cancel."), user)
    assert [(each.old, each.new) for each in report.taken] == [("Leave Norway",) * 2, ("How to cancel.",) * 2]
    assert (state(outdated).state, state(outdated).updated_by) == ("current", user)


def test_a_machine_made_language_is_current_only_once_all_of_it_was_read(guide):
    hant.apply(guide, None)
    file = exported(guide, ZH_HANT)
    for entry in file[1:]:
        entry.flags = []
    handed_in(file)
    assert state(guide, ZH_HANT).state == "machine"
    file[0].flags = []
    handed_in(file)
    assert state(guide, ZH_HANT).state == "current"


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t"\\%{}'), min_size=1, max_size=60
).filter(str.strip)


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(source_text=TEXTS, target_text=TEXTS)
def test_any_text_goes_out_and_comes_back_as_it_was(guide, source_text, target_text):
    Guide.objects.filter(pk=guide.pk).update(short_answer_zh_hans=source_text, short_answer_en=target_text)
    entry = next(each for each in read("a.po", str(exported(guide)).encode()).entries if each.msgctxt == "short_answer")
    assert (entry.msgid, entry.msgstr) == (source_text.strip(), target_text.strip())
