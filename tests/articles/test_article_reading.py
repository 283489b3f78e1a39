"""Files of any kind: read as an article, or refused in one clear sentence."""

import pytest

from guides.articles.file import MAX_BYTES, Unreadable, read_bytes, read_file, read_text

TEXT = "# 退订\n\n打开网页。\n"


def test_a_utf8_file_is_read_as_it_is():
    assert read_bytes(TEXT.encode(), "a.md").text == TEXT


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + TEXT.encode(), TEXT.replace("\n", "\r\n").encode()])
def test_byte_order_mark_and_windows_lines_make_no_difference(data):
    assert read_bytes(data, "a.md") == read_bytes(TEXT.encode(), "a.md")


def test_a_file_in_gb18030_is_read_with_a_note():
    source = read_bytes(TEXT.encode("gb18030"), "a.md")
    assert source.text == TEXT
    assert source.notes == ["The file is not UTF-8; it was read as GB 18030. Check that its words make sense."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "a.md is empty."),
        (b" \n\t\n", "a.md is empty."),
        (b"---\ntitle: x\n---\n", "a.md is empty."),
        ("，。！".encode(), "a.md is empty."),
        (b"# a\0b", "a.md is no text: it holds zero bytes."),
        (TEXT.encode("utf-16"), "a.md is no text: it holds zero bytes."),
        (b"a" * (MAX_BYTES + 1), "a.md is larger than 1 MB: that is no article."),
        (b"\xff\xfe\xfd\xfc", "a.md is neither UTF-8 nor GB 18030."),
        (b"\x89PNG\r\n\x1a\n\xff\xff", "a.md is neither UTF-8 nor GB 18030."),
    ],
    ids=["empty", "blank", "front matter only", "signs only", "zero byte", "utf-16", "huge", "broken", "picture"],
)
def test_what_is_no_article_is_refused_in_one_sentence(data, reason):
    with pytest.raises(Unreadable) as refusal:
        read_bytes(data, "a.md")
    assert str(refusal.value) == reason


def test_a_file_of_one_megabyte_is_read():
    assert len(read_bytes(b"a" * MAX_BYTES, "a.md").text) == MAX_BYTES + 1


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path, reason in ((tmp_path / "no.md", "No such file or directory"), (tmp_path, "Is a directory")):
        with pytest.raises(Unreadable) as refusal:
            read_file(path)
        assert str(refusal.value) == f"{path} cannot be read: {reason}."


def test_front_matter_is_set_apart_and_gives_a_title():
    source = read_text("---\ntitle: '退订'\ntags:\n  - a\n- b\n# c\n---\n正文\n")
    assert (source.text, source.front_matter, source.title) == (
        "正文\n",
        "title: '退订'\ntags:\n  - a\n- b\n# c\n",
        "退订",
    )


@pytest.mark.parametrize("text", ["---\n\n正文\n\n---\n", "---\n正文：一\n---\n", "---\n---\n正文\n"])
def test_a_rule_at_the_top_is_no_front_matter(text):
    assert read_text(text).text == text


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("##准备", "## 准备"),
        ("#话题#", "#话题#"),
        ("1、登录", "1. 登录"),
        ("2.登录", "2. 登录"),
        ("3）登录", "3. 登录"),
        ("5、6月", "5、6月"),
        ("3.5元", "3.5元"),
        ("• 登录", "- 登录"),
        ("\u3000\u3000正文", "正文"),
        ("a\u200b\u202eb", "ab"),
    ],
)
def test_signs_that_authors_mean_as_markdown_are_mended(line, mended):
    assert read_text(line).text == f"{mended}\n"


def test_code_is_not_mended():
    assert read_text("```\n1、登录\n```\n1、登录").text == "```\n1、登录\n```\n1. 登录\n"
