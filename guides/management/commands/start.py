import hashlib
import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Prepares everything (database, content, messages, static files) and starts the server: what `make run` runs."
    )
    requires_system_checks = []  # the messages may not be compiled yet; checks run with migrate

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="prepare, but do not start the server")

    def handle(self, *, prepare: bool, **options: object) -> None:
        host, port = settings.ENV.host, str(settings.ENV.port)
        call_command("compilemessages", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("seed", if_empty=True)
        call_command("reindex", if_needed=True, verbosity=0)
        _collect_static()
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

    def _greet(self, host: str, port: str) -> None:
        address = f"http://{_reachable(host)}:{port}"
        self.stdout.write(f"\n  The site:    {address}/\n  The admin:   {address}/admin/")
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
    stamp = Path(settings.STATIC_ROOT) / "fingerprint.txt"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint)


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
