"""Every request from outside everything else that answers: its number, how long it took, what was sent."""

import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from .logs import REQUEST_ID

Environ = dict[str, object]
StartResponse = Callable[..., object]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
CACHE = "esimsite.cache"  # in the environ: hit or miss; what can never be kept has neither


class Answered(NamedTuple):
    request_id: str
    method: str
    path: str  # as WSGI has it: bytes as Latin-1
    status: int
    seconds: float  # until the last byte was handed over
    size: int  # bytes of the body
    cache: str  # hit, miss or none


Observer = Callable[[Answered], None]


class Watch:
    """Numbers each request, sends the number back as X-Request-ID, and tells the observers how it was answered.

    A number that came with the request is kept only if it looks like one and a proxy of ours is known to be in front:
    otherwise anybody could choose it. The proxy must set or replace the header.
    """

    def __init__(self, application: Application, observers: Sequence[Observer], *, trust_ids: bool) -> None:
        self.application = application
        self.observers = observers
        self.trust_ids = trust_ids

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        number = self.number(environ)
        REQUEST_ID.set(number)
        answer = _Answer(number, environ, self.tell)

        def start(status: str, headers: list[tuple[str, str]], *error: object) -> object:
            answer.status, answer.headers = int(status[:3]), headers
            return start_response(status, [*headers, ("X-Request-ID", number)], *error)

        try:
            body = self.application(environ, start)
        except BaseException:
            answer.status = 500
            answer.close()
            raise
        return answer.around(body)

    def number(self, environ: Environ) -> str:
        given = environ.get("HTTP_X_REQUEST_ID", "") if self.trust_ids else ""
        return given if WELL_FORMED.fullmatch(given) else secrets.token_hex(8)

    def tell(self, answered: Answered) -> None:
        for observe in self.observers:
            observe(answered)


class _Closing(NamedTuple):
    """What is left of a file once it was handed over."""

    close: Callable[[], None]


class _Answer:
    """The body on its way, counted. WSGI promises that a server closes it, whether or not all of it was sent."""

    __slots__ = ("_began", "_body", "_environ", "_method", "_path", "_tell", "headers", "number", "size", "status")

    def __init__(self, number: str, environ: Environ, tell: Observer) -> None:
        self._began = time.perf_counter()
        self._body: Iterable[bytes] = ()
        self._environ, self._tell = environ, tell
        self._method, self._path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")  # Django rewrites them
        self.headers: list[tuple[str, str]] = []
        self.number, self.status, self.size = number, 0, 0

    def around(self, body: Iterable[bytes]) -> Iterable[bytes]:
        self._body = body
        file = self._environ.get("wsgi.file_wrapper")
        if isinstance(file, type) and isinstance(body, file) and self._method != "HEAD":
            return self._around_file(body)
        return self

    def _around_file(self, body: Iterable[bytes]) -> Iterable[bytes]:
        """It must stay what it is: the server hands it to the kernel, and no byte passes anybody who could count."""
        self.size = next((int(value) for name, value in self.headers if name.lower() == "content-length"), 0)
        body.close, self._body = self.close, _Closing(getattr(body, "close", lambda: None))
        return body

    def __iter__(self) -> Iterator[bytes]:
        if self._method == "HEAD":  # Django leaves it to the server to send no body
            return
        for block in self._body:
            self.size += len(block)
            yield block

    def close(self) -> None:
        try:
            if hasattr(self._body, "close"):
                self._body.close()
        finally:
            took, cache = time.perf_counter() - self._began, self._environ.get(CACHE, "none")
            self._tell(Answered(self.number, self._method, self._path, self.status, took, self.size, cache))
            REQUEST_ID.set("")
