"""make messages: extract, draft Traditional Chinese from Simplified as fuzzy, report. On copies only."""

import shutil
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command

from guides.management.commands.draft_messages import draft

LOCALE = Path(__file__).resolve().parent.parent / "locale"
HEADER = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=1; plural=0;"}


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    file = polib.POFile(wrapwidth=0)
    file.metadata = HEADER
    file.extend(entries)
    return file


def entry(msgid: str, msgstr: str = "", **more) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def stored(file: polib.POFile) -> list[tuple]:
    return [(each.msgid, each.msgctxt, each.msgstr_plural or each.msgstr, each.fuzzy) for each in file]


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("短信", "簡訊"),
        ("运营商：%(name)s", "電信業者：%(name)s"),
        ("请在%(days)d天内用“短信”取消", "請在%(days)d天內用「簡訊」取消"),
        ("<a href=\"%(url)s\">网络</a>设置", "<a href=\"%(url)s\">網路</a>設定"),
        ("共 {count} 条", "共 {count} 條"),
    ],
)  # fmt: skip
def test_an_empty_message_is_drafted_in_the_words_of_taiwan_and_marked_fuzzy(simplified, traditional):
    file = catalogue(entry(simplified))
    assert len(draft(catalogue(entry(simplified, simplified)), file)) == 1
    assert stored(file) == [(simplified, None, traditional, True)]


def test_plurals_and_contexts_are_kept_apart():
    plural = {"msgid_plural": "%(count)d messages"}
    source = catalogue(
        entry("%(count)d message", msgstr_plural={0: "%(count)d 条短信"}, **plural),
        entry("Open", "打开", msgctxt="verb"),
        entry("Open", "开着", msgctxt="state"),
    )
    file = catalogue(
        entry("%(count)d message", msgstr_plural={0: ""}, **plural),
        entry("Open", msgctxt="state"),
        entry("Open", msgctxt="verb"),
        entry("Open"),
    )
    draft(source, file)
    assert stored(file) == [
        ("%(count)d message", None, {0: "%(count)d 條簡訊"}, True),
        ("Open", "state", "開著", True),
        ("Open", "verb", "開啟", True),
        ("Open", None, "", False),
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (entry("Home", "首页"), entry("Home", "主頁")),
        (entry("Home", "首页"), entry("Home", "主頁", flags=["fuzzy"])),
        (entry("Home", "首页", flags=["fuzzy"]), entry("Home")),
        (entry("Home"), entry("Home")),
        (entry("Home", "首页"), entry("Home", obsolete=True)),
        (entry("Home", "首页"), entry("Begin")),
        (entry("%(count)d days", "天"), entry("%(count)d days")),
    ],
    ids=["translated", "fuzzy", "unsure source", "no source", "obsolete", "unknown", "placeholder lost"],
)
def test_nothing_else_is_touched(source, target):
    file = catalogue(target)
    before = str(file)
    assert draft(catalogue(source), file) == []
    assert str(file) == before


@pytest.fixture
def project(tmp_path, settings, monkeypatch) -> Path:
    """A tiny project with one message of its own, translated in both scripts."""
    for name, text in (("zh_Hans", "首页"), ("zh_Hant", "首頁")):
        folder = tmp_path / "locale" / name / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue(entry("Home", text)).save(str(folder / "django.po"))
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.py").write_text('_("Home")\n', encoding="utf-8")
    return tmp_path


def opened(project: Path, name: str) -> polib.POFile:
    return polib.pofile(str(project / "locale" / name / "LC_MESSAGES" / "django.po"), wrapwidth=0)


def run_messages() -> str:
    """What make messages does; returns how it ends."""
    call_command("makemessages", "--all", verbosity=0)
    call_command("draft_messages")
    try:
        call_command("check_messages")
    except CommandError as error:
        return str(error)
    return "complete"


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs gettext")
def test_a_new_sentence_goes_all_the_way(project, capsys):
    assert run_messages() == "complete"
    (project / "page.py").write_text('_("Home")\n_("%(count)d days by SMS") % {"count": 2}\n', encoding="utf-8")
    assert run_messages() == "2 of 4 messages need a translator."
    assert stored(opened(project, "zh_Hant"))[1:] == [("%(count)d days by SMS", None, "", False)]

    simplified = opened(project, "zh_Hans")
    simplified[1].msgstr = "%(count)d 天内发短信"
    simplified.save()
    assert run_messages() == "1 of 4 messages need a translator."
    assert stored(opened(project, "zh_Hant"))[1:] == [("%(count)d days by SMS", None, "%(count)d 天內發簡訊", True)]
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("locale/zh_Hant/LC_MESSAGES/django.po: ")
    assert last.endswith(": fuzzy: '%(count)d days by SMS'")

    traditional = opened(project, "zh_Hant")
    traditional[1].flags.remove("fuzzy")
    traditional.save()
    assert run_messages() == "complete"


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs gettext")
def test_a_sentence_that_is_gone_is_stale_and_fails_the_check(project):
    (project / "page.py").write_text('_("Away")\n', encoding="utf-8")
    assert run_messages() == "4 of 4 messages need a translator."


def test_what_ships_is_left_byte_for_byte_as_it_is(tmp_path, settings, capsys):
    shutil.copytree(LOCALE, tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    before = {path: path.read_bytes() for path in (tmp_path / "locale").rglob("*.po")}
    call_command("draft_messages")
    assert capsys.readouterr().out == "0 messages drafted in zh_Hant, to be reviewed\n"
    assert {path: path.read_bytes() for path in before} == before


def test_a_catalogue_that_cannot_be_read_is_named(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match=r"zh_Hans.LC_MESSAGES.django\.po cannot be read"):
        call_command("draft_messages")
