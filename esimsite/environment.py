"""The environment, read strictly: every variable the site knows, its default and what it may hold.

A value that cannot be used ends the program with one line that names the variable: a site that starts with half a
configuration is worse than one that does not start. NAME_FILE names a file that holds the value of NAME, for secrets.
"""

import hashlib
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.management.utils import get_random_secret_key
from environs import Env, EnvError, FileAwareEnv, validate

from guides.discovery import fonts
from guides.languages import meant_by
from guides.monitoring import logs

_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+", re.IGNORECASE)
_ADMIN_PATH = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)*")
ROOT_ADDRESSES = (
    "healthz",
    "media",
    "metrics",
    "readyz",
    "static",
    "styleguide",
)  # what else stands beside the languages has a dot
MAKING_PAGES = ("esimsite", "guides", "templates", "static", "locale")
DATABASES_KNOWN = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
CONNECT_SECONDS = 3  # a request may try twice, for the stamp and for the page, and then answers


class Environment(NamedTuple):
    debug: bool
    secret_key: str
    site_url: str
    allowed_hosts: list[str]
    database: dict
    data_dir: Path
    release: str
    proxy_count: int
    throttle: int
    log_level: str
    log_format: str
    access_log: bool
    metrics_token: str
    sentry_dsn: str
    host: str
    port: int
    workers: int
    page_cache_mb: int
    shared_cache_seconds: int
    og_font: Path | None
    offline: bool
    admin_path: str
    require_second_factor: bool


def read(base_dir: Path) -> Environment:
    """The checked environment. Exits with status 1 and one line on stderr if a variable is unusable."""
    env = FileAwareEnv(strip_whitespace=True)
    try:
        return _read(env, base_dir)
    except ValueError as error:  # EnvError is one, and a NAME_FILE that cannot be read is another
        sys.exit(f"esimsite cannot start: {error}")


def _read(env: Env, base_dir: Path) -> Environment:
    data_dir = _writable(Path(env.str("DATA_DIR", str(base_dir / "data"), validate=_given)).resolve())
    site_url = env.str("SITE_URL", "http://127.0.0.1:8000", validate=_site_url).rstrip("/")
    host = urlsplit(site_url).hostname or ""
    return Environment(
        debug=_debug(env, site_url),
        secret_key=env.str("SECRET_KEY", "", validate=_secret) or _kept_secret(data_dir),
        site_url=site_url,
        allowed_hosts=env.list("ALLOWED_HOSTS", [host, "localhost", "127.0.0.1", "[::1]"], validate=_hosts),
        database=_database(env, data_dir),
        data_dir=data_dir,
        release=env.str("RELEASE", _release_of(base_dir), validate=validate.Regexp(r"^[\w.+-]{1,40}\Z")),
        proxy_count=env.int("PROXY_COUNT", 0, validate=validate.Range(min=0, max=5)),
        throttle=env.int("THROTTLE", 100, validate=validate.Range(min=0, max=10_000)),
        log_level=env.str(
            "LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
        ),
        log_format=env.str("LOG_FORMAT", _log_format(), validate=validate.OneOf(logs.FORMATS)),
        access_log=env.bool("ACCESS_LOG", True),
        metrics_token=env.str("METRICS_TOKEN", "", validate=_metrics_token),
        sentry_dsn=env.str("SENTRY_DSN", "", validate=_sentry_dsn),
        host=env.str("HOST", "127.0.0.1"),
        port=env.int("PORT", 8000, validate=validate.Range(min=1, max=65535)),
        workers=env.int("WORKERS", min((os.cpu_count() or 1) + 1, 4), validate=validate.Range(min=1, max=64)),
        page_cache_mb=env.int("PAGE_CACHE_MB", 8, validate=validate.Range(min=0, max=4096)),
        shared_cache_seconds=env.int("SHARED_CACHE_SECONDS", 60, validate=validate.Range(min=0, max=3600)),
        og_font=_font(env.str("OG_FONT", None)),
        offline=env.bool("OFFLINE", True),
        admin_path=env.str("ADMIN_PATH", "admin", validate=_admin_path),
        require_second_factor=env.bool("REQUIRE_SECOND_FACTOR", False),
    )


def _log_format() -> str:
    """For people where one is looking, else for programs."""
    return "line" if sys.stderr and sys.stderr.isatty() else "json"


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


def _debug(env: Env, site_url: str) -> bool:
    """Its error pages show settings and variables to everybody, so it never goes with a public address."""
    wanted = env.bool("DEBUG", False)
    if wanted and site_url.startswith("https://"):
        raise EnvError('Environment variable "DEBUG" invalid: cannot be on while SITE_URL is an https address')
    return wanted


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
        or "@" in parts.netloc  # what stands before it is a password, and this address stands on every page
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
    if (value or "SECRET_KEY_FILE" in os.environ) and len(value) < 40:
        raise validate.ValidationError("must have at least 40 characters")


def _admin_path(value: str) -> None:
    if not _ADMIN_PATH.fullmatch(value):
        raise validate.ValidationError("must look like admin or desk/private: a-z, 0-9, - and _, no slash at the ends")
    first = value.split("/")[0]
    if first in ROOT_ADDRESSES or meant_by(first):
        raise validate.ValidationError(f"cannot begin with '{first}', which is an address of the site")


def _metrics_token(value: str) -> None:
    if value and not re.fullmatch(r"[A-Za-z0-9._~+/=-]{32,200}", value):
        raise validate.ValidationError("must be 32 to 200 letters, digits or signs of . _ ~ + / = -")


def _sentry_dsn(value: str) -> None:
    if value and not re.fullmatch(r"https?://[0-9A-Za-z]+@[0-9A-Za-z.-]+(:[0-9]{1,5})?(/[\w-]+)*/[0-9]+", value):
        raise validate.ValidationError("must look like https://key@sentry.example.org/1")


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
        config["ENGINE"] = "esimsite.sqlite"  # reads on where nothing can be written
        # Kept open: whoever opens it first after all have closed it needs room on the disk for -wal and -shm.
        config["CONN_MAX_AGE"] = None
        config["TEST"] = {"NAME": ":memory:"}  # what tests in parallel do by themselves only for Django's own backend
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        # A machine that is off refuses nothing, it is silent: without this a worker waits for two minutes, and gunicorn
        # kills it before the page can say that the database is away. ?connect_timeout= in the address goes before.
        config["OPTIONS"] = {"connect_timeout": CONNECT_SECONDS, **config.get("OPTIONS", {})}
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
