import pytest

from guides.exchange.faults import Refused
from guides.exchange.reading import MAX_BYTES, read, read_bytes

_ADVICE = "Texts with “: ” or “#” belong in quotes, and indents must agree."


def refusals(raw: str | bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_bytes("x.yaml", raw if isinstance(raw, bytes) else raw.encode())
    return list(map(str, refused.value.faults))


def test_every_value_knows_its_line():
    document = read_bytes("x.yaml", b"format: 1\n\nguides:\n  - slug: a\n    title:\n      en: |\n        b\n")
    assert document.value == {"format": 1, "guides": [{"slug": "a", "title": {"en": "b\n"}}]}
    places = ("format",), ("guides",), ("guides", 0), ("guides", 0, "title", "en")
    assert [document.lines[place] for place in places] == [1, 3, 4, 6]


def test_a_fault_of_what_is_missing_stands_at_what_should_hold_it():
    document = read_bytes("x.yaml", b"format: 1\nguides:\n  - slug: a\n")
    assert (
        str(document.fault(("guides", 0, "title", "en"), "is missing.")) == "x.yaml:3: guides[0].title.en: is missing."
    )


def test_a_byte_order_mark_does_no_harm():
    assert read_bytes("x.yaml", b"\xef\xbb\xbfformat: 1\r\nproviders: []\r\n").value == {"format": 1, "providers": []}


def test_anchors_and_aliases_are_refused():
    assert refusals("format: 1\na: &x [1]\nb: *x\n") == ["x.yaml:2: a: an anchor or alias (x): write it out."]
    assert refusals("format: 1\nb: *x\n") == ["x.yaml:2: b: an anchor or alias (x): write it out."]


def test_tags_are_refused():
    assert refusals("format: 1\na: !!python/name:os.system x\n") == [
        "x.yaml:2: a: a tag (tag:yaml.org,2002:python/name:os.system): write the value without it."
    ]


def test_duplicate_keys_are_refused_all_at_once():
    assert refusals("format: 1\na: 1\na: 2\nb:\n  - c: 1\n    c: 2\n") == [
        "x.yaml:3: a: this key stands here twice; the first is in line 2.",
        "x.yaml:6: b[0].c: this key stands here twice; the first is in line 5.",
    ]


@pytest.mark.parametrize("key", ["1", "yes", "[a]", "{a: b}", "2026-11-21"])
def test_a_key_must_be_text(key):
    assert [message.rsplit(": ", 1)[1] for message in refusals(f"format: 1\n{key}: x\n")] == ["this cannot be a key."]


def test_tabs_are_refused_wherever_they_stand():
    assert refusals("format: 1\na: b\tc\n") == ["x.yaml:2: a tab: use spaces."]


def test_control_characters_are_refused():
    assert refusals("format: 1\na: b\x07\n") == ["x.yaml:2: a control character: U+0007."]


@pytest.mark.parametrize("escape", ["\\0", "\\x00", "\\u0000"])
def test_what_no_database_holds_is_refused_even_if_it_is_written_as_an_escape(escape):
    assert refusals(f'format: 1\na:\n  - "b{escape}"\n"c{escape}": d\n') == [
        "x.yaml:3: a[0]: a control character: U+0000.",
        "x.yaml:4: : a control character: U+0000.",
    ]


@pytest.mark.parametrize("raw", [b"format: 1\na: \xb9\xfa\n", "format: 1\na: b".encode("utf-16")])
def test_what_is_not_utf_8_is_refused(raw):
    assert [message.split(": ", 1)[1] for message in refusals(raw)] == ["is not UTF-8."]


def test_a_file_over_five_megabytes_is_refused():
    assert refusals(b"format: 1\n#" + b"x" * MAX_BYTES) == ["x.yaml:1: is larger than 5 MB."]


@pytest.mark.parametrize("version", ["2", "0", "'1'", "true", "1.0", "[]"])
def test_an_unknown_format_is_refused(version):
    expected = "“format: 1” is needed here; this program reads no other."
    assert refusals(f"a: b\nformat: {version}\n") == [f"x.yaml:2: format: {expected}"]


def test_a_missing_format_is_refused():
    assert refusals("country: {}\n") == ["x.yaml:1: format: “format: 1” is needed here; this program reads no other."]


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "format\n"])
def test_what_is_no_mapping_is_refused(text):
    assert refusals(text) == ["x.yaml:1: a bundle is a mapping that begins with “format: 1”."]


def test_a_second_document_is_refused():
    assert refusals("format: 1\n---\nformat: 1\n") == ["x.yaml:2: a second document begins here: a file holds one."]


def test_deep_nesting_is_refused():
    assert "is nested too deeply." in refusals("format: 1\na: " + "[" * 5000)[0]


def test_what_is_not_yaml_is_refused_at_its_line():
    assert refusals("format: 1\na: b: c\n") == [
        f"x.yaml:2: is not YAML: mapping values are not allowed in this context. {_ADVICE}"
    ]


def test_a_key_without_value_and_a_day_that_does_not_exist_are_refused():
    assert refusals("format: 1\na:\nb: 2026-02-30\n") == [
        "x.yaml:2: a: has no value: leave the key out.",
        "x.yaml:3: b: “2026-02-30” is no date or number.",
    ]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read: No such file or directory"):
        read(tmp_path / "none.yaml")
