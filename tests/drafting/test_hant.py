import pytest

from guides.drafting import hant
from guides.drafting.places import with_parts
from guides.drafting.states import confirm, refresh, source_changes
from guides.languages import ZH_HANS, ZH_HANT
from guides.models import ContactLink, Country, Fact, Guide, Provider, Section, SiteRevision
from tests.factory import make_fact, make_provider

pytestmark = pytest.mark.django_db


def state(guide: Guide):
    return guide.translation_states.get(language="zh-hant")


def stored(guide: Guide) -> Guide:
    return Guide.objects.get(pk=guide.pk)


def planned(guide: Guide) -> dict[str, tuple[str, str]]:
    return {change.place.key: (change.old, change.new) for change in hant.plan(stored(guide))}


def test_a_plan_shows_every_gap_and_writes_nothing(guide):
    before = SiteRevision.objects.number()
    assert planned(guide) == {
        "title": ("", "註銷挪威手機卡"),
        "short_answer": ("", "停止儲值。"),
        "summary": ("", "怎麼註銷。"),
        "verdict.line.reason": ("", "會自動續訂"),
        "section.steps.heading": ("", "步驟"),
        "section.steps.body": (
            "",
            "### 先做\n\n1. **打電話。**撥[客服](https://nordic.example/zh-cn/help)。\n2. 等30天。",
        ),
        "question.why.question": ("", "為什麼？"),
        "question.why.answer": ("", "因為。"),
    }
    assert (stored(guide).title_zh_hant or "", SiteRevision.objects.number()) == ("", before)


def test_what_is_drafted_is_what_was_planned_and_machine_made(guide, user, source):
    plan = planned(guide)
    made = hant.apply(guide, user)
    assert {change.place.key: (change.old, change.new) for change in made} == plan
    assert (stored(guide).title_zh_hant, planned(guide)) == ("註銷挪威手機卡", {})
    assert (state(guide).state, state(guide).updated_by, state(guide).source_snapshot) == ("machine", user, source())


def test_drafting_again_changes_nothing(guide):
    hant.apply(guide, None)
    before = guide.translation_states.filter(language="zh-hant").values().get()
    assert hant.apply(guide, None) == []
    assert guide.translation_states.filter(language="zh-hant").values().get() == before


def test_drafting_refuses_the_form_that_an_editor_has_open(guide):
    hant.apply(guide, None)
    assert stored(guide).version == guide.version + 1


def test_a_draft_whose_source_changed_is_made_again(guide, source):
    hant.apply(guide, None)
    Guide.objects.filter(pk=guide.pk).update(title_zh_hans="注销挪威电话卡")
    refresh(guide, "minor", {ZH_HANS}, None)
    assert planned(guide) == {"title": ("註銷挪威手機卡", "註銷挪威電話卡")}
    hant.apply(guide, None)
    assert (stored(guide).title_zh_hant, state(guide).source_snapshot) == ("註銷挪威電話卡", source())


def test_a_word_that_a_person_changed_in_a_draft_is_not_made_again(guide):
    hant.apply(guide, None)
    Guide.objects.filter(pk=guide.pk).update(title_zh_hans="注销挪威电话卡", title_zh_hant="取消挪威手機卡")
    refresh(guide, "minor", {ZH_HANS}, None)
    assert planned(guide) == {}


def test_what_a_translator_wrote_before_the_draft_stays(guide, user):
    Guide.objects.filter(pk=guide.pk).update(title_zh_hant="取消挪威手機卡")
    refresh(guide, "minor", {ZH_HANT}, user)
    hant.apply(guide, None)
    Guide.objects.filter(pk=guide.pk).update(title_zh_hans="别的")
    refresh(guide, "major", {ZH_HANS}, None)
    hant.apply(guide, None)
    assert (stored(guide).title_zh_hant, state(guide).state) == ("取消挪威手機卡", "machine")


