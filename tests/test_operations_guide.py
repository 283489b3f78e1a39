"""docs/operations.md, which is believed at night: commands, settings, files and addresses that it names exist."""

import argparse
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import Resolver404, resolve

from esimsite import gunicorn
from guides.freshness import caching
from guides.upkeep import keeping

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs"
GUIDE = (FOLDER / "operations.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"`([^`\n]+)`", GUIDE) + re.findall(r"^    (.+)$", GUIDE, re.MULTILINE)
COMMAND = re.compile(
    r"(?:manage\.py|^esimsite|/sbin/esimsite|`esimsite) ([a-z_]+)((?: --[a-z-]+| [^\s`;&|]+)*)", re.MULTILINE
)
NOT_OF_THE_SITE = {"POSTGRES_PASSWORD", "BACKUPS"}  # of compose.yaml
ELSEWHERE = ("docs/", "guides/", "esimsite/", ".ci/", "tests/", "compose.yaml", "SECURITY.md", "Dockerfile")
BEFORE_DJANGO = {"/healthz", "/readyz", "/metrics"}


def commands() -> list[tuple[str, list[str]]]:
    return [(name, re.findall(r"--[a-z-]+", rest)) for piece in CODE for name, rest in COMMAND.findall(piece)]


def test_every_command_exists_with_the_options_that_are_named():
    known = get_commands()
    assert {"start", "backup", "restore", "doctor", "reindex", "createsuperuser"} <= {name for name, _ in commands()}
    assert {name for name, _ in commands()} <= set(known)
    for name, options in commands():
        command = load_command_class(known[name], name) if isinstance(known[name], str) else known[name]
        parser: argparse.ArgumentParser = command.create_parser("manage.py", name)
        assert [option for option in options if option not in parser._option_string_actions] == [], name


def test_every_setting_is_one_that_the_readme_explains():
    rows = README.partition("## Settings")[2].partition("\n## ")[0]
    explained = set(re.findall(r"`([A-Z][A-Z_]+)`", rows))
    named = set(re.findall(r"(?:^|[\s`(])([A-Z][A-Z_]{3,})(?==|`)", GUIDE, re.MULTILINE))
    named = {name.removesuffix("_FILE") for name in named} - {"ERROR"}
    assert {"SECRET_KEY", "RELEASE", "DATABASE_URL", "PROXY_COUNT"} <= named
    assert named - explained - NOT_OF_THE_SITE == set()
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert [name for name in NOT_OF_THE_SITE if f"${{{name}" not in compose] == []


def test_every_file_of_the_repository_exists():
    named = {word for piece in CODE for word in piece.split() if word.startswith(ELSEWHERE)}
    assert {"docs/systemd/esimsite.env", "compose.yaml"} <= named
    assert [name for name in sorted(named) if not list(ROOT.glob(name))] == []


def test_every_link_leads_somewhere():
    headings = {re.sub(r"[^\w -]", "", line).lower().replace(" ", "-") for line in re.findall(r"(?m)^## (.+)$", GUIDE)}
    for link in re.findall(r"\]\(([^)]+)\)", GUIDE):
        file, _, place = link.partition("#")
        assert (FOLDER / file).exists(), link
        assert file or place in headings, link
    for link in re.findall(r"\]\(\.\./README\.md#([^)]+)\)", GUIDE):
        assert link in {line.lower().replace(" ", "-") for line in re.findall(r"(?m)^## (.+)$", README)}


def test_every_address_is_answered():
    named = {urlsplit(word).path for piece in CODE for word in [piece] if re.fullmatch(r"/[a-z./-]*", word)}
    ours = {
        path for path in named if not path.startswith(("/etc/", "/usr/", "/var/", "/opt/", "/srv/", "/data", "/tmp"))
    }
    assert {"/", "/robots.txt", "/sw.js", "/readyz", "/en/feedback/"} <= ours
    for path in ours - BEFORE_DJANGO:
        try:
            resolve(path)
        except Resolver404:
            pytest.fail(path)


def test_its_times_and_numbers_are_those_of_the_program(settings):
    assert f"s-maxage={settings.SHARED_CACHE_SECONDS}, stale-while-revalidate={caching.STALE_SECONDS}" in GUIDE
    assert f"({gunicorn.graceful_timeout} seconds at most)" in GUIDE
    days, weeks, months = keeping.Rule()
    assert re.search(rf"newest of {days} days, {weeks}\s+weeks and {months} months", GUIDE)


def test_the_units_start_what_the_guide_installs():
    unit = (FOLDER / "systemd" / "esimsite@.service").read_text(encoding="utf-8")
    script = (FOLDER / "systemd" / "esimsite").read_text(encoding="utf-8")
    backup = (FOLDER / "systemd" / "esimsite-backup.service").read_text(encoding="utf-8")
    assert "WorkingDirectory=/opt/esimsite/current\nEnvironmentFile=/etc/esimsite.env\n" in unit
    assert ". /etc/esimsite.env\ncd /opt/esimsite/current\n" in script
    assert "ExecStart=/usr/local/sbin/esimsite backup /var/backups/esimsite\n" in backup
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > gunicorn.graceful_timeout
    ports = re.findall(r"server 127\.0\.0\.1:(\d+)", (FOLDER / "nginx.conf").read_text(encoding="utf-8"))
    assert [port for port in ports if f"esimsite@{port}" not in GUIDE] == []
