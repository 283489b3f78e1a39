"""WSGI and nothing else: the bytes of a page, as fast as this server can send them."""

import os
from collections.abc import Callable
from pathlib import Path

BODY = Path(os.environ["BARE_BODY"]).read_bytes()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "br"),
    ("Content-Length", str(len(BODY))),
]


def application(environ: dict, start_response: Callable) -> list[bytes]:
    start_response("200 OK", list(HEADERS))
    return [BODY]
