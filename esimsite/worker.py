"""gunicorn's sync worker, and a shorter way from a parsed request to a page that is kept."""

import os
import socket
import time
from functools import lru_cache

from gunicorn.config import Config
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response
from gunicorn.workers.sync import SyncWorker

from guides.monitoring.requests import Answered, Environ

# With one of these a request has a body, or gunicorn does something first: it is answered in gunicorn's own way.
_LONGER_WAY = {"CONTENT-LENGTH", "TRANSFER-ENCODING", "EXPECT", "SCRIPT_NAME"}


class Worker(SyncWorker):
    """Reads, refuses and limits requests as gunicorn does, and lets it answer all that is not kept.

    What is kept is found by the same function as in WSGI (guides/freshness/wsgi.py), and the bytes that are sent are
    the same (tests/freshness/test_worker.py). Left out is what gunicorn prepares for an application that could do
    anything: the environ, a check of each header each time, a head that is sent before its body.
    """

    def load_wsgi(self) -> None:
        super().load_wsgi()
        # They need the settings, which the application has read by now.
        from guides.freshness.wsgi import READ, kept_answer  # noqa: PLC0415

        self.kept_answer = kept_answer
        self.read = {key.removeprefix("HTTP_").replace("_", "-"): key for key in (*READ, "HTTP_X_REQUEST_ID")}
        self.is_mounted = bool(os.environ.get("SCRIPT_NAME"))
        _settle(self.cfg)

    def handle_request(self, listener: socket.socket, req: Request, client: socket.socket, addr: object) -> None:
        began = time.perf_counter()
        asked = self.asked(req)
        kept = self.kept_answer(asked) if asked else None
        if kept is None:
            super().handle_request(listener, req, client, addr)
            return
        self.cfg.pre_request(self, req)
        self.nr += 1
        if self.nr >= self.max_requests:
            self.log.info("Autorestarting worker after current request.")
            self.alive = False
        number = self.wsgi.number(asked)
        head = _opening(req.version, kept.status, int(time.time())) + _lines(kept.headers)
        rest = "".join([f"{name}: {value}\r\n" for name, value in kept.passing])
        try:
            client.sendall(f"{head}{rest}X-Request-ID: {number}\r\n\r\n".encode("latin-1") + kept.body)
        except SystemExit as stop:  # told to stop at once: nothing may follow what was sent so far, as in gunicorn
            raise StopIteration from stop
        finally:
            took = time.perf_counter() - began
            self.wsgi.tell(Answered(number, req.method, req.path, int(kept.status[:3]), took, len(kept.body), "hit"))

    def asked(self, req: Request) -> Environ | None:
        """What a kept page is found by, as in WSGI; None for what needs the longer way."""
        if self.is_mounted or req.query or "%" in req.path:
            return None
        environ: Environ = {"REQUEST_METHOD": req.method, "PATH_INFO": req.path, "wsgi.url_scheme": req.scheme}
        for name, value in req.headers:
            if name in _LONGER_WAY:
                return None
            key = self.read.get(name)
            if key:
                if key in environ:  # given twice
                    return None
                environ[key] = value
        return environ


def _settle(cfg: Config) -> None:
    """Settings change no more in a worker, and gunicorn asks some twenty times per request: as plain attributes.

    Each would go through __getattr__ otherwise, and all of them together cost as much as parsing the request.
    """
    vars(cfg).update({name: each.get() for name, each in cfg.settings.items() if not hasattr(Config, name)})


@lru_cache(maxsize=8)
def _opening(version: tuple[int, int], status: str, _second: int) -> str:
    """The lines that gunicorn begins with, made once a second: they hold the date."""
    response = Response(_Version(version), None, None)
    response.status = status
    response.force_close()
    return "".join(response.default_headers())


class _Version:
    def __init__(self, version: tuple[int, int]) -> None:
        self.version = version


@lru_cache(maxsize=64)
def _lines(headers: tuple[tuple[str, str], ...]) -> str:
    """Checked, and refused, by gunicorn."""
    response = Response(None, None, None)
    response.process_headers(headers)
    return "".join(f"{name}: {value}\r\n" for name, value in response.headers)
