"""Title, sections and steps of an article."""

import pytest
from django.utils.translation import override

from guides.articles.kinds import kind_of
from guides.languages import EN
from tests.articles.articles import article, dropped, questions, sections


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 退订\n\n正文。", "退订"),
        ("**退订**\n\n正文。", "退订"),
        ("**退订**\n正文。", "退订"),
        ("退订\n====\n\n正文。", "退订"),
        ("## 退订\n\n### 甲\n\n正文。\n\n### 乙\n\n正文。", "退订"),
        ("正文。\n\n# 退订\n\n正文。", "退订"),
        ("怎么退订？\n\n正文。", "怎么退订？"),
        ("---\ntitle: 退订\n---\n短句\n\n正文。", "退订"),
        ("---\ntitle: 别的\n---\n# 退订\n\n正文。", "退订"),
        ("#退订\n正文。", "退订"),
        ("# **退订** `A` [教程](https://example.org/)\n\n正文。", "退订 A 教程"),
    ],
)
def test_the_title_is_found(text, title):
    assert article(text).title == title


def test_a_text_without_title_gets_its_first_words_and_a_note():
    found = article("这一句话很长，而且以句号结束，所以不是标题。\n\n后面还有。")
    assert found.title == "这一句话很长，而且以句号结束，所以不是标题。"
    assert found.sections[0].body.startswith(found.title)
    assert found.report.notes == ["The article has no title: its first words serve as one."]


def test_a_title_that_is_too_long_is_shortened_and_reported():
    found = article("# " + "长" * 100 + "，" + "短" * 40 + "\n\n正文。")
    assert found.title == "长" * 100 + "…"
    assert dropped(found, "too_long") == ["，" + "短" * 40]
    assert found.report.notes == ["Shortened to 120 characters: " + "长" * 100 + "，" + "短" * 40]


def test_headings_become_sections_without_their_numbers():
    found = article("# 退订\n\n引子。\n\n### 一、什么是eSIM\n\n甲。\n\n## 二、注销前的准备\n\n乙。\n\n### 结语\n\n丙。")
    with override("zh-hans"):
        from guides.models import Section

        overview = str(Section.Kind.OVERVIEW.label)
    assert sections(found) == [
        ("overview", overview, "引子。"),
        ("overview-2", "什么是eSIM", "甲。"),
        ("before", "注销前的准备", "乙。"),
        ("overview-3", "结语", "丙。"),
    ]
    assert dropped(found, "numbering") == ["一、", "二、"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("了解远游卡", "overview"),
        ("什麼是遠遊卡", "overview"),
        ("总结", "overview"),
        ("注销前的准备工作", "before"),
        ("你需要提前准备什么", "before"),
        ("註銷的具體步驟", "steps"),
        ("通过官方渠道注销", "steps"),
        ("如何联系客服", "steps"),
        ("了解注销流程", "steps"),
        ("注销后的注意事项", "after"),
        ("后续事项", "after"),
        ("註銷之後", "after"),
        ("注意事项与常见问题解答", "caution"),
        ("警惕骗局", "caution"),
        ("Before you leave", "before"),
        ("How to cancel", "steps"),
        ("What is an eSIM?", "overview"),
        ("Afterwards", "after"),
        ("Risks", "caution"),
        ("韩国", "overview"),
    ],
)
def test_the_kind_of_a_section_follows_from_its_heading(heading, kind):
    assert kind_of(heading) == kind


def test_a_numbered_list_makes_steps_of_a_section_whose_heading_says_nothing():
    assert [section.kind for section in article("# 甲\n\n## 乙\n\n1. 一\n2. 二\n\n## 丙\n\n- 一\n- 二").sections] == [
        "steps",
        "overview",
    ]


def test_bold_lines_with_chinese_numbers_are_headings():
    assert sections(article("**退订**\n\n**一、准备**\n\n甲。\n\n**二、步骤**\n\n乙。")) == [
        ("before", "准备", "甲。"),
        ("steps", "步骤", "乙。"),
    ]


def test_numbered_headings_inside_steps_become_a_numbered_list():
    found = article(
        "# 退订\n\n## 步骤\n\n先读完。\n\n#### 1. 登录官网\n\n输入密码。\n\n再点确定。\n\n- 甲\n\n"
        "#### 2. 要退款吗？\n\n要。\n\n#### 3. 等\n\n### 别的\n\n尾声。"
    )
    assert sections(found) == [
        (
            "steps",
            "步骤",
            (
                "先读完。\n\n1. **登录官网。** 输入密码。\n\n   再点确定。\n\n   - 甲\n\n"
                "2. **要退款吗？** 要。\n\n3. **等**\n\n### 别的\n\n尾声。"
            ),
        )
    ]


@pytest.mark.parametrize(
    "heading", ["### 第一步：登录", "### 步骤一：登录", "### Step 1: 登录", "**1. 登录**", "### （1）登录"]
)
def test_a_step_may_be_numbered_in_many_ways(heading):
    assert sections(article(f"# 退订\n\n## 步骤\n\n{heading}\n\n输入密码。")) == [
        ("steps", "步骤", "1. **登录。** 输入密码。")
    ]


def test_numbered_headings_outside_steps_stay_headings():
    assert sections(article("# 退订\n\n## 注意\n\n#### 1. 隐私\n\n正文。")) == [
        ("caution", "注意", "### 1. 隐私\n\n正文。")
    ]


def test_lists_tables_quotations_and_code_keep_their_shape():
    body = (
        "3. **余额：** 先查\n4. 再退\n   - 甲\n   - 乙\n     1. 丙\n\n"
        "| 项目 | 时间 |\n| --- | --- |\n| 退款 | 7天 |\n\n> 引用\n> 两行\n\n```\n*121#\n```\n\n上一行\\\n下一行"
    )
    assert sections(article(f"# 退订\n\n## 步骤\n\n{body}")) == [("steps", "步骤", body)]


def test_a_list_that_a_picture_interrupts_counts_on():
    text = "# 退订\n\n## 步骤\n\n1. 甲\n\n![](https://example.org/a.png)\n\n2. 乙\n\n---\n\n1. 丙"
    assert sections(article(text)) == [("steps", "步骤", "1. 甲\n\n2. 乙\n\n1) 丙")]


def test_strong_text_before_han_characters_survives():
    assert sections(article("# 退订\n\n**余额：**先查，**“注销”**后再走。")) == [
        ("overview", "概况", "**余额**：先查，“**注销**”后再走。")
    ]


def test_rules_and_indentation_are_no_headings_and_no_code():
    found = article("# 退订\n\n很长的一段话，讲完以后才有一条线。\n---\n    缩进的一段。")
    assert found.sections[0].body == "很长的一段话，讲完以后才有一条线。\n\n缩进的一段。"


def test_an_english_article_is_read_the_same_way():
    found = article("# Cancel it\n\n## Steps\n\n### Step 1: Sign in\n\nOpen it.\n\n## FAQ\n\nQ: Fast?\nA: Yes.", EN)
    assert sections(found) == [("steps", "Steps", "1. **Sign in.** Open it.")]
    assert questions(found) == [("Fast?", "Yes.")]
