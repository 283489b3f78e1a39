"""One request to one address: no redirects, no cookies, nothing unbounded."""

import contextlib
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlsplit

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, LocationParseError, NewConnectionError
from urllib3.util import Url, parse_url

from .addresses import Allow, IPAddress, is_public, resolve
from .reasons import Reason, Unvisited

NAME = "esimsite"  # what robots.txt may call this program
MAX_BYTES = 2_000_000
PAUSE = 2  # seconds between two requests to a host
SILENCE = 15  # seconds without a byte
DEADLINE = 60  # seconds for a whole answer
PLACES = 3  # of a host that has several


@dataclass(frozen=True)
class Answer:
    status: int
    location: str  # where a redirect leads, as the server has it; else ""
    content_type: str
    content: bytes  # at most MAX_BYTES of it


@dataclass
class Fetcher:
    """Remembers when it asked which host, so as not to ask again too soon."""

    allow: Allow = is_public
    pause: float = PAUSE
    silence: float = SILENCE
    deadline: float = DEADLINE
    _next: dict[str, float] = field(default_factory=dict)  # when a host may be asked again
    _pauses: dict[str, float] = field(default_factory=dict)

    def slow_down(self, address: str, pause: float) -> None:
        """The host of the address wishes a longer pause, in seconds."""
        self._pauses[parsed(address).host] = max(pause, self.pause)

    def fetch(self, address: str) -> Answer:
        """Raises Unvisited."""
        url = parsed(address)
        port = url.port or (443 if url.scheme == "https" else 80)
        places = resolve(url.host.strip("[]"), port, self.allow)
        self._wait(url.host)
        reason = Reason.CONNECTION
        for place in places[:PLACES]:
            try:
                return self._ask(url, port, place)
            except ConnectTimeoutError as error:
                reason = _reason(error)
        raise Unvisited(reason)

    def _wait(self, host: str) -> None:
        time.sleep(max(0, self._next.get(host, 0) - time.monotonic()))
        self._next[host] = time.monotonic() + self._pauses.get(host, self.pause)

    def _ask(self, url: Url, port: int, place: IPAddress) -> Answer:
        """Raises Unvisited; ConnectTimeoutError if nobody is at this place."""
        connection = _connection(url, port, place, self.silence)
        ended = threading.Event()
        try:
            connection.connect()
            watch = threading.Timer(self.deadline, _end, (connection.sock, ended))
            watch.start()
            try:
                answer = _answer(connection, url)
            finally:
                watch.cancel()
        except ConnectTimeoutError:
            raise
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise Unvisited(Reason.TIMEOUT if ended.is_set() else _reason(error)) from error
        finally:
            connection.close()
        if ended.is_set():
            raise Unvisited(Reason.TIMEOUT)
        return answer


def parsed(address: str) -> Url:
    """Raises Unvisited if it is no address of a web page."""
    try:
        parts = urlsplit(address.strip())
        url = parse_url(parts._replace(netloc=parts.netloc.encode("idna").decode()).geturl())
    except (LocationParseError, ValueError) as error:
        raise Unvisited(Reason.ADDRESS) from error
    if url.scheme not in ("http", "https") or not url.host:
        raise Unvisited(Reason.ADDRESS)
    return url


def _connection(url: Url, port: int, place: IPAddress, silence: float) -> HTTPConnection:
    """To this place and no other, while the certificate must be the host's."""
    if url.scheme == "https":
        return HTTPSConnection(str(place), port, timeout=silence, server_hostname=url.host.strip("[]"))
    return HTTPConnection(str(place), port, timeout=silence)


def _answer(connection: HTTPConnection, url: Url) -> Answer:
    headers = {
        "Host": url.host if url.port is None else f"{url.host}:{url.port}",
        "User-Agent": f"{NAME}/{settings.RELEASE} (+{settings.SITE_URL})",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request("GET", url.request_uri, headers=headers, preload_content=False)
    response = connection.getresponse()
    location = response.headers.get("Location", "").encode("latin-1", "replace").decode(errors="replace")
    try:
        return Answer(
            response.status, location, response.headers.get("Content-Type", "").lower(), response.read(MAX_BYTES)
        )
    finally:
        response.close()


def _end(sock: socket.socket, ended: threading.Event) -> None:
    """Break off an answer that drips in so slowly that no silence ever gets too long."""
    ended.set()
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> Reason:
    if isinstance(error, ssl.SSLError):
        return Reason.TLS
    if isinstance(error, NewConnectionError):  # which urllib3 counts among the timeouts
        return Reason.CONNECTION
    return Reason.TIMEOUT if isinstance(error, (TimeoutError, ConnectTimeoutError)) else Reason.CONNECTION
