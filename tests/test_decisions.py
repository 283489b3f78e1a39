"""docs/decisions: short records that name only what exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
PATH = re.compile(r"`((?:guides|docs|tests|esimsite|templates|static|locale)/[\w./-]+)`")


def test_the_index_names_every_record_in_order():
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    titles = [record.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for record in RECORDS]
    assert listed == list(zip(titles, [record.name for record in RECORDS], strict=True))
    assert [title.split()[0] for title in titles] == [f"{number:04}" for number in range(1, len(RECORDS) + 1)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_is_short_and_says_context_decision_and_consequences(record: Path):
    text = record.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 25


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_names_only_files_that_exist(record: Path):
    named = PATH.findall(record.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []
