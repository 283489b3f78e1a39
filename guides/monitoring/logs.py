"""How log records are written: one JSON object a line for programs, or plain lines for people.

Only the fields named here are written. Libraries that write every extra of a record would write Django's requests, and
with them queries. Imports nothing of Django: gunicorn logs before there are settings.
"""

import datetime
import json
import logging
import sys
import traceback
from contextvars import ContextVar
from functools import lru_cache

from .redaction import Redaction

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")  # of the request in hand

FORMATS = ("json", "line")
LONGEST_MESSAGE = 2_000
LONGEST_TRACEBACK = 20_000
CUT = "…"
_NAMES = {"gunicorn.error": "gunicorn"}  # which names all of its messages so, the good ones too
# gunicorn's own words for these hold the client's address, and a request line with its query.
_PRIVATE_MESSAGES = {"Invalid request from ip=": "Invalid request", "Error handling request": "Error handling request"}


def encode(value: dict[str, object] | str) -> str:
    """One line whatever the values hold: everything but ASCII is escaped, line separators of Unicode too."""
    return _encode(value)


_encode = json.JSONEncoder(separators=(",", ":")).encode


def instant(seconds: float) -> str:
    whole = int(seconds)
    return f"{_second(whole)}.{int((seconds - whole) * 1000):03}Z"


@lru_cache(maxsize=1)
def _second(seconds: int) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        redaction = Redaction(getattr(record, "request", None))
        fields = {
            "time": instant(record.created),
            "level": record.levelname,
            "logger": _NAMES.get(record.name, record.name),
            "process": record.process,
            "message": _cut(redaction.of(record.getMessage()), LONGEST_MESSAGE),
        }
        if request_id := REQUEST_ID.get():
            fields["request_id"] = request_id
        if record.exc_info and record.exc_info[1]:
            fields["traceback"] = written(record.exc_info[1], redaction)
        return encode(fields)


class LineFormatter(logging.Formatter):
    """For a terminal; what a visitor sent is not shown raw here either, so that it cannot steer the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        redaction = Redaction(getattr(record, "request", None))
        message = _cut(redaction.of(record.getMessage()), LONGEST_MESSAGE)
        line = (
            f"{instant(record.created)} {record.levelname} {_NAMES.get(record.name, record.name)}: {printable(message)}"
        )
        if request_id := REQUEST_ID.get():
            line += f" [{request_id}]"
        if record.exc_info and record.exc_info[1]:
            line += "\n" + printable(written(record.exc_info[1], redaction), kept="\n")
        return line


FORMATTERS = {"json": JsonFormatter, "line": LineFormatter}


def printable(text: str, kept: str = "") -> str:
    return "".join(sign if sign.isprintable() or sign in kept else repr(sign)[1:-1] for sign in text)


def written(error: BaseException, redaction: Redaction) -> str:
    """The traceback. Frames hold source code only; what an error says of itself may quote what a visitor sent."""
    parts = traceback.TracebackException.from_exception(error).format()
    text = "".join(part if _is_frame(part) else redaction.of_error(part) for part in parts).rstrip()
    return text if len(text) <= LONGEST_TRACEBACK else CUT + text[-LONGEST_TRACEBACK:]


def _is_frame(part: str) -> bool:
    return part.lstrip(" |+-").startswith('File "')


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + CUT


class Impersonal(logging.Filter):
    """Takes addresses and queries out of gunicorn's messages; what was wrong with the request is said by its kind."""

    def filter(self, record: logging.LogRecord) -> bool:
        for beginning, instead in _PRIVATE_MESSAGES.items():
            if str(record.msg).startswith(beginning):
                kind = sys.exc_info()[0]
                record.msg = f"{instead}: {kind.__name__}" if kind else instead
                record.args = ()
        return True
