from io import StringIO

import polib
import pytest
from django.core.management import CommandError, call_command

from guides.models import Guide
from tests.factory import make_guide

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def test_drafting_dry_shows_each_change_and_writes_nothing(guide):
    out, _ = run("draft_hant", "--dry-run")
    assert out.splitlines()[:2] == ["norway/leave: title", "  + 註銷挪威手機卡"]
    assert out.splitlines()[-1] == "8 texts would be drafted."
    assert not Guide.objects.get(pk=guide.pk).title_zh_hant


def test_drafting_is_kept_in_the_history(guide):
    from reversion.models import Version

    out, _ = run("draft_hant")
    assert out.splitlines()[-1] == "8 texts drafted."
    version = Version.objects.get_for_object(guide).get()
    assert (version.field_dict["title_zh_hant"], version.revision.comment) == (
        "註銷挪威手機卡",
        "Drafted in Traditional Chinese",
    )


def test_drafting_one_guide_leaves_the_others(guide):
    Guide.objects.create(slug="other", title_zh_hans="注销")
    out, _ = run("draft_hant", "--guide", "guides/other")
    assert (out.splitlines()[-1], Guide.objects.get(pk=guide.pk).title_zh_hant or "") == ("1 text drafted.", "")


def test_what_ships_has_no_gap_to_draft():
    assert run("draft_hant", "--dry-run") == ("0 texts would be drafted.\n", "")


def test_a_draft_that_does_not_fit_is_told(guide):
    Guide.objects.filter(pk=guide.pk).update(title_zh_hans="二维码" * 40)
    out, err = run("draft_hant")
    assert (out.splitlines()[-1], err) == (
        "7 texts drafted.",
        "title: not written, because it has more than 120 characters.\n",
    )


def test_export_and_import_of_everything_that_ships_change_nothing(tmp_path):
    run("export_messages", "--language", "en", tmp_path)
    run("export_messages", "--language", "zh-hant", tmp_path)
    files = sorted(tmp_path.iterdir())
    assert len(files) == 2 * Guide.objects.count()
    assert run("import_messages", *files) == ("0 texts taken, 0 entries skipped, 0 still to translate.\n", "")


def test_export_of_one_guide_writes_one_file(tmp_path, guide):
    make_guide("other")
    out, _ = run("export_messages", "--language", "en", "--guide", "norway/leave", tmp_path / "new")
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["norway.leave.en.po"]
    assert out == f"1 file in {tmp_path / 'new'}\n"


def test_what_translators_hand_in_is_written_and_the_rest_named(tmp_path, guide):
    run("export_messages", "--language", "en", tmp_path)
    path = tmp_path / "norway.leave.en.po"
    file = polib.pofile(str(path))
    file[0].msgstr, file[1].msgstr, file[1].flags = "Leave", "Stop", ["fuzzy"]
    file.save()
    line = path.read_text().splitlines().index("#. short answer, plain text") + 1  # the entry with its comments
    dry = run("import_messages", path, "--dry-run")
    assert not Guide.objects.get(pk=guide.pk).title_en
    problem = f"{path}:{line}: short_answer: is marked as fuzzy (needs work).\n"
    counts = "1 text taken, 1 entry skipped, 6 still to translate"
    assert dry == (f"norway/leave: en: title: Leave\nNothing was changed: {counts}.\n", problem)
    assert run("import_messages", path) == (f"{counts}.\n", problem)
    assert Guide.objects.get(pk=guide.pk).title_en == "Leave"


def test_every_file_that_cannot_be_read_is_named_and_nothing_written(tmp_path, guide):
    empty, missing = tmp_path / "empty.po", tmp_path / "missing.po"
    empty.touch()
    with pytest.raises(CommandError) as caught:
        run("import_messages", empty, missing)
    assert str(caught.value).splitlines() == [
        f"{empty}: is empty.",
        f"{missing} cannot be read: No such file or directory",
        "Nothing was changed.",
    ]


def test_a_directory_that_cannot_be_written_is_named(tmp_path, guide):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="cannot be written: "):
        run("export_messages", "--language", "en", tmp_path / "file" / "deeper")


@pytest.mark.parametrize("command", [["draft_hant"], ["export_messages", "--language", "en", "po"]])
def test_an_unknown_guide_is_named(command):
    with pytest.raises(CommandError, match="There is no guide “norway/nothing”"):
        run(*command, "--guide", "norway/nothing")
