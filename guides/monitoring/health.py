"""/healthz: this process lives. /readyz: it can serve. For load balancers, containers and whoever watches.

Answered before Django: no host name is checked, since probes come by an address or a name of their own; nobody is sent
to https; no cookie, language or cache is involved.
"""

import json
import logging
from collections.abc import Callable, Iterable

from django.db import Error, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor

from guides import headers
from guides.models import Guide, SearchDocument
from guides.search.index import DEFINITION

from .requests import Application, Environ, StartResponse

_log = logging.getLogger(__name__)


class NotReadyError(Exception):
    """Its text is the word by which /readyz names the part; nothing else is told to strangers."""


class Health:
    def __init__(self, application: Application) -> None:
        self.application = application
        self._is_migrated = False  # remembered: it takes a while to find out, and a process's own files do not change

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        look: Callable[[], None] | None = {"/healthz": self._alive, "/readyz": self._ready}.get(environ["PATH_INFO"])
        if look is None:
            return self.application(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _answer(
                environ, start_response, "405 Method Not Allowed", {"status": "error"}, ("Allow", "GET, HEAD")
            )
        try:
            look()
        except NotReadyError as failing:
            said = {"status": "unavailable", "failing": str(failing)}
            return _answer(environ, start_response, "503 Service Unavailable", said)
        return _answer(environ, start_response, "200 OK", {"status": "ok"})

    def _alive(self) -> None:
        pass

    def _ready(self) -> None:
        close_old_connections()  # as Django does before a request: one that the database has dropped is made anew
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except Error as error:
            _fail("database", error)
        try:
            self._look_into_database()
        except Error as error:
            _fail("tables", error)

    def _look_into_database(self) -> None:
        if not self._is_migrated:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                raise NotReadyError("migrations")
            self._is_migrated = True
        # Whether it is whole takes longer to find out: manage.py doctor does.
        if not SearchDocument.objects.filter(definition=DEFINITION).exists() and Guide.objects.published().exists():
            raise NotReadyError("search index")


def _fail(part: str, error: Error) -> None:
    connection.close()
    _log.error("Not ready: %s", part, exc_info=error)
    raise NotReadyError(part) from error


def _answer(
    environ: Environ, start_response: StartResponse, status: str, said: dict, *more: tuple[str, str]
) -> list[bytes]:
    body = json.dumps(said).encode() + b"\n"
    always = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        *headers.of_what_is_no_page(environ),
    ]
    start_response(status, [*always, *more])
    return [body]
