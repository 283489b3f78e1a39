"""Each check on something that is really broken: the very line, and what to do about it."""

import datetime
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from reversion.models import Revision

from guides.discovery import fonts
from guides.images import renditions, storing
from guides.models import Fact, SearchDocument
from guides.upkeep import keeping
from guides.upkeep.checkup import backups, clock, content, database, files, people
from guides.upkeep.checkup.findings import Level
from tests.factory import make_image

pytestmark = pytest.mark.django_db
SET_CLOCK = "set the clock by the network, here and on the database's machine: timedatectl set-ntp true"


def said(check, **options) -> list[tuple[str, str, str]]:
    return [(str(each.level), each.found, each.advice) for each in check(**options)]


def levels(check, **options) -> list[Level]:
    return [each.level for each in check(**options)]


def test_a_sound_database_is_told_with_its_version():
    ((level, found, _advice),) = said(database.database)
    if connection.vendor == "postgresql":
        assert (level, found.startswith("PostgreSQL ")) == ("ok", True)
    else:  # the tests' own database lives in memory, where there can be no such log
        assert (level, found.split(" ", 2)[2]) == (
            "warning",
            "keeps no write-ahead log but memory: readers wait for writers",
        )


def test_a_migration_that_was_not_applied_is_an_error():
    recorder = MigrationRecorder(connection)
    assert levels(database.migrations) == ["ok"]
    last = max(name for app, name in recorder.applied_migrations() if app == "guides")
    recorder.record_unapplied("guides", last)
    assert said(database.migrations) == [("error", f"not applied: guides.{last}", "manage.py migrate")]


def test_a_migration_of_a_newer_release_is_a_warning():
    MigrationRecorder(connection).record_applied("guides", "9999_future")
    ((level, found, advice),) = said(database.migrations)
    assert (level, found) == ("warning", "applied by a newer release: guides.9999_future")
    assert advice.startswith("run that release; this one is ")


@pytest.mark.parametrize(("seconds", "level", "found"), [
    (3600, "error", "3600 seconds ahead of the database's"), (-3600, "error", "3600 seconds behind the database's"),
    (20, "warning", "20 seconds ahead of the database's"),
])  # fmt: skip
def test_a_clock_that_is_wrong_is_noticed(seconds, level, found):
    MigrationRecorder(connection).migration_qs.update(applied=timezone.now() - datetime.timedelta(days=1))
    now = timezone.now() + datetime.timedelta(seconds=seconds)
    assert said(clock.clock, now=now) == [(level, found, SET_CLOCK)]


def test_a_clock_that_is_right_is_told():
    assert levels(clock.clock) == ["ok"]


def test_a_revision_that_is_still_to_come_is_an_error():
    Revision.objects.create(date_created=datetime.datetime(2099, 1, 2, 3, 4, tzinfo=datetime.UTC))
    assert said(clock.clock) == [
        ("error", "a revision was saved at 2099-01-02 03:04 UTC, which is still to come", SET_CLOCK)
    ]


def test_a_migration_that_is_still_to_come_is_an_error():
    MigrationRecorder(connection).migration_qs.update(applied=datetime.datetime(2099, 1, 2, 3, 4, tzinfo=datetime.UTC))
    assert said(clock.clock) == [
        ("error", "a migration was applied at 2099-01-02 03:04 UTC, which is still to come", SET_CLOCK)
    ]


def test_a_row_that_the_search_index_lacks_is_an_error():
    assert said(content.search_index) == [("ok", "complete", "")]
    SearchDocument.objects.filter(kind="guide", language="en").first().delete()
    ((level, found, advice),) = said(content.search_index)
    assert (level, found.startswith("incomplete: guide, en: "), advice) == ("error", True, "manage.py reindex")


def test_facts_that_are_overdue_are_a_warning():
    Fact.objects.update(checked_on=datetime.date(2020, 1, 1))
    Fact.objects.update(due_on=datetime.date(2020, 1, 2))
    ((level, found, advice),) = said(content.facts)
    assert (level, "overdue" in found) == ("warning", True)
    assert advice == "manage.py check_facts lists them; mend them in the admin"


ADVICE_FONT = "apt install fonts-noto-cjk, or name a font in OG_FONT"


@pytest.fixture
def forgotten_font() -> Iterator[None]:
    fonts.usual.cache_clear()
    yield
    fonts.usual.cache_clear()


@pytest.mark.usefixtures("forgotten_font")
def test_no_font_at_any_usual_place_is_a_warning(settings, monkeypatch, tmp_path):
    settings.OG_FONT = None
    monkeypatch.setattr(fonts, "USUAL", (tmp_path / "none.ttc",))
    assert said(content.font) == [
        ("warning", "none with both Chinese scripts: pictures of links carry no text", ADVICE_FONT)
    ]


def test_a_font_that_is_gone_since_the_start_is_an_error(settings, tmp_path):
    settings.OG_FONT = tmp_path / "gone.ttf"
    assert said(content.font) == [("error", f"{tmp_path}/gone.ttf is no font that can be read", ADVICE_FONT)]


