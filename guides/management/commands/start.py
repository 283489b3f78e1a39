import hashlib
import json
import os
import shutil
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.core.files.storage import storages
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from guides import outage


class Command(BaseCommand):
    help = (
        "Prepares everything (database, content, messages, static files) and starts the server: what `make run` runs."
    )
    requires_system_checks = []  # the messages may not be compiled yet; checks run with migrate

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="prepare, but do not start the server")

    def handle(self, *, prepare: bool, **options: object) -> None:
        host, port = settings.ENV.host, str(settings.ENV.port)
        try:
            self._prepare()
        except (DatabaseError, OSError) as error:
            kind = outage.of(error)
            if kind is None:
                raise
            raise CommandError(f"The site cannot be prepared: {kind.value}: {error}") from error
        if prepare:
            return
        _check_free(host, port)
        self._greet(host, port)
        environment = {**os.environ, "HOST": host, "PORT": port}
        if "SITE_URL" not in os.environ:
            environment["SITE_URL"] = f"http://{_reachable(host)}:{port}"
        sys.stdout.flush()
        os.execve(  # noqa: S606  the server replaces this process and gets its signals
            sys.executable,
            [sys.executable, "-m", "gunicorn", "--config", "python:esimsite.gunicorn", "esimsite.wsgi"],
            environment,
        )

    def _prepare(self) -> None:
        """What is done already writes nothing, so a site that was prepared starts from a disk that can only be read."""
        call_command("compilemessages", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        with outage.left_undone():  # sessions that have ended only take room
            call_command("clearsessions")
        call_command("seed", if_empty=True)
        call_command("reindex", if_needed=True, verbosity=0)
        _collect_static()

    def _greet(self, host: str, port: str) -> None:
        address = f"http://{_reachable(host)}:{port}"
        self.stdout.write(f"\n  The site:    {address}/\n  The admin:   {address}/{settings.ADMIN_PATH}/")
        if not get_user_model().objects.filter(is_superuser=True).exists():
            self.stdout.write("  There is no administrator yet. In another terminal:")
            self.stdout.write("               .venv/bin/python manage.py createsuperuser")
        if host not in ("127.0.0.1", "localhost") and "ALLOWED_HOSTS" not in os.environ:
            self.stdout.write(
                "  Other devices are answered only if ALLOWED_HOSTS names the host they use, e.g.\n"
                "               ALLOWED_HOSTS=192.168.1.20,localhost make run HOST=0.0.0.0"
            )
        self.stdout.write(f"  Data:        {settings.DATA_DIR}\n  Stop:        Ctrl+C\n")


def _collect_static() -> None:
    """collectstatic, unless the files are the same as last time: compressing them takes most of a start."""
    seen = sorted(
        (name, storage.get_modified_time(name).timestamp(), storage.size(name))
        for finder in get_finders()
        for name, storage in finder.list([])
    )
    fingerprint = hashlib.sha256(repr((django.VERSION, seen)).encode()).hexdigest()
    root = Path(settings.STATIC_ROOT)
    stamp = root / "fingerprint.txt"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    made = root.with_name(f"{root.name}.unfinished")
    shutil.rmtree(made, ignore_errors=True)
    collecting = collectstatic.Command()
    collecting.storage = storages.create_storage(
        {**settings.STORAGES["staticfiles"], "OPTIONS": {"location": str(made)}}
    )
    call_command(collecting, interactive=False, verbosity=0)
    _put_in_place(made, root)
    stamp.write_text(fingerprint)


def _put_in_place(made: Path, root: Path) -> None:
    """The new files, and beside them those of the release before: its pages are still open, kept and being served."""
    keep = _hashed(root)
    names = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    for name in sorted(names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).replace(root / name)
    for path in [each for each in root.rglob("*") if each.is_file()]:
        if path.relative_to(root) not in names | keep:
            path.unlink(missing_ok=True)
    shutil.rmtree(made)


def _hashed(root: Path) -> set[Path]:
    """The files that pages of the release name which was collected last."""
    manifest = root / ManifestFilesMixin.manifest_name
    named = json.loads(manifest.read_text(encoding="utf-8"))["paths"].values() if manifest.exists() else ()
    return {Path(f"{name}{ending}") for name in named for ending in ("", ".gz", ".br")}


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  compared, not bound


def _check_free(host: str, port: str) -> None:
    """Raise CommandError in plain words instead of letting gunicorn retry and fail."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be used ({error.strerror}). Choose another port: make run PORT=8001"
            ) from error
