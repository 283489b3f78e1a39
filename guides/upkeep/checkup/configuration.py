"""Settings that contradict each other or would be dangerous in public."""

import os
import stat
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.http.request import validate_host

from .findings import Finding, Level

# All of these follow from SITE_URL, and are said once.
_OF_PLAIN_HTTP = {f"security.{name}" for name in ("W004", "W005", "W008", "W012", "W016", "W021")}


def configuration() -> Iterator[Finding]:
    found = [*_addresses(), *_deployment()]
    yield from found or [Finding("settings", Level.OK, f"{settings.SITE_URL}, {settings.ENV.workers} workers")]


def _addresses() -> Iterator[Finding]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    if not validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        yield Finding(
            "settings", Level.ERROR, f"ALLOWED_HOSTS leaves out {host}, the host of SITE_URL: the site refuses itself",
            f"add {host} to ALLOWED_HOSTS",
        )  # fmt: skip
    if settings.HTTPS and not settings.PROXY_COUNT:
        yield Finding(
            "settings", Level.WARNING,
            "SITE_URL is https and PROXY_COUNT is 0: behind a proxy on another machine every page leads to itself",
            "set PROXY_COUNT to the number of proxies in front, and let them set X-Forwarded-Proto",
        )  # fmt: skip
    if not settings.HTTPS:
        yield Finding(
            "settings", Level.WARNING, f"{settings.SITE_URL} is plain http: well for a laptop, not for the public",
            "set SITE_URL=https://… for cookies that are sent encrypted only, and HSTS",
        )  # fmt: skip


def _deployment() -> Iterator[Finding]:
    """What `check --deploy` finds."""
    for message in checks.run_checks(include_deployment_checks=True):
        if message.id in _OF_PLAIN_HTTP and not settings.HTTPS:
            continue
        if message.id == "security.W018":
            # At home only: with an https address the settings refuse it, and nothing starts.
            yield Finding("settings", Level.WARNING, "DEBUG is on: strangers could read the program", "unset DEBUG")
            continue
        level = Level.ERROR if message.is_serious() else Level.WARNING
        hint = message.hint or "see manage.py check --deploy"
        yield Finding("settings", level, f"{message.id}: {_one_line(message.msg)}", _one_line(hint))


def secret_key() -> Iterator[Finding]:
    path = settings.DATA_DIR / "secret_key"
    if os.environ.get("SECRET_KEY"):
        yield Finding("secret key", Level.OK, "from the environment")
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        others = f"{path} can be used by others than its owner (mode {mode:o})"
        yield Finding("secret key", Level.ERROR, others, f"chmod 600 {path}")
    else:
        yield Finding("secret key", Level.OK, f"{path}, its owner's only")


def release() -> Iterator[Finding]:
    source = (
        "from RELEASE" if os.environ.get("RELEASE") else "from the program's files; several machines must set RELEASE"
    )
    yield Finding("release", Level.OK, f"{settings.RELEASE}, {source}")


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
