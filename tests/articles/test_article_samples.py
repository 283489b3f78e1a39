"""Whole articles, our own (tests/samples) and, where they lie beside the checkout, the real ones."""

import re
from collections import Counter
from pathlib import Path

import pytest

from guides.articles.article import Article
from guides.articles.file import read_bytes, read_file
from guides.articles.reading import read_article
from guides.articles.report import Part
from guides.languages import EN, LANGUAGES, ZH_HANS, ZH_HANT
from tests.articles.articles import SAMPLES, article, dropped, questions, sample, sections, shared

OWN = sorted(SAMPLES.glob("*.md"))


REAL = ("article-korea.md", "article-usa.md")


HAN = re.compile(r"[\u3400-\u9fff]")


def lost(path: Path) -> Counter[str]:
    """Han characters of the file that are neither in the guide nor in the report's lists."""
    found = read_article(read_file(path), EN)  # characters as they stand
    report = [omission.text for omission in found.report.dropped if omission.why != "unread"] + found.report.refused
    there = Counter(HAN.findall("\n".join([*found.texts, *report])))
    return Counter(HAN.findall(path.read_text(encoding="utf-8"))) - there


def counts(found: Article) -> dict[str, tuple[int, int, int, int]]:
    """Found, kept, changed, left out."""
    return {
        part.value: (tally.found, tally.kept, tally.changed, tally.dropped)
        for part, tally in found.report.tallies.items()
        if tally.found
    }


def test_an_article_in_the_shape_of_the_family_becomes_a_guide():
    found = sample("japan")
    assert found.title == "日本远游卡想停用？停用顺序和几点提醒"
    assert [(section.anchor, section.heading) for section in found.sections] == [
        ("overview", "概况"),
        ("overview-2", "认识日本远游卡"),
        ("before", "停用之前的准备"),
        ("steps", "停用的步骤"),
        ("after", "停用以后的注意事项"),
        ("overview-3", "小结"),
    ]
    assert found.sections[3].body == (
        "各家的页面不一样，次序差不多。\n\n"
        "1. **打开商家的网页。** 用下单时的邮箱登录。忘记密码就点“找回”。\n\n"
        "2. **关掉自动续订。** 在“我的订单”里找到开关，关上它。\n\n   关好以后截一张图。\n\n"
        "3. **删除配置。** 等商家回信以后再删。"
    )
    assert questions(found) == [
        ("删掉以后还能装回来吗？", "多数装不回来。"),
        ("没用完的流量能退钱吗？", "看商家的规定，一般不退。"),
    ]
    assert found.report.converted == "遠遊"


def test_the_counts_of_a_numbered_article():
    assert counts(sample("japan")) == {
        "heading": (9, 5, 3, 1),  # five sections; three became steps; that of the questions went
        # Changed: the title, three texts of steps, two questions, one that lost an advert. Left out: lead-in and foot.
        "paragraph": (15, 6, 7, 2),
        "item": (6, 6, 0, 0),
        "link": (2, 0, 0, 2),
        "image": (1, 0, 0, 1),
        "question": (2, 2, 0, 0),
    }


def test_the_counts_of_an_article_with_rules_and_a_table():
    assert counts(sample("thailand")) == {
        "heading": (7, 4, 2, 1),
        "paragraph": (9, 6, 1, 2),  # changed: the one beside an advert; left out: a picture and an advert
        "item": (11, 11, 0, 0),
        "other": (4, 1, 0, 3),
        "link": (1, 1, 0, 0),
        "image": (1, 0, 0, 1),
        "question": (2, 2, 0, 0),
    }


def test_an_article_with_bold_headings_and_unsafe_markup():
    found = sample("vietnam")
    assert [(section.anchor, section.heading) for section in found.sections] == [
        ("overview", "概况"),
        ("before", "事先准备"),
        ("steps", "怎么做"),
    ]
    assert found.sections[2].body == "1. 打开设置\n2. 选择**蜂窝网络**：再选号码\n3. 删除"
    assert [question for question, _ in questions(found)] == ["会影响签证吗？", "要去营业厅吗？"]
    assert found.report.refused == [
        '<script>\ndocument.write("买卡找我");\n</script>',
        '<span onclick="steal()">',
        "[点这里](javascript:alert(1))",
    ]


def test_an_english_article_is_untouched_but_for_its_advert():
    found = sample("spain", EN)
    assert sections(found) == [
        ("overview", "Overview", "A short note for visitors who bought a card at the airport."),
        ("before", "Before you leave", "- Use up the balance\n- Move your bank to another number"),
        (
            "steps",
            "Steps",
            (
                "1. **Open the app.** Sign in with the number of the card.\n"
                "2. **Remove the stored card.** It is under “Payments”."
            ),
        ),
    ]
    assert questions(found) == [
        ("Do I have to visit a shop?", "No."),
        ("Can I get the money back?", "Only by post."),
    ]
    assert dropped(found, "promotion") == ["Contact us on WhatsApp: +34 600 000 000"]


def test_windows_lines_and_a_byte_order_mark_make_no_difference():
    data = (SAMPLES / "thailand.md").read_bytes()
    assert read_article(read_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "a.md"), ZH_HANS) == sample(
        "thailand"
    )


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_no_han_character_of_an_article_is_lost(path):
    assert lost(path) == Counter()


@pytest.mark.parametrize("name", REAL)
def test_no_han_character_of_a_real_article_is_lost(name):
    assert lost(shared("samples", name)) == Counter()


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_real_article_loses_its_adverts_and_its_numbers_add_up(name, language):
    found = read_article(read_file(shared("samples", name)), language)
    assert "esim1088" not in "".join(found.texts)
    assert (found.report.tallies[Part.LINK].dropped, found.report.tallies[Part.IMAGE].dropped) == (2, 1)
    assert [tally for tally in found.report.tallies.values() if not tally.adds_up] == []


def test_the_first_real_article_becomes_six_sections_and_four_questions():
    found = read_article(read_file(shared("samples", REAL[0])), ZH_HANS)
    assert [(section.kind, len(re.findall(r"(?m)^\d+\. \*\*", section.body))) for section in found.sections] == [
        ("overview", 0),
        ("overview", 0),
        ("before", 4),
        ("steps", 5),
        ("after", 4),
        ("overview", 0),
    ]
    assert len(found.questions) == 4
    assert found.report.converted == "遊"


def test_the_second_real_article_keeps_headings_that_are_no_questions():
    found = read_article(read_file(shared("samples", REAL[1])), ZH_HANT)
    assert [section.kind for section in found.sections] == [
        "overview", "before", "steps", "steps", "caution", "overview",
    ]  # fmt: skip
    assert len(re.findall(r"(?m)^### \d\. ", found.sections[4].body)) == 4
    assert found.questions == ()


def test_the_report_reads_well():
    found = article("# 一个标题\n\n甲，遠遊。\n\n- 乙\n\n[[TG @card_77](https://t.me/card_77)]\n\n<input>丙")
    assert list(found.report.lines()) == [
        "Headings: 1 = 1 kept + 0 changed + 0 left out",
        "Paragraphs: 3 = 2 kept + 0 changed + 1 left out",
        "List items: 1 = 1 kept + 0 changed + 0 left out",
        "Links: 1 = 0 kept + 0 changed + 1 left out",
        "Characters of the other script, converted: 遠遊",
        "Left out (promotion):",
        "  - [[TG @card_77](https://t.me/card_77)]",
        "Refused as unsafe: <input>",
    ]
