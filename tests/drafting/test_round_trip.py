"""Every guide that ships, out to a translator's tool and back."""

import shutil
import subprocess
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command

from guides.drafting.places import with_parts
from guides.languages import TARGETS
from guides.models import Guide, SiteRevision
from tests.drafting.handing import rows, state

pytestmark = pytest.mark.django_db
NOTHING = "0 texts taken, 0 entries skipped, 0 still to translate.\n"


def stored() -> list[object]:
    return [SiteRevision.objects.number(), *(rows(guide) for guide in Guide.objects.order_by("pk"))]


def handed_out(folder: Path, language) -> list[Path]:
    call_command("export_messages", "--language", language.code, folder, stdout=StringIO())
    return sorted(folder.glob("*.po"))


def handed_in(*files: Path) -> str:
    """What import_messages says, and first of what it complains."""
    out, err = StringIO(), StringIO()
    call_command("import_messages", *files, stdout=out, stderr=err, no_color=True)
    return err.getvalue() + out.getvalue()


def saved_by_poedit(path: Path) -> None:
    """It wraps lines its own way and adds to the header."""
    file = polib.pofile(str(path), wrapwidth=79)
    file.metadata |= {"X-Generator": "Poedit 3.4", "PO-Revision-Date": "2026-11-21 08:00+0800", "Last-Translator": "林"}
    file.save()


def saved_on_windows(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def sorted_by_gettext(path: Path) -> None:
    if not shutil.which("msgcat"):
        pytest.skip("needs gettext")
    subprocess.run(["msgcat", "--sort-output", "--output-file", path, path], check=True)


@pytest.mark.parametrize("language", TARGETS, ids=lambda language: language.code)
@pytest.mark.parametrize("saved", [lambda path: None, saved_by_poedit, saved_on_windows, sorted_by_gettext])
def test_whatever_tool_saved_the_files_nothing_comes_back_changed(tmp_path, language, saved):
    before, files = stored(), handed_out(tmp_path, language)
    assert len(files) == Guide.objects.count()
    for file in files:
        saved(file)
    assert (handed_in(*files), stored()) == (NOTHING, before)


@pytest.mark.parametrize("language", TARGETS, ids=lambda language: language.code)
def test_what_a_translator_changes_is_written_and_nothing_else(tmp_path, language):
    files = handed_out(tmp_path, language)
    for path in files:
        file = polib.pofile(str(path))
        next(entry for entry in file if entry.msgctxt == "summary").msgstr = "A new summary."
        file.save()
    wanted = [rows(guide)[1:-1] for guide in Guide.objects.order_by("pk")]  # its parts, but not its states
    assert handed_in(*files) == f"{len(files)} texts taken, 0 entries skipped, 0 still to translate.\n"
    assert [rows(guide)[1:-1] for guide in Guide.objects.order_by("pk")] == wanted
    for guide in with_parts(Guide.objects.all()):
        assert getattr(guide, f"summary_{language.suffix}") == "A new summary."
        assert state(guide, language).state == "current"
    assert handed_in(*handed_out(tmp_path, language)) == NOTHING


def test_a_file_in_another_encoding_is_refused_with_its_line_and_nothing_is_written(tmp_path):
    before, files = stored(), handed_out(tmp_path, TARGETS[0])
    text = files[-1].read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if not line.isascii())
    files[-1].write_text(text, encoding="gb18030")
    with pytest.raises(CommandError, match=rf"{files[-1].name}: line {line} is not UTF-8\."):
        handed_in(*files)
    assert stored() == before
