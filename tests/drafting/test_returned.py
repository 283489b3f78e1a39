import polib
import pytest

from guides.drafting.returned import MAX_BYTES, Unreadable, read
from guides.languages import EN, ZH_HANT

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Language: en\\n"\n"X-Guide: norway/leave\\n"\n\n'
)
ENTRY = 'msgctxt "title"\nmsgid "注销"\nmsgstr "Leave"\n'


def refusal(raw: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read("a.po", raw)
    return str(caught.value)


def test_a_file_names_its_guide_and_language():
    found = read("a.po", (HEADER + ENTRY).encode())
    assert (found.guide, found.language, [entry.msgstr for entry in found.entries]) == ("norway/leave", EN, ["Leave"])


@pytest.mark.parametrize("tag", ["zh_Hant", "zh_TW", "zh-hant", "zh_HK"])
def test_the_names_that_tools_have_for_traditional_chinese_are_understood(tag):
    assert read("a.po", HEADER.replace("Language: en", f"Language: {tag}").encode()).language == ZH_HANT


@pytest.mark.parametrize("raw", ["\ufeff" + HEADER + ENTRY, (HEADER + ENTRY).replace("\n", "\r\n")])
def test_files_of_windows_programs_are_read(raw):
    assert [entry.msgstr for entry in read("a.po", raw.encode()).entries] == ["Leave"]


def test_obsolete_entries_are_left_out():
    assert read("a.po", (HEADER + '#~ msgid "旧"\n#~ msgstr "Old"\n').encode()).entries == []


def test_signs_that_unicode_calls_line_ends_stay_in_their_text():
    raw = HEADER + 'msgctxt "title"\nmsgid "一\u2028二\x85三"\nmsgstr "x"\n'
    assert read("a.po", raw.encode()).entries[0].msgid == "一\u2028二\x85三"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "a.po: is empty."),
        (b" \n", "a.po: is empty."),
        (HEADER.encode() + ENTRY.encode("gb18030"), "a.po: line 8 is not UTF-8."),
        ((HEADER + ENTRY).encode("utf-16"), "a.po: line 1 is not UTF-8."),
        (HEADER.replace("UTF-8", "GBK").encode(), "a.po: its header says GBK: save it as UTF-8."),
        (b"<html>Not found</html>", "a.po: is not a PO file."),
        (b"/etc/passwd", "a.po: is not a PO file."),
        (b"\0msgid \n", "a.po: is not a PO file."),
        ((HEADER + ENTRY + "rubbish\n").encode(), "a.po: is not a PO file: line 10."),
        ((HEADER + ENTRY + 'msgid "un').encode(), "a.po: line 10 does not end as it should."),
        ((HEADER + ENTRY + 'msgid "un" more').encode(), "a.po: line 10 does not end as it should."),
        ((HEADER + ENTRY + 'msgid "un\\"').encode(), "a.po: line 10 does not end as it should."),
        ((HEADER + ENTRY + ENTRY).encode(), "a.po: has an entry twice: 注销"),
        (b'msgid "a"\nmsgstr "b"\n', "a.po: has no “X-Guide” in its header: it is not from export_messages."),
        (
            HEADER.replace("Language: en", "Language: fr").encode(),
            "a.po: “Language: fr” in its header: must be one of zh_Hant, en.",
        ),
        (
            HEADER.replace("Language: en", "Language: zh_CN").encode(),
            "a.po: “Language: zh_CN” in its header: must be one of zh_Hant, en.",
        ),
        (
            HEADER.replace('"Language: en\\n"\n', "").encode(),
            "a.po: “Language: ” in its header: must be one of zh_Hant, en.",
        ),
        (b"x" * MAX_BYTES, "a.po: is larger than 5 MB."),
    ],
)
def test_what_is_no_usable_file_is_refused_in_one_sentence(raw, message):
    assert refusal(raw) == message


def test_a_large_text_survives():
    text = "注销" * 50_000
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en", "X-Guide": "norway/leave"}
    file.append(polib.POEntry(msgctxt="a", msgid=text, msgstr=text))
    assert read("a.po", str(file).encode()).entries[0].msgstr == text
