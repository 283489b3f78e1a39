"""Where the secret key comes from, and that each machine has one only."""

import stat

import pytest

from tests.configured import setting, start


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    first = setting(tmp_path / "new" / "data", "SECRET_KEY")
    kept = tmp_path / "new" / "data" / "secret_key"
    assert setting(tmp_path / "new" / "data", "SECRET_KEY") == first == [repr(kept.read_text())]
    assert (stat.S_IMODE(kept.stat().st_mode), len(kept.read_text())) == (0o600, 50)


def test_an_own_secret_key_is_used_and_not_written(tmp_path):
    key = "k" * 40
    assert setting(tmp_path, "SECRET_KEY", SECRET_KEY=key) == [repr(key)]
    assert not (tmp_path / "secret_key").exists()


def test_secrets_may_be_given_as_files(tmp_path):
    (tmp_path / "key").write_text("k" * 40 + "\n")
    (tmp_path / "url").write_text("postgres://site:word@database/site\n")
    files = {"SECRET_KEY_FILE": str(tmp_path / "key"), "DATABASE_URL_FILE": str(tmp_path / "url")}
    code = (
        "from django.conf import settings as s; d = s.DATABASES['default']\n"
        "print(s.SECRET_KEY, d['HOST'], d['USER'], d['PASSWORD'], d['NAME'])"
    )
    done = start(tmp_path, "-c", code, DJANGO_SETTINGS_MODULE="esimsite.settings", **files)
    assert (done.stdout, done.stderr) == (f"{'k' * 40} database site word site\n", "")
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("content", [None, "", "short\n"])
def test_a_file_that_holds_no_secret_key_is_refused(tmp_path, content):
    """Each machine would make a key of its own, and they would not understand one another."""
    if content is not None:
        (tmp_path / "key").write_text(content)
    done = start(tmp_path, "manage.py", "check", SECRET_KEY_FILE=str(tmp_path / "key"))
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (1, 1, "")
    assert done.stderr.startswith("esimsite cannot start: ")
    assert "SECRET_KEY" in done.stderr


def test_a_kept_secret_key_that_is_empty_is_refused(tmp_path):
    (tmp_path / "secret_key").touch()
    done = start(tmp_path, "manage.py", "check")
    assert (done.returncode, len(done.stderr.splitlines()), "SECRET_KEY" in done.stderr) == (1, 1, True)
