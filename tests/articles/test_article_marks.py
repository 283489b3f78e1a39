"""An article with more marks than any article has is refused before it is parsed."""

import pytest

from guides.articles.file import MAX_MARKS, Unreadable, read_bytes


@pytest.mark.parametrize("line", ["- 甲\n", "[甲](乙)\n", "| 甲 | 乙 |\n", "*甲* "])
def test_what_has_too_many_marks_is_refused(line):
    with pytest.raises(Unreadable) as refused:
        read_bytes((line * (50_000 // len(line))).encode(), "a.md")
    assert str(refused.value) == "a.md has more than 10000 lines and marks: that is no article."


def test_a_text_of_as_many_marks_as_allowed_is_read():
    text = "甲。\n" * (MAX_MARKS - 1) + "乙。"
    assert read_bytes(text.encode(), "a.md").text == text + "\n"
