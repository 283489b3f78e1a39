from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection
from django.http.request import split_domain_port, validate_host

from . import state
from .caching import best_encoding, cache_control, is_known
from .pages import PAGES
from .store import Headers, KeptPage

Environ = dict[str, object]
StartResponse = Callable[..., object]
# The headers of requests on which it depends whether and how a kept page is sent; Host and scheme are of the request.
READ = {"HTTP_HOST", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", *(settings.SECURE_PROXY_SSL_HEADER or ())[:1]}
LONGEST_HOST = 259  # letters of a name that DNS knows, a colon and a port: what is longer is not worth remembering


class Kept(NamedTuple):
    """An answer from what is kept."""

    status: str
    headers: Headers  # of the page: the same object each time, so a server may remember what it made of them
    passing: list[tuple[str, str]]  # of this answer
    body: bytes


class KeptPages:
    """Answers from kept pages, and asks Django for everything else.

    It stands before Django, because Django's own way to a view that does nothing takes longer than all of this.
    """

    def __init__(self, application: Callable[[Environ, StartResponse], Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        kept = kept_answer(environ)
        if kept is None:
            return self.application(environ, start_response)
        environ["esimsite.cache"] = "hit"  # for whoever logs or counts outside
        start_response(kept.status, [*kept.headers, *kept.passing])
        return [kept.body] if kept.body else []


def kept_answer(environ: Environ) -> Kept | None:
    """What is kept for this request and still true, at the price of one indexed read; None is Django's to answer.

    Of the environ only what READ names is looked at: esimsite/worker.py makes no more of it.
    """
    page = _still_true(environ)
    if page is None:
        return None
    control = ("Cache-Control", cache_control())
    if is_known(environ.get("HTTP_IF_NONE_MATCH", ""), page.head.etag):
        return Kept("304 Not Modified", page.head.without_content, [control], b"")
    encoding = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = page.body(encoding)
    passing = [control, ("Content-Length", str(len(body)))]
    if encoding != "identity":
        passing.append(("Content-Encoding", encoding))
    return Kept("200 OK", page.head.whole, passing, b"" if environ["REQUEST_METHOD"] == "HEAD" else body)


def _still_true(environ: Environ) -> KeptPage | None:
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("QUERY_STRING"):
        return None
    path = environ.get("PATH_INFO", "")
    page = PAGES.get(path)
    if page is None or not _is_for_us(environ):
        return None
    try:
        now = state.current()
    except DatabaseError:  # Django says so in words, and connects anew for the next request
        connection.close()
        return None
    return page if page.stamp == now.stamp(path) else None


def _is_for_us(environ: Environ) -> bool:
    """Django refuses unknown hosts and redirects plain http: those go to Django."""
    if not _is_our_host(environ.get("HTTP_HOST", ""), tuple(settings.ALLOWED_HOSTS)):
        return False
    if not settings.SECURE_SSL_REDIRECT:
        return True
    header = settings.SECURE_PROXY_SSL_HEADER
    if header and header[0] in environ:
        return environ[header[0]].split(",")[0].strip() == header[1]
    return environ.get("wsgi.url_scheme") == "https"


def _is_our_host(given: str, allowed: tuple[str, ...]) -> bool:
    return len(given) <= LONGEST_HOST and _is_allowed(given, allowed)


@lru_cache(maxsize=64)
def _is_allowed(given: str, allowed: tuple[str, ...]) -> bool:
    host, _port = split_domain_port(given)
    return validate_host(host, allowed)
