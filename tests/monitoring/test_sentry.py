"""A fault of the real site reaches a server that speaks Sentry's language, and nothing of the reader does."""

import gzip
import json
import sqlite3
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest

from tests.running import running

SECRET = "SECRETENTRY"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append(UNPACK[self.headers["Content-Encoding"]](body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def sentry() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        server.received = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_fault_is_told_with_its_place_and_request_id_and_nothing_personal(sentry, tmp_path):
    dsn = f"http://key@127.0.0.1:{sentry.server_port}/7"
    with running(tmp_path / "data", tmp_path / "output.txt", SENTRY_DSN=dsn, RELEASE="1.2.3") as site:
        with sqlite3.connect(tmp_path / "data" / "esimsite.sqlite3", timeout=20) as database:
            database.execute("ALTER TABLE guides_letter RENAME TO guides_lost")
        database.close()
        fields = {"name": SECRET, "email": f"{SECRET}@example.org", "provider": "kt"}
        request = urllib.request.Request(
            f"{site.address}/en/letter/?q={SECRET}", urllib.parse.urlencode(fields).encode(),
            {"User-Agent": SECRET, "Cookie": f"sessionid={SECRET}", "Referer": f"{site.address}/{SECRET}"},
        )  # fmt: skip
        with pytest.raises(urllib.error.HTTPError, match="500") as failed:
            urllib.request.urlopen(request, timeout=30)
        number = failed.value.headers["X-Request-ID"]
        failed.value.close()
        until = time.monotonic() + 20
        while not sentry.received:
            assert time.monotonic() < until
            time.sleep(0.1)
    events = [json.loads(body.splitlines()[2]) for body in sentry.received]
    assert len(events) == 1
    told = events[0]
    assert (told["release"], told["tags"], told["request"]) == (
        "1.2.3", {"request_id": number}, {"method": "POST", "url": f"{site.address}/en/letter/"},
    )  # fmt: skip
    last = told["exception"]["values"][-1]
    assert (last["type"], "value" in last, "guides/letters" in json.dumps(last["stacktrace"])) == (
        "OperationalError", False, True,
    )  # fmt: skip
    sent = b"\n".join(sentry.received).decode()
    assert [
        word for word in (SECRET, "vars", '127.0.0.1"', "no such table", '"user"', "breadcrumbs") if word in sent
    ] == []
