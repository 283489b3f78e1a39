"""A backup is made while the site serves, verified, destroyed after, and put back: on the suite's own database."""

import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.running import manage


class Databases:
    """Databases of the kind that the suite runs on, each a copy of one that was seeded once."""

    def __init__(self, folder: Path) -> None:
        self.prepared = folder / "data"
        self.server, self.made = "", []
        if connection.vendor == "postgresql":
            parts = connection.settings_dict
            place = f"{parts['HOST'] or '127.0.0.1'}:{parts['PORT'] or 5432}"
            self.server = f"postgres://{parts['USER']}:{parts['PASSWORD']}@{place}"
        self.template = self.create()
        for command in ("migrate", "seed"):
            assert manage(self.prepared, command, "--verbosity=0", **self.template).returncode == 0

    def create(self, template: str = "template1") -> dict[str, str]:
        """A new database, as environment variables; SQLite's lies in DATA_DIR and needs none."""
        if not self.server:
            return {}
        name = f"upkeep_{os.getpid()}_{len(self.made)}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {template}")
        self.made.append(name)
        return {"DATABASE_URL": f"{self.server}/{name}"}

    def copy(self, data: Path) -> dict[str, str]:
        shutil.copytree(self.prepared, data)
        return self.create(self.made[0]) if self.server else {}

    def drop(self) -> None:
        for name in self.made:
            self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def _administer(self, command: str) -> None:
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as administrator:
            administrator.execute(command)


@pytest.fixture(scope="module")
def databases(tmp_path_factory) -> Iterator[Databases]:
    made = Databases(tmp_path_factory.mktemp("prepared"))
    yield made
    made.drop()


class Site:
    def __init__(self, folder: Path, database: dict[str, str]) -> None:
        self.data, self.backups, self.database = folder / "data", folder / "backups", database

    def manage(self, *arguments: str):
        return manage(self.data, *arguments, **self.database)

    def python(self, code: str) -> str:
        ended = self.manage("shell", "--no-imports", "-c", code)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def backup(self, *options: str) -> Path:
        ended = self.manage("backup", str(self.backups), *options)
        assert ended.returncode == 0, ended.stderr
        return max(self.backups.glob("*.tar"))

    def titles(self) -> str:
        return self.python(
            "from guides.models import Guide; print(sorted(Guide.objects.values_list('title_en', flat=True)))"
        )


DESTROY = "from guides.models import *; Guide.objects.all().delete(); Letter.objects.all().delete()"
REVISION = "from guides.models import SiteRevision; print(SiteRevision.objects.number())"


@pytest.fixture
def site(tmp_path, databases) -> Site:
    site = Site(tmp_path, databases.copy(tmp_path / "data"))
    (site.data / "media" / "ab").mkdir(parents=True)
    (site.data / "media" / "ab" / "picture.webp").write_bytes(b"picture")
    return site


def test_what_was_destroyed_is_put_back(site: Site):
    titles = site.titles()
    saved = site.backup()
    before = int(site.python(REVISION))
    assert site.manage("flush", "--no-input").returncode == 0
    (site.data / "media" / "ab" / "picture.webp").unlink()
    assert site.titles() == "[]"
    ended = site.manage("restore", str(saved))
    assert (ended.returncode, site.titles()) == (0, titles)
    assert (site.data / "media" / "ab" / "picture.webp").read_bytes() == b"picture"
    assert int(site.python(REVISION)) > before


def test_content_is_not_replaced_unless_asked(site: Site):
    saved = site.backup()
    site.python("from guides.models import Guide; Guide.objects.filter(slug='remove-esim').update(title_en='Newer')")
    ended = site.manage("restore", str(saved))
    assert (ended.returncode, "--replace" in ended.stderr, "Newer" in site.titles()) == (1, True, True)
    assert site.manage("restore", str(saved), "--replace").returncode == 0
    assert "Newer" not in site.titles()


@pytest.mark.parametrize(
    "left",
    [
        "from guides.models import Country; Country.objects.create(code='NO', slug='norway', region='europe')",
        "from django.contrib.auth.models import User; User.objects.create_superuser('root')",
        "from guides.models import Feedback; Feedback.objects.create(page='/', language='en', verdict='wrong')",
    ],
)
def test_an_account_or_a_readers_word_is_not_replaced_either(site: Site, left: str):
    saved = site.backup()
    assert site.manage("flush", "--no-input").returncode == 0
    site.python(left)
    ended = site.manage("restore", str(saved))
    assert (ended.returncode, "--replace" in ended.stderr, site.titles()) == (1, True, "[]")


def test_checking_changes_nothing(site: Site):
    saved = site.backup()
    site.python(DESTROY)
    assert site.manage("restore", str(saved), "--check").returncode == 0
    assert site.titles() == "[]"


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "text", "missing"])
def test_a_damaged_backup_is_refused_and_changes_nothing(site: Site, damage: str):
    saved = site.backup()
    content = saved.read_bytes()
    middle = len(content) // 2
    saved.write_bytes(
        {
            "cut": content[:middle],
            "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
            "empty": b"",
            "text": b"not a backup",
            "missing": content,
        }[damage]
    )
    if damage == "missing":
        saved.unlink()
    before = site.titles()
    ended = site.manage("restore", str(saved), "--replace")
    assert (ended.returncode, len(ended.stderr.strip().splitlines())) == (1, 1)
    assert ended.stderr.startswith("CommandError: Nothing was put back")
    assert site.titles() == before


