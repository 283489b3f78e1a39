"""locale/README.md, which newcomers believe: what it says of words and commands is so."""

import csv
import re
from pathlib import Path

import polib
import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "locale" / "README.md").read_text(encoding="utf-8")
VERDICTS = ("Required", "Recommended", "Optional", "Not needed", "Not possible")


def terms() -> list[tuple[str, str]]:
    """The words of its glossary in both scripts, where one stands for one."""
    table = GUIDE.partition("| English | 简体 | 繁體 | remember |")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    pairs = [pair for row in rows[:-1] for pair in zip(row[1].split(" / "), row[2].split(" / "), strict=True)]
    return [(hans, hant) for hans, hant in pairs if "、" not in hans]


def test_its_words_are_those_of_the_glossary():
    with (ROOT / "guides" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        glossary = {row["zh_hans"]: row["zh_hant"] for row in csv.DictReader(file)}
    assert len(terms()) > 12
    assert {hans: hant for hans, hant in terms() if glossary.get(hans) != hant} == {}


@pytest.mark.parametrize("name", ["zh_Hans", "zh_Hant"])
def test_its_verdicts_are_those_of_the_catalogue(name):
    catalogue = polib.pofile(str(ROOT / "locale" / name / "LC_MESSAGES" / "django.po"))
    words = [catalogue.find(verdict, msgctxt="verdict").msgstr for verdict in VERDICTS]
    assert "、".join(words) in GUIDE


def test_its_commands_exist():
    named = set(re.findall(r"manage\.py (\w+)", GUIDE))
    assert {"export_messages", "import_messages", "check_parity", "compilemessages"} <= named
    assert named <= set(get_commands())
