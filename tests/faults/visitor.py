"""Somebody who uses the site over HTTP: a browser's cookies, and a connection of its own for every request."""

import http.client
import io
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.admin.forms import Values, values_of

BOUNDARY = "boundary-of-a-test"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass
class Visitor:
    address: str  # of the site, without slash at the end
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)  # sent with every request
    seconds: float = 60  # without a byte, and the request has failed

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, values: Values, file: bytes = b"", **headers: str) -> Answer:
        """A form; with a file, as the field `file`."""
        if file:
            body, kind = _multipart(values, file), f"multipart/form-data; boundary={BOUNDARY}"
        else:
            body, kind = urlencode(values, doseq=True).encode(), "application/x-www-form-urlencoded"
        return self._ask("POST", path, body, {"Content-Type": kind, **headers})

    def save(self, path: str, file: bytes = b"", **changes: str) -> Answer:
        """Open the admin's form, change the named fields, press Save."""
        form = self.get(path)
        assert form.status == 200, (form.status, form.headers["Location"])
        return self.post(path, {**values_of(form), **changes}, file)

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        if parts.scheme == "https":  # a certificate that a test made knows nobody
            return http.client.HTTPSConnection(
                parts.netloc, timeout=self.seconds, context=ssl._create_unverified_context()
            )
        return http.client.HTTPConnection(parts.netloc, timeout=self.seconds)

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        to = self._connection()
        try:
            to.request(method, path, body, sent)
            answer = to.getresponse()
            content = answer.read()
        finally:
            to.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answer(answer.status, answer.headers, content)


def _multipart(values: Values, file: bytes) -> bytes:
    body = io.BytesIO()
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            body.write(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{each}\r\n'.encode())
    body.write(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'.encode())
    body.write(b"Content-Type: image/png\r\n\r\n" + file + f"\r\n--{BOUNDARY}--\r\n".encode())
    return body.getvalue()
