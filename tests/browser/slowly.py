"""The site as a reader meets it in a crowded airport: the page comes in pieces, with a painted frame between them."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.running import Running

PIECE = 1000  # bytes of HTML
PAUSE = 0.03  # seconds between pieces: more than a frame, so that each is painted
BEFORE_THE_BODY = 0.2  # seconds for the stylesheet, which is painted with


@contextmanager
def slowly(site: Running) -> Iterator[str]:
    """The address, without slash at the end, of a server that passes pages of the site on in pieces."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, content_type, body = _fetch(site.address + self.path)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if not content_type.startswith("text/html"):
                self.wfile.write(body)
                return
            start = body.index(b"<body")
            self.wfile.write(body[:start])
            time.sleep(BEFORE_THE_BODY)
            for place in range(start, len(body), PIECE):
                self.wfile.write(body[place : place + PIECE])
                time.sleep(PAUSE)

        def log_message(self, *_: object) -> None:
            """The site's own log is enough."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _fetch(address: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read()