def test_a_site_without_an_administrator_is_a_warning():
    user = get_user_model()
    user.objects.create_user("editor", is_staff=True)
    user.objects.create_superuser("gone", is_active=False)
    none = [("warning", "none: nobody can give rights", "manage.py createsuperuser")]
    assert said(people.administrators) == none
    user.objects.create_superuser("there")
    assert said(people.administrators) == [("ok", "1", "")]


@pytest.fixture
def catalogues(settings, tmp_path) -> Path:
    """The shipped ones, where they may be broken."""
    shutil.copytree(settings.LOCALE_PATHS[0], tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    call_command("compilemessages", verbosity=0)
    return tmp_path / "locale"


def test_compiled_messages_are_well(catalogues):
    assert said(files.messages) == [("ok", "compiled: zh_Hans, zh_Hant", "")]


@pytest.mark.parametrize("fault", ["deleted", "older"])
def test_messages_that_are_not_compiled_are_an_error(catalogues, fault):
    source = catalogues / "zh_Hant" / "LC_MESSAGES" / "django.po"
    compiled = source.with_suffix(".mo")
    if fault == "deleted":
        compiled.unlink()
    else:
        os.utime(compiled, (0, 0))
    found = f"the messages of zh_Hant are not compiled, or were changed since: {source}"
    assert said(files.messages) == [("error", found, "manage.py compilemessages, then restart the site")]


def test_a_manifest_that_cannot_be_read_is_an_error(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    for text in ("", "[]", "{}"):
        (tmp_path / "staticfiles.json").write_text(text)
        assert levels(files.static_files) == ["error"]


def test_a_file_that_was_added_since_is_an_error(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text(json.dumps({"paths": {}}))
    ((level, found, _advice),) = said(files.static_files)
    assert (level, found.startswith("not collected since the files changed: admin/"), found[-5:]) == (
        "error",
        True,
        " more",
    )


def test_while_developing_nothing_is_collected(settings, tmp_path):
    settings.DEBUG, settings.STATIC_ROOT = True, tmp_path
    assert levels(files.static_files) == ["ok"]


@pytest.mark.parametrize(("free", "level"), [("EXHAUSTED", "error"), ("SCARCE", "warning")])
def test_a_disk_that_is_nearly_full_is_noticed(settings, monkeypatch, tmp_path, free, level):
    """This machine's own disk, and more wanted than it has."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(files, "EXHAUSTED", 0)
    monkeypatch.setattr(files, "SCARCE", 0)
    assert levels(files.disk) == ["ok"]
    monkeypatch.setattr(files, free, 1 << 62)
    ((told, found, advice),) = said(files.disk)
    assert (told, found.endswith(f" MB free for {tmp_path}")) == (level, True)
    assert advice == f"make room: old backups, logs, or a larger disk for {tmp_path}"


@pytest.fixture
def another_user() -> Iterator[None]:
    """Root may write everywhere; for others the folder's mode is enough."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)
    yield
    os.seteuid(own)


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """Where every user gets to, and nobody may write."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        yield Path(name)


def test_a_folder_that_the_user_may_not_write_is_an_error(settings, closed_folder, another_user):
    settings.DATA_DIR = closed_folder
    advice = f"give {closed_folder} to the user that the site runs as (chown), and see that there is room (df)"
    assert said(files.disk) == [("error", f"nothing can be written to {closed_folder}: Permission denied", advice)]


def test_a_folder_that_is_gone_is_an_error(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    ((level, found, _advice),) = said(files.disk)
    assert (level, found) == ("error", f"nothing can be written to {tmp_path}/gone: No such file or directory")


@pytest.fixture
def backup(settings, tmp_path) -> Path:
    settings.DATA_DIR = tmp_path
    path = tmp_path / keeping.name_of(timezone.now())
    path.write_bytes(b"")
    keeping.remember(path, tmp_path)
    return path


def test_a_backup_that_is_old_is_a_warning(backup):
    assert levels(backups.backups) == ["ok"]
    later = timezone.now() + datetime.timedelta(days=3)
    assert said(backups.backups, now=later) == [
        ("warning", f"the last one is 3 days old: {backup}", "manage.py backup FOLDER, every night, on another disk")
    ]


def test_a_note_that_names_no_backup_counts_as_none(backup):
    keeping.remember(backup.with_name("other.tar"), backup.parent)
    assert [each[1] for each in said(backups.backups)] == ["manage.py backup has made none here"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite needs no program for it")
def test_without_pg_dump_no_backup_can_be_made(backup, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert said(backups.backups)[0] == (
        "warning", "pg_dump is not installed: none can be made", "apt install postgresql-client",
    )  # fmt: skip


def test_a_picture_without_its_files_is_named_until_they_are_there(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert said(files.pictures) == [("ok", "0, all with their files", "")]
    image = make_image("phone")
    ((level, found, advice),) = said(files.pictures)
    assert (level, found) == ("error", f"files are missing of phone in {tmp_path / 'images'}")
    assert "upload the picture again" in advice
    storing.folder(image.digest).mkdir(parents=True)
    for name in renditions.names(image):
        assert levels(files.pictures) == ["error"]
        (storing.folder(image.digest) / name).write_bytes(b"")
    assert said(files.pictures) == [("ok", "1, all with their files", "")]
