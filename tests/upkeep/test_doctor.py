"""`manage.py doctor` on a real site: content after a start, and what it says when something is really broken."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from guides.upkeep.checkup.checking import CHECKS
from tests.databases import own_database
from tests.running import manage

PLAIN_HTTP = ("warning", "http://127.0.0.1:8000 is plain http: well for a laptop, not for the public")
COLLECT = "manage.py collectstatic --noinput --clear, then restart the site"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Iterator[tuple[Path, dict[str, str]]]:
    data = tmp_path_factory.mktemp("prepared") / "data"
    with own_database("doctor") as database:
        ended = manage(data, "start", "--prepare", **database)
        assert ended.returncode == 0, ended.stderr
        yield data, database


class Site:
    def __init__(self, data: Path, variables: dict[str, str]) -> None:
        self.data, self.variables = data, variables

    def doctor(self, *arguments: str, **more: str) -> subprocess.CompletedProcess:
        return manage(self.data, "doctor", *arguments, **{**self.variables, **more})

    def findings(self, part: str, **more: str) -> tuple[int, list[tuple[str, str, str]]]:
        """(exit status, what was said of the part)."""
        ended = self.doctor("--json", **more)
        assert ended.stderr == ""
        said = json.loads(ended.stdout)
        return ended.returncode, [(f["level"], f["found"], f["advice"]) for f in said if f["part"] == part]


@pytest.fixture
def site(prepared, tmp_path) -> Site:
    data, database = prepared
    shutil.copytree(data, tmp_path / "data")
    return Site(tmp_path / "data", database)


def test_a_site_that_was_just_started_has_no_error(site: Site):
    ended = site.doctor()
    lines = ended.stdout.splitlines()
    assert (ended.returncode, ended.stderr, lines[-1].startswith("0 errors, ")) == (0, "", True)
    told = [line[9:24].strip() for line in lines if line.startswith(("ok", "warning"))]
    assert list(dict.fromkeys(told)) == list(CHECKS)


def test_programs_are_told_the_same(site: Site):
    ended = site.doctor("--json")
    said = json.loads(ended.stdout)
    assert {tuple(each) for each in said} == {("part", "level", "found", "advice")}
    assert [each for each in said if (each["level"] == "ok") == bool(each["advice"])] == []


def test_every_warning_says_what_to_do_below_it(site: Site):
    lines = site.doctor().stdout.splitlines()
    after = [lines[number + 1].strip()[:1] for number, line in enumerate(lines) if line.startswith("warning")]
    assert after == ["→"] * len(after) != []


def test_the_first_thing_said_is_that_plain_http_is_for_laptops(site: Site):
    status, ((level, found, advice),) = site.findings("settings")
    assert (status, (level, found), "SITE_URL=https://" in advice) == (0, PLAIN_HTTP, True)


def test_behind_https_and_a_proxy_the_settings_are_content(site: Site):
    status, said = site.findings("settings", SITE_URL="https://example.org", PROXY_COUNT="1", WORKERS="3")
    assert (status, said) == (0, [("ok", "https://example.org, 3 workers", "")])


def test_https_without_a_known_proxy_is_a_warning(site: Site):
    status, ((level, found, advice),) = site.findings("settings", SITE_URL="https://example.org")
    assert (status, level, "PROXY_COUNT is 0" in found, "X-Forwarded-Proto" in advice) == (0, "warning", True, True)


def test_a_site_that_refuses_its_own_address_is_an_error(site: Site):
    status, said = site.findings("settings", ALLOWED_HOSTS="other.example")
    assert (status, said[0]) == (
        1, ("error", "ALLOWED_HOSTS leaves out 127.0.0.1, the host of SITE_URL: the site refuses itself",
            "add 127.0.0.1 to ALLOWED_HOSTS"),
    )  # fmt: skip


def test_debugging_at_home_is_a_warning(site: Site):
    status, said = site.findings("settings", DEBUG="1")
    told = ("warning", "DEBUG is on: strangers could read the program", "unset DEBUG")
    assert (status, told in said) == (0, True)


def test_a_secret_that_others_can_read_is_an_error(site: Site):
    path = site.data / "secret_key"
    path.chmod(0o640)
    found = f"{path} can be used by others than its owner (mode 640)"
    assert site.findings("secret key") == (1, [("error", found, f"chmod 600 {path}")])
    path.chmod(0o600)
    assert site.findings("secret key") == (0, [("ok", f"{path}, its owner's only", "")])


def test_a_secret_of_the_environment_needs_no_file(site: Site):
    assert site.findings("secret key", SECRET_KEY="k" * 40) == (0, [("ok", "from the environment", "")])


def test_a_release_is_named(site: Site):
    assert site.findings("release", RELEASE="1.2.3") == (0, [("ok", "1.2.3, from RELEASE", "")])


def test_static_files_that_were_never_collected_are_an_error(site: Site):
    (site.data / "static" / "staticfiles.json").unlink()
    found = f"not collected: {site.data}/static has no staticfiles.json to be read"
    assert site.findings("static files") == (1, [("error", found, COLLECT)])


def test_a_static_file_that_changed_since_is_an_error(site: Site):
    (site.data / "static" / "img" / "icon.svg").write_text("<svg/>")
    found = "not collected since the files changed: img/icon.svg"
    assert site.findings("static files") == (1, [("error", found, COLLECT)])


def test_a_static_file_that_is_lost_is_an_error(site: Site):
    names = json.loads((site.data / "static" / "staticfiles.json").read_text())["paths"]
    (site.data / "static" / names["css/site.css"]).unlink()
    status, ((level, found, advice),) = site.findings("static files")
    assert (status, level, found) == (1, "error", f"lost since the files changed: {names['css/site.css']}")
    assert advice == COLLECT


def test_a_backup_that_was_made_is_known_wherever_it_lies(site: Site, tmp_path: Path):
    advice = "manage.py backup FOLDER, every night, on another disk"
    assert site.findings("backups") == (0, [("warning", "manage.py backup has made none here", advice)])
    ended = manage(site.data, "backup", str(tmp_path / "backups"), **site.variables)
    assert ended.returncode == 0, ended.stderr
    (made,) = (tmp_path / "backups").iterdir()
    assert site.findings("backups") == (0, [("ok", f"{made}, 0 hours old", "")])
    made.unlink()
    assert site.findings("backups")[1][0][:2] == ("warning", f"the last one is not where it was made: {made}")


def test_a_database_that_does_not_answer_is_an_error_with_the_rest_unseen(site: Site):
    url = "postgres://nobody:SECRETWORD@127.0.0.1:1/none"
    ended = site.doctor("--json", DATABASE_URL=url)
    said = {each["part"]: each for each in json.loads(ended.stdout)}
    assert (ended.returncode, said["database"]["level"]) == (1, "error")
    assert said["database"]["found"].startswith("does not answer: connection ")
    assert said["database"]["advice"] == "start the database server, or correct DATABASE_URL"
    assert said["facts"]["found"].startswith("cannot be looked at: ")
    assert "SECRETWORD" not in ended.stdout + ended.stderr


@pytest.mark.skipif(connection.vendor != "sqlite", reason="damages the file of an SQLite database")
def test_a_damaged_database_is_an_error(site: Site):
    path = site.data / "esimsite.sqlite3"
    content = bytearray(path.read_bytes())
    for page in range(20, len(content) // 4096 - 1, 7):
        content[page * 4096 : page * 4096 + 2000] = os.urandom(2000)
    path.write_bytes(content)
    status, ((level, found, advice),) = site.findings("database")
    assert (status, level, "damaged" in found or "does not answer" in found) == (1, "error", True)
    assert "manage.py restore FILE --replace" in advice
