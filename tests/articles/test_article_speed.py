"""A hostile article takes no longer than its length explains."""

from contextlib import suppress
from time import process_time

import pytest

from guides.articles.file import MAX_MARKS, Unreadable, read_bytes, read_text
from guides.articles.reading import read_article
from guides.languages import ZH_HANS

LENGTH = 50_000  # characters; what is quadratic takes many seconds for them
SECONDS = 3


def repeated(text: str) -> str:
    return text * (LENGTH // len(text))


HOSTILE = {
    "links that lead nowhere": repeated("[甲](乙) "),
    "bare addresses": repeated("https://a.example/b\n"),
    "adverts": repeated("微信号：name88 正文"),
    "links to chats": repeated("[甲](https://t.me/b) 正文 "),
    "pictures": repeated("![](a) 字 "),
    "bold lines": "# 步骤\n\n" + repeated("**1. 登录**\n"),
    "numbered headings at two levels": "# 步骤\n\n" + repeated("### 1. 登录\n\n## 2. 退订\n\n"),
    "lists inside lists": repeated("<ul><li>"),
    "tags that nothing ends": "正文\n\n" + repeated("<script "),
    "comments that nothing ends": "正文\n\n<div>\n" + repeated("<!-- "),
    "blanks": "甲" + repeated(" ") + "乙",
    "blanks in a list": "<ul><li>甲" + repeated(" ") + "乙",
    "blanks after a label": "Q" + repeated(" ") + "甲",
    "lines of signs": "甲\n" + repeated(":\n"),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_and_not_with_its_square(text):
    started = process_time()
    with suppress(Unreadable):  # nothing but markup
        read_article(read_text(text), ZH_HANS)
    assert process_time() - started < SECONDS


@pytest.mark.parametrize("line", ["- 甲\n", "[甲](乙)\n", "| 甲 | 乙 |\n", "*甲* "])
def test_what_has_too_many_marks_is_refused_before_it_is_parsed(line):
    started = process_time()
    with pytest.raises(Unreadable) as refused:
        read_bytes(repeated(line).encode(), "a.md")
    assert str(refused.value) == "a.md has more than 10000 lines and marks: that is no article."
    assert process_time() - started < 1


def test_a_text_of_as_many_marks_as_allowed_is_read():
    text = "甲。\n" * (MAX_MARKS - 1) + "乙。"
    assert read_bytes(text.encode(), "a.md").text == text + "\n"
