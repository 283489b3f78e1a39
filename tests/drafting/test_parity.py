from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guides.drafting.parity import guide_disparities, other_disparities
from guides.models import Country, Guide
from tests.factory import make_guide, make_provider

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [str(disparity) for disparity in guide_disparities(Guide.objects.all())]


def check(*arguments: str) -> str:
    out = StringIO()
    call_command("check_parity", *arguments, stdout=out)
    return out.getvalue()


def test_what_ships_agrees_in_every_language():
    assert check("--strict") == "The languages agree.\n"


def test_a_true_translation_has_no_disparity(in_english):
    assert found() == []


def test_guide_language_field_and_difference_are_named(in_english):
    body = "1. **Call.** Dial the [helpline](https://nordic.example/en/hulp).\n2. Wait 13 days."
    in_english.sections.update(body_en=body)
    assert found() == [
        (
            "norway/leave: en: section.steps.body: links differ; "
            "only in zh-hans: https://nordic.example/zh-cn/help; en: https://nordic.example/en/hulp"
        ),
        "norway/leave: en: section.steps.body: headings differ; only in zh-hans: ###",
        "norway/leave: en: section.steps.body: numbers differ; only in zh-hans: 30; en: 13",
    ]


def test_simplified_characters_in_traditional_text_and_the_reverse_are_found(in_english):
    Guide.objects.filter(pk=in_english.pk).update(title_zh_hans="註销", title_zh_hant="註销")
    in_english.translation_states.all().delete()
    texts = [line for line in found() if "script" in line]
    assert texts == [
        "norway/leave: zh-hans: title: characters of the other script: 註",
        "norway/leave: zh-hant: title: characters of the other script: 销",
    ]


def test_a_gap_in_a_language_that_was_begun_is_named_and_one_not_begun_lacks_nothing(in_english):
    in_english.questions.update(answer_en="")
    assert found() == ["norway/leave: en: question.why.answer: is not translated."]


def test_change_notes_are_compared_too(in_english):
    texts = {"text_zh_hans": "改为30天。", "text_en": "Now 31 days."}
    in_english.changes.create(significance="minor", date="2026-11-21", **texts)
    assert found() == ["norway/leave: en: change.2026-11-21.text: numbers differ; only in zh-hans: 30; en: 31"]


def test_what_belongs_to_no_guide_is_compared_too(no_content):
    make_provider(summary_zh_hans="等30天", summary_zh_hant="等30天", summary_en="Wait 3 days")
    Country.objects.create(code="NO", slug="norway", region="europe", summary_zh_hant="注销")
    assert [str(each) for each in other_disparities()] == [
        "zh-hant: norway.summary: characters of the other script: 销",
        "en: nordic.summary: numbers differ; only in zh-hans: 30; en: 3",
    ]


def test_only_strict_fails(in_english):
    in_english.questions.update(answer_en="")
    assert check().splitlines()[-1] == "1 difference."
    with pytest.raises(CommandError, match=r"^1 difference\.$"):
        check("--strict")


def test_one_guide_is_compared_alone(in_english):
    in_english.questions.update(answer_en="")
    make_guide("other")
    assert check("--guide", "guides/other") == "The languages agree.\n"


def test_an_unknown_guide_is_named():
    with pytest.raises(CommandError, match="There is no guide “norway/leaf”"):
        check("--guide", "norway/leaf")


@pytest.mark.parametrize("count", [1, 20])
def test_comparing_takes_the_same_queries_for_any_number_of_guides(no_content, django_assert_num_queries, count):
    for number in range(count):
        make_guide(f"guide-{number}")
    with django_assert_num_queries(6):
        list(guide_disparities(Guide.objects.all()))
