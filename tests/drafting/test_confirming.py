"""A reviewer sees what changed in the source, and says that the translation still holds."""

import pytest

from guides.drafting.states import NotWhole, confirm, refresh, source_changes
from guides.languages import EN, ZH_HANS
from guides.models import Guide
from guides.models.translations import hash_texts
from tests.drafting.handing import state

pytestmark = pytest.mark.django_db
HANS, ENGLISH = {ZH_HANS}, {EN}


def write(guide: Guide, **texts: str) -> None:
    Guide.objects.filter(pk=guide.pk).update(**texts)


def test_confirming_makes_an_outdated_language_current(current, user, source):
    write(current, title_zh_hans="别的")
    refresh(current, "major", HANS, None)
    confirm(current, EN, user)
    found = state(current)
    assert (found.state, found.updated_by, found.source_hash) == ("current", user, hash_texts(source()))


def test_confirming_what_machines_made_makes_it_current(current, user):
    current.translation_states.filter(language="en").update(state="machine")
    confirm(current, EN, user)
    assert state(current).state == "current"


def test_confirming_what_is_current_changes_nothing(current):
    stored = current.translation_states.filter(language="en").values().get()
    confirm(current, EN, None)
    assert current.translation_states.filter(language="en").values().get() == stored


def test_a_language_with_gaps_cannot_be_confirmed(current):
    write(current, title_en="", summary_en="")
    with pytest.raises(NotWhole, match=r"^English lacks 2 texts: title, summary\.$"):
        confirm(current, EN, None)


def test_a_language_without_text_cannot_be_confirmed(no_content):
    bare = Guide.objects.create(slug="bare")
    with pytest.raises(NotWhole, match=r"^There is no text in English\.$"):
        confirm(bare, EN, None)


def test_the_source_then_and_now_is_told_per_text(current):
    write(current, title_zh_hans="注销挪威电话卡")
    current.questions.all().delete()
    refresh(current, "minor", HANS, None)
    changes = source_changes(current, EN)
    assert {key: (change.then, change.now) for key, change in changes.items() if change.changed} == {
        "title": ("注销挪威手机卡", "注销挪威电话卡"),
        "question.why.question": ("为什么？", None),
        "question.why.answer": ("因为。", None),
    }
    assert changes["title"].diff == "注销挪威<del>手机</del><ins>电话</ins>卡"


def test_a_diff_of_the_source_is_safe_html(current):
    write(current, title_zh_hans="<b>注销</b>")
    assert "<b>" not in source_changes(current, EN)["title"].diff