@pytest.mark.parametrize("significance", ["typo", "minor", "major"])
def test_a_reviewed_text_is_never_overwritten(guide, user, significance):
    hant.apply(guide, None)
    confirm(guide, ZH_HANT, user)
    Guide.objects.filter(pk=guide.pk).update(title_zh_hans="注销挪威电话卡")
    refresh(guide, significance, {ZH_HANS}, None)
    assert planned(guide) == {}


def test_a_gap_in_a_reviewed_language_is_drafted_but_readers_are_warned(guide, user):
    hant.apply(guide, None)
    confirm(guide, ZH_HANT, user)
    texts = {"heading_zh_hans": "之后", "body_zh_hans": "等。"}
    Section.objects.create(guide=guide, anchor="new", kind="after", position=2, **texts)
    refresh(guide, "minor", {ZH_HANS}, None)
    hant.apply(guide, None)
    changed = [key for key, change in source_changes(guide, ZH_HANT).items() if change.changed]
    assert (state(guide).state, changed) == ("outdated_major", ["section.new.heading", "section.new.body"])


def test_a_text_taken_out_of_a_reviewed_language_and_drafted_is_not_taken_for_reviewed(guide, user):
    hant.apply(guide, None)
    confirm(guide, ZH_HANT, user)
    Guide.objects.filter(pk=guide.pk).update(title_zh_hant="")
    refresh(guide, "minor", {ZH_HANT}, user)
    hant.apply(guide, None)
    refresh(guide, "minor", set(), None)
    assert state(guide).state == "outdated_major"


def test_change_notes_are_drafted_without_touching_the_state(guide, user):
    hant.apply(guide, None)
    confirm(guide, ZH_HANT, user)
    note = guide.changes.create(significance="minor", text_zh_hans="运营商改名。")
    hant.apply(guide, None)
    note.refresh_from_db()
    assert (note.text_zh_hant, state(guide).state) == ("電信業者改名。", "current")


def test_a_draft_that_would_not_fit_is_shown_but_not_made(guide):
    Guide.objects.filter(pk=guide.pk).update(title_zh_hans="二维码" * 40)
    change = hant.plan(stored(guide))[0]
    assert (change.place.key, change.is_too_long) == ("title", True)
    assert "title" not in {change.place.key for change in hant.apply(guide, None)}
    assert stored(guide).title_zh_hant in ("", None)


def test_what_is_no_guide_gets_its_gaps_filled(guide):
    country = Country.objects.get(slug="norway")
    texts = {"summary_zh_hans": "运营商", "name_zh_hans": "挪威国", "name_zh_hant": "挪威王國"}
    Country.objects.filter(pk=country.pk).update(**texts)
    provider = make_provider(country=country, languages=[ZH_HANS], summary_zh_hans="充值", name_zh_hans="北欧")
    make_fact(provider, "notice_days", "30", note_zh_hans="短信", note_en="Text")
    ContactLink.objects.create(label_zh_hans="联系", address="https://example.org/", kind="web")
    assert {change.place.key: change.new for change in hant.plan_beside()} == {
        "norway.summary": "電信業者",
        "nordic.name": "北歐",
        "nordic.summary": "儲值",
        "nordic.notice_days.any.note": "簡訊",
        "https://example.org/.label": "聯絡",
    }
    hant.fill(hant.plan_beside())
    assert hant.plan_beside() == []
    assert Provider.objects.get().name_zh_hant == "北歐"
    assert (Fact.objects.get().note_zh_hant, Country.objects.get().name_zh_hant) == ("簡訊", "挪威王國")


@pytest.mark.parametrize("count", [1, 12])
def test_planning_takes_the_same_queries_for_any_number_of_guides(guide, django_assert_num_queries, count):
    for number in range(1, count):
        Guide.objects.create(slug=f"g{number}", country=guide.country, title_zh_hans="注销")
    with django_assert_num_queries(6):
        assert sum(len(hant.plan(each)) for each in with_parts(Guide.objects.all())) == 7 + count


def test_planning_beside_guides_takes_one_query_per_model(no_content, django_assert_num_queries):
    make_provider(summary_zh_hant="")
    with django_assert_num_queries(6):
        assert len(hant.plan_beside()) == 1
