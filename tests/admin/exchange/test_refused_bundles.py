"""What is no bundle is refused with its place, and nothing of it happens."""

import pytest

from guides.exchange.exporting import text_of
from tests.admin.exchange.exchanging import faults, rows, upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("content", "line", "place", "message"),
    [
        (b"format: 1\n# \xb5\xe7\xbb\xb0\n", "2", "", "is not UTF-8."),
        ("format: 1\nguides: &a\n  - *a\n", "2", "guides", "an anchor or alias (a): write it out."),
        ("# next year's\nformat: 2\n", "2", "format", "“format: 1” is needed here; this program reads no other."),
        (
            "<!DOCTYPE html>\n<html lang=en><p>No</html>", "1", "",
            "is a web page (HTML), not a bundle: export or save it as YAML.",
        ),
        ("# nothing\n", "1", "", "a bundle is a mapping that begins with “format: 1”."),
        ("format: 1\nguide: []\n", "2", "guide", "this key is not known here."),
    ],
)  # fmt: skip
def test_a_faulty_file_is_refused_with_line_and_place(client, uploads, content, line, place, message):
    page = upload(client, content)
    assert faults(page) == [[line, place, message]]
    assert page.context["title"] == "norway.yaml cannot be imported"
    assert list(uploads.iterdir()) == []


def test_every_fault_is_listed_and_nothing_changed(client, norway):
    broken = norway.replace("need: required", "need: perhaps")
    assert [place for _line, place, _message in faults(upload(client, broken, overwrite="on"))] == [
        "guides[0].verdicts.renewal.need",
        "guides[0].verdicts.line.need",
    ]
    assert text_of("norway") == norway


def test_no_fault_names_a_file_of_the_server(client, norway, uploads):
    twice = norway + norway[norway.index("  - slug: leave") :]
    page = upload(client, twice)
    assert "is already defined in norway.yaml, line" in page.content.decode()
    assert str(uploads) not in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "size", "message"),
    [
        ("bundle", 0, "The submitted file is empty."),
        ("bundle", 5_000_001, "big.yaml is too large: at most 5 MB can be uploaded."),
        ("article", 1_000_001, "big.yaml is too large: at most 1 MB can be uploaded."),
    ],
)
def test_an_empty_or_too_large_file_is_refused(client, kind, size, message):
    page = upload(client, b"x" * size, "big.yaml", kind)
    assert page.context["forms"][kind].errors["file"] == [message]


def test_a_bundle_of_almost_five_megabytes_is_read(client):
    page = upload(client, "# " + "x" * 4_900_000 + "\n" + text_of("japan"), "japan.yaml")
    assert [row[0] for row in rows(page)] == ["left alone"] * len(rows(page))


LONG = "a page of text. " * 13_000  # 200 kB
HOSTILE = ["[a](b) ", "**a", "[[fact: a b]] ", "[[contacts: ", "`a", "<a ", "![](", "- a "]


@pytest.mark.parametrize("text", [LONG, *(sign * (200_000 // len(sign)) for sign in HOSTILE)], ids=["prose", *HOSTILE])
def test_a_section_of_200_kb_is_refused_with_its_place(client, norway, text):
    broken = norway.replace("'- Pay (en)'", f'"{text.strip()}"')
    line = broken[: broken.index(text.strip())].count("\n") + 1
    found = faults(upload(client, broken, overwrite="on"))
    limit = f"Ensure this value has at most 20000 characters (it has {len(text.strip())})."
    assert [str(line), "guides[0].sections[0].body.en", limit] in found
    assert text_of("norway") == norway
