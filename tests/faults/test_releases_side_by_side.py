"""While an upgrade restarts one process after the other, nginx stands in front of two releases."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.faults.proxy import nginx
from tests.faults.visitor import Visitor
from tests.running import free_port


class Process(ThreadingHTTPServer):
    """Stands for a process of the site: it knows the static files of its release, and no page."""

    def __init__(self, release: str) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.release = release
        self.asked: list[str] = []
        self.numbers: list[str] = []


class Answer(BaseHTTPRequestHandler):
    server: Process

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.numbers.append(self.headers["X-Request-ID"])
        body = self.server.release.encode()
        self.send_response(200 if self.path.startswith(f"/static/{self.server.release}") else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def process(release: str) -> Iterator[Process]:
    with Process(release) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[tuple[Visitor, Process, Process]]:
    folder: Path = tmp_path_factory.mktemp("proxy") / "nginx"
    port = free_port()
    with ExitStack() as stack:
        old, new = stack.enter_context(process("old")), stack.enter_context(process("new"))
        stack.enter_context(nginx(folder, port, [old.server_port, new.server_port]))
        yield Visitor(f"https://127.0.0.1:{port}"), old, new


@pytest.mark.parametrize("release", ["old", "new"])
def test_a_static_file_is_found_whichever_process_knows_it(place, release):
    visitor = place[0]
    answers = [visitor.get(f"/static/{release}-{number}.css") for number in range(8)]
    assert [(answer.status, answer.content) for answer in answers] == [(200, release.encode())] * 8


def test_a_static_file_that_neither_knows_is_not_found(place):
    assert place[0].get("/static/none.css").status == 404


def test_a_page_that_is_not_there_is_asked_of_one_process_only(place):
    visitor, old, new = place
    assert visitor.get("/en/none/").status == 404
    assert (old.asked + new.asked).count("/en/none/") == 1


def test_a_visitor_cannot_choose_the_number_of_a_request(place):
    visitor, old, new = place
    visitor.get("/en/number/", **{"X-Request-ID": "0123456789abcdef"})
    numbers = dict(zip(old.asked + new.asked, old.numbers + new.numbers, strict=True))
    assert len(numbers["/en/number/"]) == 32
