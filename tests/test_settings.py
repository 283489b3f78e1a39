"""The environment, read strictly: each test starts the program as an operator does."""

import os
import pty
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.configured import setting, start

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
    ("SITE_URL", "https://name:password@example.org"),
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
    ("THROTTLE", "-1"),
    ("THROTTLE", "off"),
    ("LOG_LEVEL", "LOUD"),
    ("ADMIN_PATH", ""),
    ("ADMIN_PATH", "/"),
    ("ADMIN_PATH", "/admin"),
    ("ADMIN_PATH", "admin/"),
    ("ADMIN_PATH", "desk//private"),
    ("ADMIN_PATH", "Desk"),
    ("ADMIN_PATH", "two words"),
    ("ADMIN_PATH", "desk\n"),
    ("ADMIN_PATH", "desk.php"),
    ("ADMIN_PATH", "../desk"),
    ("ADMIN_PATH", "办公室"),
    ("ADMIN_PATH", "<int:desk>"),
    ("ADMIN_PATH", "static"),
    ("ADMIN_PATH", "media/desk"),
    ("ADMIN_PATH", "healthz"),
    ("ADMIN_PATH", "readyz"),
    ("ADMIN_PATH", "readyz"),
    ("ADMIN_PATH", "styleguide"),
    ("ADMIN_PATH", "en"),
    ("ADMIN_PATH", "zh-hant/desk"),
    ("ADMIN_PATH", "zh-tw"),
    ("LOG_FORMAT", ""),
    ("LOG_FORMAT", "xml"),
    ("ACCESS_LOG", "loud"),
    ("METRICS_TOKEN", "short"),
    ("METRICS_TOKEN", "two words " * 5),
    ("SENTRY_DSN", "on"),
    ("SENTRY_DSN", "https://sentry.example.org/1"),
    ("SENTRY_DSN", "https://key@sentry.example.org/project"),
    ("SENTRY_DSN", "ftp://key@sentry.example.org/1"),
    ("REQUIRE_SECOND_FACTOR", "mostly"),
    ("REQUIRE_SECOND_FACTOR", ""),
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


@pytest.mark.parametrize(("name", "value"), UNUSABLE)
def test_an_unusable_value_stops_the_start_with_one_line_that_names_the_variable(tmp_path, name, value):
    done = start(tmp_path, "manage.py", "check", **{name: value})
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (1, 1, "")
    assert done.stderr.startswith("esimsite cannot start: ")
    assert name in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgres://user:hunter2@host:port/name"),
        ("DATABASE_URL", "postgres://user:hunter2@host"),
        ("DATABASE_URL", "mysql://user:hunter2@host/name"),
        ("DATABASE_URL", "postgres://user:hunter2@[bad/name"),
        ("DATABASE_URL", "postgres//user:hunter2@host/name"),
        ("DATABASE_URL", "hunter2"),
        ("SECRET_KEY", "hunter2"),
        ("SITE_URL", "https://user:hunter2@example.org:99999"),
        ("SITE_URL", "https://user:hunter2@example.org"),
        ("SENTRY_DSN", "https://hunter2@"),
        ("DEBUG", "hunter2"),
        ("PORT", "hunter2"),
        ("LOG_LEVEL", "hunter2"),
    ],
)
def test_a_refused_value_is_not_repeated_for_it_may_hold_a_password(tmp_path, name, value):
    others = {"DATABASE_URL": "postgres://user:hunter2@host/name", "SENTRY_DSN": "https://hunter2@example.org/1"}
    done = start(tmp_path, "manage.py", "check", **{**others, name: value})
    assert (done.returncode, name in done.stderr, "hunter2" in done.stdout + done.stderr) == (1, True, False)


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path):
    done = start(tmp_path, "manage.py", "migrate", DATABASE_URL="postgres://user:hunter2@127.0.0.1:1/name")
    assert (done.returncode, "127.0.0.1" in done.stderr, "hunter2" in done.stdout + done.stderr) == (1, True, False)


# How long it takes is told by the program itself: to start it takes a while on a busy machine.
CONNECT = """
import time, django
django.setup()
from django.db import connection
began = time.monotonic()
try:
    connection.ensure_connection()
finally:
    print(time.monotonic() - began)
"""


def test_a_database_that_is_silent_is_not_waited_for(tmp_path):
    """As a machine that is off. gunicorn would kill a worker that waits, and its reader would get no answer."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgres://user:hunter2@127.0.0.1:{silent.getsockname()[1]}/name"
        done = start(tmp_path, "-c", CONNECT, DJANGO_SETTINGS_MODULE="esimsite.settings", DATABASE_URL=url)
    assert (done.returncode, "OperationalError" in done.stderr, float(done.stdout) < 7) == (1, True, True)


@pytest.mark.parametrize(("query", "seconds"), [("", 3), ("?connect_timeout=8", 8), ("?sslmode=require", 3)])
def test_how_long_to_wait_for_a_database_may_be_said_with_its_address(tmp_path, query, seconds):
    code = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS']['connect_timeout'])"
    url = f"postgres://user:hunter2@host/name{query}"
    done = start(tmp_path, "-c", code, DJANGO_SETTINGS_MODULE="esimsite.settings", DATABASE_URL=url)
    assert done.stdout == f"{seconds}\n"


def test_the_page_with_variables_and_settings_cannot_be_switched_on_in_public(tmp_path):
    done = start(tmp_path, "manage.py", "check", DEBUG="1", SITE_URL="https://example.org")
    assert (done.returncode, len(done.stderr.splitlines()), "DEBUG" in done.stderr) == (1, 1, True)


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


def test_programs_read_the_log_unless_a_person_is_looking(tmp_path):
    assert setting(tmp_path, "LOG_FORMAT", "ACCESS_LOG") == ["'json'", "True"]
    terminal, slave = pty.openpty()
    code = "from django.conf import settings; print(settings.LOG_FORMAT)"
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "esimsite.settings"}
    shown = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=slave
    )
    os.close(terminal)
    os.close(slave)
    assert shown.stdout == b"line\n"


def test_what_is_not_asked_for_is_not_even_imported(tmp_path):
    code = "import sys, esimsite.wsgi; print({'sentry_sdk', 'prometheus_client'} & set(sys.modules))"
    assert start(tmp_path, "-c", code).stdout == "set()\n"


def test_no_database_is_opened_before_the_server_forks(tmp_path):
    """A connection that two processes hold mixes up their answers."""
    code = "import esimsite.wsgi; from django.db import connection; print(connection.connection)"
    assert start(tmp_path, "-c", code).stdout == "None\n"


def test_the_deployment_check_is_content_behind_https(tmp_path):
    done = start(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", SITE_URL="https://example.org")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_loaded_before_the_fork_is_left_alone_by_the_collector_which_works_afterwards(tmp_path):
    code = (
        "import gc; from esimsite import gunicorn; loading = gc.isenabled(); gunicorn.when_ready(None); "
        "print(loading, gc.isenabled(), gc.get_freeze_count() > 10_000)"
    )
    assert start(tmp_path, "-c", code).stdout == "False True True\n"