def test_a_backup_that_cannot_be_written_is_said_in_one_line_and_leaves_nothing(site: Site, tmp_path):
    (tmp_path / "file").write_text("")
    ended = site.manage("backup", str(tmp_path / "file" / "folder"))
    assert (ended.returncode, ended.stderr.startswith("CommandError: No backup was made")) == (1, True)


def test_it_holds_the_list_of_what_it_holds(site: Site):
    with tarfile.open(site.backup()) as tar:
        names = tar.getnames()
    kind = "database.dump" if connection.vendor == "postgresql" else "database.sqlite3"
    assert sorted(names) == ["contents.json", kind, "media/ab/picture.webp"]


def test_old_ones_go_only_after_a_new_one_is_there(site: Site):
    site.backups.mkdir()
    old = site.backups / "esimsite-20200101T000000Z.tar"
    old.write_bytes(b"old")
    site.backup("--keep-all")
    assert old.exists()
    saved = site.backup("--keep", "1,0,0")
    assert [path.name for path in site.backups.iterdir()] == [saved.name]


@pytest.mark.parametrize("rule", ["", "7", "a,b,c", "1,2,3,4", "-1,0,0"])
def test_a_rule_that_is_none_is_refused(site: Site, rule: str):
    assert site.manage("backup", str(site.backups), f"--keep={rule}").returncode == 2
    assert not site.backups.exists()


def lose_the_database(site: Site) -> None:
    if connection.vendor == "postgresql":
        site.database = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere"}
        return
    for path in site.data.glob("esimsite.sqlite3-*"):
        path.unlink()
    (site.data / "esimsite.sqlite3").write_bytes(b"no database " * 1000)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_database_that_does_not_answer_is_said_in_one_line(site: Site, command: str):
    saved = site.backup()
    lose_the_database(site)
    ended = site.manage(command, str(site.backups if command == "backup" else saved))
    assert (ended.returncode, len(ended.stderr.strip().splitlines())) == (1, 1), ended.stderr
    assert ended.stderr.startswith(
        f"CommandError: {'No backup was made' if command == 'backup' else 'Nothing was put'}"
    )
    assert list(site.backups.iterdir()) == [saved]


def test_a_backup_is_checked_without_any_database(site: Site):
    saved = site.backup()
    lose_the_database(site)
    assert site.manage("restore", str(saved), "--check").returncode == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL mends its files itself")
def test_a_damaged_database_is_replaced_and_kept_beside_the_new_one(site: Site):
    titles, saved = site.titles(), site.backup()
    lose_the_database(site)
    damaged = (site.data / "esimsite.sqlite3").read_bytes()
    ended = site.manage("restore", str(saved), "--replace")
    assert (ended.returncode, site.titles()) == (0, titles), ended.stderr
    assert [path.read_bytes() for path in site.data.glob("*.damaged-*")] == [damaged]


def test_a_backup_is_its_owners_only(site: Site):
    assert site.backup().stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_a_file_is_said_so(site: Site, tmp_path):
    (tmp_path / "file").write_text("")
    assert "is a file" in site.manage("backup", str(tmp_path / "file")).stderr


SAVING_MEANWHILE = """
import pathlib, sqlite3
from django.db import connection
from guides.upkeep import databases
databases.PAGES_AT_ONCE = 50
steps = []
def save_something(done, of):
    steps.append(done)
    assert len(steps) < 500, "begun anew with every save"
    other = sqlite3.connect(connection.settings_dict["NAME"])
    with other:
        other.execute("UPDATE guides_siterevision SET number = number + 1")
    other.close()
databases.copy_out(pathlib.Path({path!r}), save_something)
print(len(steps) > 9 and steps == sorted(steps))
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="pg_dump takes care of itself")
def test_whoever_saves_meanwhile_does_not_make_it_begin_anew(site: Site, tmp_path):
    assert site.python(SAVING_MEANWHILE.format(path=str(tmp_path / "copy"))) == "True"


DELETING_MEANWHILE = """
import pathlib
from guides.upkeep import backup, databases
copy_out = databases.copy_out
def then_delete(path, progress):
    copy_out(path, progress)
    pathlib.Path({picture!r}).unlink()
databases.copy_out = then_delete
print(backup.make(pathlib.Path({folder!r}), lambda done, of: None))
"""


def test_a_picture_that_is_deleted_meanwhile_is_still_saved_with_the_row_that_needs_it(site: Site):
    picture = site.data / "media" / "ab" / "picture.webp"
    saved = site.python(DELETING_MEANWHILE.format(picture=str(picture), folder=str(site.backups)))
    with tarfile.open(saved) as tar:
        assert (picture.exists(), "media/ab/picture.webp" in tar.getnames()) == (False, True)


USED_MEANWHILE = """
import pathlib
from django.db import connection
from guides.upkeep import databases, restore
databases.PATIENCE = 0.2
connection.ensure_connection()
other = connection.copy()
other.cursor().execute("BEGIN")
other.cursor().execute("UPDATE guides_siterevision SET number = number + 1")
try:
    restore.put_back(pathlib.Path({saved!r}), lambda done, of: None)
except databases.DatabaseToolError as error:
    print(error)
"""


def test_a_database_that_others_hold_on_to_is_not_waited_for_forever(site: Site):
    titles, saved = site.titles(), site.backup()
    assert "stop the site" in site.python(USED_MEANWHILE.format(saved=str(saved)))
    assert site.titles() == titles
