"""Keeping what visitors sent out of messages that quote it."""

import contextlib
from collections.abc import Iterator

INSTEAD = "[sent]"
SHORTEST = 4  # shorter words are in every sentence, and say nothing of anybody
_HEADERS = ("HTTP_REFERER", "HTTP_USER_AGENT", "HTTP_AUTHORIZATION", "HTTP_COOKIE", "QUERY_STRING", "REMOTE_ADDR")


class Redaction:
    """Of one request: Django's HttpRequest, which it attaches to what it logs; without one nothing is known."""

    def __init__(self, request: object = None) -> None:
        self._request = request
        self._sent: list[str] | None = None

    def of(self, text: str) -> str:
        if self._sent is None:
            found = {each for value in _values(self._request) for each in _quotations(value)}
            self._sent = sorted((each for each in found if len(each) >= SHORTEST), key=len, reverse=True)
        for value in self._sent:
            text = text.replace(value, INSTEAD)
        return text

    def of_error(self, text: str) -> str:
        """PostgreSQL says in the details of an error which values were refused, cut where it likes."""
        first, detail, _ = text.partition("\nDETAIL:")
        return self.of(first) + ("\n" if detail else "")


def _values(request: object) -> Iterator[str]:
    """What is known of the request already: reading it now could fail, as it may have before."""
    meta = getattr(request, "META", {})
    yield from (str(meta[name]) for name in _HEADERS if name in meta)
    with contextlib.suppress(Exception):  # a query or cookies that Django refuses to read
        for values in (request.GET, request.COOKIES):
            yield from map(str, _flat(values))
    known = getattr(request, "__dict__", {})
    yield from map(str, _flat(known.get("_post", {})))
    yield from (file.name or "" for file in _flat(known.get("_files", {})))


def _flat(values: dict) -> Iterator[object]:
    lists = values.lists() if hasattr(values, "lists") else ((name, [value]) for name, value in values.items())
    return (value for _name, each in lists for value in each)


def _quotations(value: str) -> Iterator[str]:
    """The ways in which a message may quote it."""
    yield value
    yield repr(value)[1:-1]
    yield from value.splitlines()
