"""The interface's catalogues: compiled without gettext, and complete before a change lands."""

import gettext
import shutil
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command

from guides.management.commands.check_messages import faults_of

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))


@pytest.fixture
def copy(tmp_path, settings, monkeypatch) -> Path:
    """The shipped catalogues, not compiled, in a place of their own on a machine without gettext's programs."""
    ignored = shutil.ignore_patterns("*.mo")
    shutil.copytree(ROOT / "locale", tmp_path / "locale", ignore=ignored)
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "locale"


def one(msgid: str, msgstr: str = "", **more) -> polib.POFile:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid=msgid, msgstr=msgstr, **more))
    return catalogue


def kinds(catalogue: polib.POFile) -> list[str]:
    return [fault.split(":")[1].split("(")[0].strip() for fault in faults_of(catalogue)]


def test_every_target_language_has_a_catalogue():
    assert [path.parts[-3] for path in CATALOGUES] == ["zh_Hans", "zh_Hant"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_shipped_catalogues_are_complete(path):
    assert faults_of(polib.pofile(str(path))) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_what_is_compiled_without_gettext_speaks_every_message(copy, path):
    call_command("compilemessages", verbosity=0)
    with (copy / path.parts[-3] / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    wrong = []
    for entry in polib.pofile(str(path)):
        if entry.msgid_plural:
            spoken = (
                compiled.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, 2)
                if entry.msgctxt
                else (compiled.ngettext(entry.msgid, entry.msgid_plural, 2))
            )
            written = entry.msgstr_plural[0]
        else:
            spoken = compiled.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else compiled.gettext(entry.msgid)
            written = entry.msgstr
        if spoken != written:
            wrong.append(entry.msgid)
    assert wrong == []


def test_a_catalogue_is_compiled_again_only_after_a_change(copy, capsys):
    call_command("compilemessages")
    assert len(capsys.readouterr().out.splitlines()) == 2
    call_command("compilemessages")
    assert capsys.readouterr().out == ""


def test_a_broken_catalogue_is_named(copy):
    broken = copy / "zh_Hant" / "LC_MESSAGES" / "django.po"
    broken.write_text('msgid "a"\nthis is no catalogue\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"zh_Hant.*cannot be compiled"):
        call_command("compilemessages", verbosity=0)


def test_a_message_twice_in_a_catalogue_is_refused(copy):
    broken = copy / "zh_Hant" / "LC_MESSAGES" / "django.po"
    broken.write_text('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be compiled"):
        call_command("compilemessages", verbosity=0)


@pytest.mark.parametrize(
    ("catalogue", "found"),
    [
        (one("Home", "首頁"), []),
        (one("Home"), ["not translated"]),
        (one("Home", "首頁", flags=["fuzzy"]), ["fuzzy"]),
        (one("Home", "首頁", obsolete=True), ["obsolete"]),
        (one("%(count)d of %(all)s", "%(all)s 之 %(count)d"), []),
        (one("%(count)d of %(all)s", "%(count)d"), ["placeholders differ"]),
        (one("Step %(number)d", "第 %(nummer)d 步"), ["placeholders differ"]),
        (one("Step", "第 %(number)d 步"), ["placeholders differ"]),
        (one("Step %(number)d", "第 %(number)s 步"), ["placeholders differ"]),
        (one("Step {number}", "第 {nummer} 步"), ["placeholders differ"]),
        (one("Step {number}", "第 {number.__class__} 步"), ["placeholders differ"]),
        (one("%(count)d of all", "%(count)d 之 100%"), ["placeholders differ"]),
        (one('See <a href="%(url)s">here</a>', '<a href="%(url)s">此處</a>'), []),
        (one('See <a href="%(url)s">here</a>', '見 <a href="%(url)s">此處'), ["HTML differs"]),
        (one('See <a href="%(url)s">here</a>', '見 <a href="%(url)s" onclick="x()">此處</a>'), ["HTML differs"]),
        (one("<b>Here</b>", "<b>此<b>處</b></b>"), ["HTML differs"]),
        (one("Home", "首頁<SCRIPT>"), ["HTML differs"]),
        (one("Home", "首頁<!--"), ["HTML differs"]),
        (one("Home", '首頁" onfocus="x()'), ["HTML differs"]),
        (one("Less than 3 days", "< 3 天"), []),
        (one("%(count)d day", msgid_plural="%(count)d days", msgstr_plural={0: "%(count)d 天"}), []),
        (one("%(count)d day", msgid_plural="%(count)d days", msgstr_plural={0: "天"}), ["placeholders differ"]),
        (one("%(count)d day", msgid_plural="%(count)d days", msgstr_plural={0: ""}), ["not translated"]),
        (one("a day", msgid_plural="%(count)d days", msgstr_plural={0: "%(count)d 天"}), []),
    ],
    ids=lambda each: each[0].msgstr or each[0].msgid if isinstance(each, polib.POFile) else "",
)
def test_an_entry_that_needs_a_translator_is_reported(catalogue, found):
    assert kinds(catalogue) == found


def test_the_check_fails_and_counts_what_is_missing(copy, capsys):
    path = copy / "zh_Hant" / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path))
    catalogue[0].msgstr = ""
    catalogue.save()
    with pytest.raises(CommandError, match=r"^1 of \d+ messages need a translator\.$"):
        call_command("check_messages")
    assert capsys.readouterr().err.startswith("locale/zh_Hant/LC_MESSAGES/django.po:")


def test_the_check_is_content_with_what_ships(copy, capsys):
    call_command("check_messages")
    assert capsys.readouterr().out.endswith("messages, all translated\n")
