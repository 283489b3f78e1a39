import pytest

from guides.drafting import states
from guides.drafting.states import refresh
from guides.languages import EN, ZH_HANS, ZH_HANT
from guides.models import Guide
from guides.models.translations import hash_texts
from tests.drafting.handing import state

pytestmark = pytest.mark.django_db
HANS, ENGLISH = {ZH_HANS}, {EN}


def write(guide: Guide, **texts: str) -> None:
    Guide.objects.filter(pk=guide.pk).update(**texts)


def test_a_language_without_text_is_missing(guide):
    refresh(guide, "major", HANS, None)
    assert [(each.language, each.state, each.source_hash) for each in guide.translation_states.all()] == [
        ("en", "missing", ""),
        ("zh-hant", "missing", ""),
    ]


def test_a_language_of_which_half_is_written_is_still_missing(guide):
    write(guide, title_en="Leave Norway")
    refresh(guide, "minor", ENGLISH, None)
    assert state(guide).state == "missing"


def test_what_a_translator_finished_is_current_and_answers_the_present_source(current, user, source):
    found = state(current)
    assert (found.state, found.updated_by, found.source_snapshot, found.source_hash) == (
        "current",
        user,
        source(),
        hash_texts(source()),
    )


@pytest.mark.parametrize(
    ("significances", "expected"),
    [
        (["typo"], "current"),
        (["minor"], "outdated_minor"),
        (["major"], "outdated_major"),
        (["minor", "typo"], "outdated_minor"),
        (["minor", "minor"], "outdated_minor"),
        (["minor", "major"], "outdated_major"),
        (["major", "minor"], "outdated_major"),
        (["major", "typo"], "outdated_major"),
    ],
)
def test_an_edit_of_the_source_outdates_by_its_significance_and_never_improves(current, significances, expected):
    for number, significance in enumerate(significances):
        write(current, title_zh_hans=f"注销{number}")
        refresh(current, significance, HANS, None)
    assert state(current).state == expected


def test_a_typo_is_answered_by_what_was_current_without_a_new_date_or_name(current, user, source):
    before = state(current)
    write(current, title_zh_hans="注销挪威的手机卡")
    refresh(current, "typo", HANS, None)
    after = state(current)
    assert (after.source_hash, after.source_snapshot) == (hash_texts(source()), source())
    assert (after.updated_at, after.updated_by) == (before.updated_at, user)


def test_a_typo_that_adds_a_text_leaves_a_gap_that_no_translation_answers(current):
    current.sections.create(anchor="new", kind="after", position=2, heading_zh_hans="之后", body_zh_hans="等。")
    refresh(current, "typo", HANS, None)
    assert state(current).state == "outdated_minor"


@pytest.mark.parametrize("edited", [set(), HANS])
@pytest.mark.parametrize("before", ["missing", "machine", "current", "outdated_minor", "outdated_major"])
def test_a_save_that_changes_nothing_changes_no_state(current, before, edited):
    if before.startswith("outdated"):
        write(current, title_zh_hans="别的")
        refresh(current, before.removeprefix("outdated_"), HANS, None)
        edited = set()
    elif before != "current":
        current.translation_states.filter(language="en").update(state=before)
    language = ZH_HANT if before == "missing" else EN
    rows = current.translation_states.filter(language=language.code)
    stored = rows.values().get()
    refresh(current, "major", edited, None)
    assert rows.values().get() == stored


def test_a_translation_edited_after_the_source_is_current_again(current, source):
    write(current, title_zh_hans="别的")
    refresh(current, "major", HANS, None)
    write(current, title_en="Another")
    refresh(current, "typo", ENGLISH, None)
    assert (state(current).state, state(current).source_hash) == ("current", hash_texts(source()))


def test_source_and_translation_edited_at_once_are_current(current):
    write(current, title_zh_hans="别的", title_en="Another")
    refresh(current, "major", {ZH_HANS, EN}, None)
    assert state(current).state == "current"


def test_a_source_put_back_to_what_the_translation_answers_makes_it_current(current, source):
    old = source()["title"]
    write(current, title_zh_hans="别的")
    refresh(current, "major", HANS, None)
    write(current, title_zh_hans=old)
    refresh(current, "minor", HANS, None)
    assert state(current).state == "current"


def test_a_text_taken_out_of_a_translation_outdates_it(current):
    write(current, summary_en="")
    refresh(current, "minor", ENGLISH, None)
    assert state(current).state == "outdated_minor"


def test_a_translation_of_which_nothing_is_left_is_missing(current):
    write(current, title_en="", short_answer_en="", summary_en=None)
    current.sections.update(heading_en="", body_en="")
    current.questions.update(question_en="", answer_en="")
    current.verdicts.update(reason_en="")
    refresh(current, "minor", ENGLISH, None)
    assert (state(current).state, state(current).source_snapshot) == ("missing", {})


def test_machine_made_text_stays_so_whatever_its_source_does(current):
    current.translation_states.filter(language="en").update(state="machine")
    before = state(current).source_hash
    write(current, title_zh_hans="别的")
    refresh(current, "major", HANS, None)
    assert (state(current).state, state(current).source_hash) == ("machine", before)


def test_machine_made_text_that_a_translator_edited_is_current(current):
    current.translation_states.filter(language="en").update(state="machine")
    refresh(current, "minor", ENGLISH, None)
    assert state(current).state == "current"


def test_a_half_translation_made_whole_by_cutting_the_source_needs_a_look(guide):
    write(guide, title_en="Leave", short_answer_en="Stop.", summary_en="How.")
    refresh(guide, "minor", ENGLISH, None)
    guide.sections.all().delete(), guide.questions.all().delete(), guide.verdicts.all().delete()
    refresh(guide, "minor", HANS, None)
    assert state(guide).state == "outdated_minor"


@pytest.mark.parametrize("sections", [1, 20])
def test_refreshing_takes_the_same_queries_whatever_a_guide_has(current, django_assert_num_queries, sections):
    for number in range(2, sections + 1):
        current.sections.create(anchor=f"s{number}", kind="after", position=number, heading_zh_hans="之", body_en="x")
    refresh(current, "major", HANS, None)
    with django_assert_num_queries(9):
        refresh(current, "major", HANS, None)


def test_every_state_has_a_row_even_if_none_was_stored(guide):
    assert [each.language for each in states.states_of(guide)] == ["zh-hant", "en"]
