"""A web server on this machine for tests: pages are functions or answers by path."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """What the server answers, by path, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []

    def page(self, path: str, html: str, status: int = 200, **headers: str) -> str:
        self.answers[path] = (status, {"Content-Type": "text/html; charset=utf-8", **headers}, html.encode())
        return self.address + path

    def redirect(self, path: str, location: str, status: int = 301) -> str:
        self.answers[path] = (status, {"Location": location}, b"")
        return self.address + path


@contextmanager
def local_server() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(dict(self.headers))
            status, headers, body = site.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.drip(body) if "X-Drip" in headers else self.wfile.write(body)

        def drip(self, body: bytes) -> None:
            for byte in body:
                if ended.wait(0.05):
                    return
                try:
                    self.wfile.write(bytes([byte]))
                except OSError:
                    return

        def log_message(self, *args: object) -> None:
            pass

    ended = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            ended.set()
            server.shutdown()
            thread.join()
