"""The environment, read strictly: every variable the site knows, its default and what it may hold.

A value that cannot be used ends the program with one line that names the variable: a site that starts with half a
configuration is worse than one that does not start.
"""

import hashlib
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.management.utils import get_random_secret_key
from environs import Env, EnvError, validate

from guides.discovery import fonts

_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+", re.IGNORECASE)
MAKING_PAGES = ("esimsite", "guides", "templates", "static", "locale")
DATABASES_KNOWN = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


class Environment(NamedTuple):
    debug: bool
    secret_key: str
    site_url: str
    allowed_hosts: list[str]
    database: dict
    data_dir: Path
    release: str
    proxy_count: int
    log_level: str
    host: str
    port: int
    workers: int
    page_cache_mb: int
    og_font: Path | None
    offline: bool


def read(base_dir: Path) -> Environment:
    """The checked environment. Exits with status 1 and one line on stderr if a variable is unusable."""
    env = Env()
    try:
        return _read(env, base_dir)
    except EnvError as error:
        sys.exit(f"esimsite cannot start: {error}")


def _read(env: Env, base_dir: Path) -> Environment:
    data_dir = _writable(Path(env.str("DATA_DIR", str(base_dir / "data"), validate=_given)).resolve())
    site_url = env.str("SITE_URL", "http://127.0.0.1:8000", validate=_site_url).rstrip("/")
    host = urlsplit(site_url).hostname or ""
    return Environment(
        debug=env.bool("DEBUG", False),
        secret_key=env.str("SECRET_KEY", "", validate=_secret) or _kept_secret(data_dir),
        site_url=site_url,
        allowed_hosts=env.list("ALLOWED_HOSTS", [host, "localhost", "127.0.0.1", "[::1]"], validate=_hosts),
        database=_database(env, data_dir),
        data_dir=data_dir,
        release=env.str("RELEASE", _release_of(base_dir), validate=validate.Regexp(r"^[\w.+-]{1,40}\Z")),
        proxy_count=env.int("PROXY_COUNT", 0, validate=validate.Range(min=0, max=5)),
        log_level=env.str(
            "LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
        ),
        host=env.str("HOST", "127.0.0.1"),
        port=env.int("PORT", 8000, validate=validate.Range(min=1, max=65535)),
        workers=env.int("WORKERS", min((os.cpu_count() or 1) + 1, 4), validate=validate.Range(min=1, max=64)),
        page_cache_mb=env.int("PAGE_CACHE_MB", 24, validate=validate.Range(min=0, max=4096)),
        og_font=_font(env.str("OG_FONT", None)),
        offline=env.bool("OFFLINE", True),
    )


def _release_of(base_dir: Path) -> str:
    """A name that changes whenever a file does that pages are made from, so that no browser keeps an old page."""
    files = (
        path
        for folder in MAKING_PAGES
        for path in (base_dir / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    )
    told = sorted(f"{path} {stat.st_mtime_ns} {stat.st_size}" for path in files if (stat := path.stat()))
    return f"dev-{hashlib.blake2s(chr(10).join(told).encode(), digest_size=6).hexdigest()}"


def _given(value: str) -> None:
    if not value.strip():
        raise validate.ValidationError("is empty")


def _site_url(value: str) -> None:
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError as error:
        raise validate.ValidationError(f"must look like https://example.org: {error}") from error
    if (
        not _HOST.fullmatch(parts.hostname or "")
        or parts.scheme not in ("http", "https")
        or parts.path.strip("/")
        or parts.query
    ):
        raise validate.ValidationError("must look like https://example.org, without a path")


def _writable(data_dir: Path) -> Path:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvError(f'Environment variable "DATA_DIR" invalid: {data_dir} cannot be used: {error}') from error
    return data_dir


def _font(value: str | None) -> Path | None:
    if value is None:
        return None
    path = Path(value)
    if fault := fonts.fault(path) if value else "it is empty":
        raise EnvError(f'Environment variable "OG_FONT" invalid: {fault}')
    return path.resolve()


def _secret(value: str) -> None:
    if value and len(value) < 40:
        raise validate.ValidationError("must have at least 40 characters")


def _hosts(values: list[str]) -> None:
    for host in values:
        if not host or (any(sign in host for sign in "/ :") and not host.startswith("[")):
            raise validate.ValidationError(f"has the entry '{host}', which is no host name")


def _database(env: Env, data_dir: Path) -> dict:
    default = f"sqlite:///{data_dir / 'esimsite.sqlite3'}"
    config = env.dj_db_url("DATABASE_URL", default, conn_max_age=600, conn_health_checks=True)
    if config.get("ENGINE") not in DATABASES_KNOWN or not config.get("NAME"):
        raise EnvError('Environment variable "DATABASE_URL" invalid: must be sqlite:///path or postgres://…/name')
    if config["ENGINE"].endswith("sqlite3"):
        config["CONN_MAX_AGE"] = 0
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    return config


def _kept_secret(data_dir: Path) -> str:
    """The key that the first start made for this machine; several machines must share SECRET_KEY instead."""
    path = data_dir / "secret_key"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        key = path.read_text().strip()
        if not key:
            raise EnvError(
                f'Environment variable "SECRET_KEY" is not set and {path} is empty: delete the file'
            ) from None
        return key
    except OSError as error:
        raise EnvError(f'Environment variable "SECRET_KEY" is not set and {path} cannot be written: {error}') from error
    with os.fdopen(descriptor, "w") as file:
        key = get_random_secret_key()
        file.write(key)
    return key
