"""Asking a WSGI application as a server does, and reading what was written to standard error."""

import io
import json
from collections.abc import Callable
from typing import NamedTuple

from django.test import RequestFactory


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Callable, path: str = "/", method: str = "GET", *, query: str = "", **more: object) -> Answer:
    environ = RequestFactory().generic(method, "/", headers={"Host": "localhost"}).environ
    environ |= {"PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": io.BytesIO(), **more}
    told = []
    body = application(environ, lambda status, headers, _error=None: told.append((status, headers)))
    try:
        sent = b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
    return Answer(int(told[-1][0][:3]), dict(told[-1][1]), sent)


def lines(capfd) -> list[dict]:
    """Everything written so far: each line must be a JSON object."""
    return [json.loads(line) for line in capfd.readouterr().err.splitlines()]
