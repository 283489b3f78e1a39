"""The environment, read strictly: each test starts the program as an operator does."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SERVER = ("-m", "gunicorn", "--check-config", "--config", "python:esimsite.gunicorn", "esimsite.wsgi")
UNUSABLE = [
    ("DEBUG", "perhaps"),
    ("DEBUG", ""),
    ("SECRET_KEY", "short"),
    ("SITE_URL", ""),
    ("SITE_URL", "example.org"),
    ("SITE_URL", "ftp://example.org"),
    ("SITE_URL", "https://example.org/path"),
    ("SITE_URL", "https://example.org?query"),
    ("SITE_URL", "https://"),
    ("SITE_URL", "https://[bad"),
    ("SITE_URL", "https://example.org:99999"),
    ("SITE_URL", "https://two words"),
    ("ALLOWED_HOSTS", "example.org/path"),
    ("ALLOWED_HOSTS", "https://example.org"),
    ("ALLOWED_HOSTS", "one,,two"),
    ("ALLOWED_HOSTS", "example.org:8000"),
    ("DATABASE_URL", ""),
    ("DATABASE_URL", "nonsense"),
    ("DATABASE_URL", "mysql://user@host/name"),
    ("DATABASE_URL", "postgres://user@host:port/name"),
    ("DATABASE_URL", "postgres://user@host"),
    ("RELEASE", "two words"),
    ("RELEASE", "x" * 41),
    ("PAGE_CACHE_MB", "-1"),
    ("PAGE_CACHE_MB", "much"),
    ("PROXY_COUNT", "many"),
    ("PROXY_COUNT", "-1"),
    ("PROXY_COUNT", "6"),
    ("LOG_LEVEL", "LOUD"),
    ("OFFLINE", "sometimes"),
    ("OFFLINE", ""),
    ("OG_FONT", ""),
    ("OG_FONT", "/nowhere/font.ttf"),
    ("OG_FONT", "/etc/passwd"),
    ("OG_FONT", "/etc"),
    ("DATA_DIR", ""),
    ("DATA_DIR", "/proc/no/such/place"),
    ("DATA_DIR", "/etc/passwd"),
]


def start(data_dir: Path, *command: str, **variables: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir), **variables}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def setting(data_dir: Path, *names: str, **variables: str) -> list[str]:
    code = f"from django.conf import settings\nfor name in {names!r}: print(repr(getattr(settings, name)))"
    done = start(data_dir, "-c", code, DJANGO_SETTINGS_MODULE="esimsite.settings", **variables)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.parametrize(("name", "value"), UNUSABLE)
def test_an_unusable_value_stops_the_start_with_one_line_that_names_the_variable(tmp_path, name, value):
    done = start(tmp_path, "manage.py", "check", **{name: value})
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (1, 1, "")
    assert done.stderr.startswith("esimsite cannot start: ")
    assert name in done.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("DEBUG", "perhaps"), ("SITE_URL", "x"), ("PROXY_COUNT", "many"), ("LOG_LEVEL", "LOUD")]
)
def test_the_server_refuses_an_unusable_value_with_the_same_line(tmp_path, name, value):
    done = start(tmp_path, *SERVER, **{name: value})
    assert done.returncode != 0
    lines = done.stderr.splitlines()
    assert [line for line in lines if name in line] == [line for line in lines if "esimsite cannot start" in line] != []
    assert "Traceback" not in done.stderr


def test_a_good_configuration_starts_without_a_word(tmp_path):
    (tmp_path / "static").mkdir()
    done = start(tmp_path, "-W", "error", *SERVER)
    assert (done.returncode, done.stderr) == (0, "")
    assert start(tmp_path, "manage.py", "check").returncode == 0


def test_without_any_variable_the_site_is_in_production_and_works_over_plain_http(tmp_path):
    names = (
        "DEBUG",
        "SITE_URL",
        "ALLOWED_HOSTS",
        "SESSION_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
    )
    assert setting(tmp_path, *names) == [
        "False",
        "'http://127.0.0.1:8000'",
        "['127.0.0.1', 'localhost', '127.0.0.1', '[::1]']",
        "False",
        "False",
        "0",
    ]


def test_an_https_address_brings_secure_cookies_and_hsts(tmp_path):
    names = (
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "LANGUAGE_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER",
        "CSRF_TRUSTED_ORIGINS",
    )
    assert setting(tmp_path, *names, SITE_URL="https://example.org/") == [
        "True",
        "True",
        "True",
        "True",
        "31536000",
        "None",
        "['https://example.org']",
    ]


def test_a_proxy_is_believed_only_where_one_is_named(tmp_path):
    believed = setting(tmp_path, "SECURE_PROXY_SSL_HEADER", SITE_URL="https://example.org", PROXY_COUNT="1")
    assert believed == ["('HTTP_X_FORWARDED_PROTO', 'https')"]


def test_pages_may_be_kept_offline_unless_it_is_switched_off(tmp_path):
    assert (setting(tmp_path, "OFFLINE"), setting(tmp_path, "OFFLINE", OFFLINE="false")) == (["True"], ["False"])


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    first = setting(tmp_path / "new" / "data", "SECRET_KEY")
    kept = tmp_path / "new" / "data" / "secret_key"
    assert setting(tmp_path / "new" / "data", "SECRET_KEY") == first == [repr(kept.read_text())]
    assert (stat.S_IMODE(kept.stat().st_mode), len(kept.read_text())) == (0o600, 50)


def test_an_own_secret_key_is_used_and_not_written(tmp_path):
    key = "k" * 40
    assert setting(tmp_path, "SECRET_KEY", SECRET_KEY=key) == [repr(key)]
    assert not (tmp_path / "secret_key").exists()


def test_a_kept_secret_key_that_is_empty_is_refused(tmp_path):
    (tmp_path / "secret_key").touch()
    done = start(tmp_path, "manage.py", "check")
    assert (done.returncode, len(done.stderr.splitlines()), "SECRET_KEY" in done.stderr) == (1, 1, True)


def test_the_deployment_check_is_content_behind_https(tmp_path):
    done = start(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", SITE_URL="https://example.org")
    assert (done.returncode, done.stderr) == (0, "")
