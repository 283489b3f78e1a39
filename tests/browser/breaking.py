"""The site over a connection that breaks off at one page, at the moment that the test chooses."""

import contextlib
import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import urlsplit

from tests.running import Running

PATIENCE = 30  # seconds
_OF_ONE_CONNECTION = {"connection", "date", "server", "transfer-encoding"}


@dataclass
class Line:
    """`holding` is set once somebody asks for the page: the answer is kept back, and no other is."""

    address: str  # without slash at the end
    holding: Event = field(default_factory=Event)
    broken: Event = field(default_factory=Event)
    mended: Event = field(default_factory=Event)

    def until_held(self) -> None:
        assert self.holding.wait(PATIENCE), "nobody has asked for the page"

    def break_off(self) -> None:
        """Whoever waits for the page hears nothing any more, nor does whoever asks again."""
        self.broken.set()

    def mend(self) -> None:
        self.mended.set()


@contextlib.contextmanager
def breaking_at(path: str, site: Running) -> Iterator[Line]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == path and not line.mended.is_set():
                line.holding.set()
                line.broken.wait(PATIENCE)
                return
            with contextlib.suppress(ConnectionError):  # a browser that has no network has hung up
                _pass_on(self, site.address)

        def log_message(self, *_: object) -> None:
            """The site's own log is enough."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        line = Line(f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield line
        finally:
            line.break_off()
            server.shutdown()


def _pass_on(asked: BaseHTTPRequestHandler, address: str) -> None:
    to = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    with contextlib.closing(to):
        to.request("GET", asked.path, headers=dict(asked.headers))
        answer = to.getresponse()
        body = answer.read()
    asked.send_response(answer.status)
    for name, value in answer.getheaders():
        if name.lower() not in _OF_ONE_CONNECTION:
            asked.send_header(name, value)
    asked.end_headers()
    asked.wfile.write(body)
