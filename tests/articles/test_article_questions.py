"""Questions and answers of an article, in the shapes in which they circulate."""

import pytest

from tests.articles.articles import article, dropped, questions, sections


@pytest.mark.parametrize(
    "text",
    [
        "**问：能退吗？**\n答：能。\n\n**问：多久？**\n答：三天。",
        "问：能退吗？\n\n答：能。\n\n问：多久？\n\n答：三天。",
        "問：能退吗？答：能。\n\n問：多久？答：三天。",
        "Q: 能退吗？\nA: 能。\n\nQ2：多久？\nA2：三天。",
        "问题1：能退吗？\n回答：能。\n\n问题2：多久？\n回答：三天。",
        "### 能退吗？\n\n能。\n\n### 2. 多久？\n\n三天。",
        "**1. 能退吗？**\n\n能。\n\n**2. 多久？**\n\n三天。",
        "**能退吗？** 能。\n\n**多久？**\n三天。",
        "- **能退吗？**\n  能。\n- **多久？** 三天。",
        "1. 能退吗？\n\n   能。\n2. 多久？\n\n   三天。",
        "- 问：能退吗？\n  答：能。\n- 问：多久？\n  答：三天。",
    ],
)
def test_questions_are_found_in_every_shape(text):
    found = article(f"# 退订\n\n正文。\n\n## 常见问题\n\n下面是解答：\n\n{text}")
    assert questions(found) == [("能退吗？", "能。"), ("多久？", "三天。")]
    assert [section.anchor for section in found.sections] == ["overview"]
    assert [each.anchor for each in found.questions] == ["question-1", "question-2"]
    assert dropped(found, "lead_in") == ["常见问题", "下面是解答："]


def test_an_answer_may_have_paragraphs_and_lists():
    found = article("# 退订\n\n## 常见问题\n\n### 能退吗？\n\n能：\n\n- 甲\n- 乙\n\n快一点。")
    assert questions(found) == [("能退吗？", "能：\n\n- 甲\n- 乙\n\n快一点。")]


def test_labelled_questions_are_found_in_any_section_and_end_with_their_answer():
    found = article("# 退订\n\n## 注意\n\n甲。\n\n问：能退吗？\n答：能。\n\n乙。")
    assert questions(found) == [("能退吗？", "能。")]
    assert sections(found) == [("caution", "注意", "甲。\n\n乙。")]


def test_a_question_mark_alone_makes_no_question():
    found = article("# 退订\n\n## 注意\n\n### 会扣费吗？\n\n会。\n\n**小心吗？**\n\n要。")
    assert questions(found) == []
    assert sections(found) == [("caution", "注意", "### 会扣费吗？\n\n会。\n\n**小心吗？**\n\n要。")]


def test_a_question_without_answer_is_kept_and_noted():
    found = article("# 退订\n\n正文。\n\n问：能退吗？\n\n正文。")
    assert questions(found) == [("能退吗？", "")]
    assert found.report.notes == ["This question has no answer: 能退吗？"]


def test_what_is_more_than_a_lead_in_stays_a_section():
    found = article("# 退订\n\n## 常见问题\n\n先说一件事。\n\n问：能退吗？\n答：能。")
    assert sections(found) == [("overview", "常见问题", "先说一件事。")]
