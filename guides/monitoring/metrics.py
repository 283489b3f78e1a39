"""Counts for Prometheus, at /metrics, for whoever holds METRICS_TOKEN. Imported only where that is set.

Workers share nothing, so each writes its counts into files of its own, in a folder that the server empties when it
starts; whichever worker is asked adds up all of them. Files go by a worker's place instead of its process: a worker
that takes the place of one that ended goes on with its counts, and there are never more files than places.
"""

import hmac
import os
from collections.abc import Iterable

# Chosen before the first metric is made; esimsite/gunicorn.py sets the folder.
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

from guides import headers

from .requests import Answered, Application, Environ, StartResponse

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
PLACE = "ESIMSITE_WORKER"  # in the environment of each worker
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """Counts as an observer of requests, and answers /metrics."""

    def __init__(self, application: Application, token: str) -> None:
        self.application = application
        self._authorization = f"Bearer {token}".encode()
        if FOLDER in os.environ:
            values.ValueClass = values.MultiProcessValue(lambda: os.environ.get(PLACE, "master"))
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "esimsite_requests", "Requests answered", ("method", "status", "cache"), registry=self._registry
        )
        self._seconds = Histogram(
            "esimsite_request_seconds", "Time to the last byte", ("cache",), buckets=BUCKETS, registry=self._registry
        )

    def count(self, answered: Answered) -> None:
        method = answered.method if answered.method in METHODS else "other"  # anybody may invent any number of them
        self._requests.labels(method, answered.status, answered.cache).inc()
        self._seconds.labels(answered.cache).observe(answered.seconds)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/metrics":
            return self.application(environ, start_response)
        given = str(environ.get("HTTP_AUTHORIZATION", "")).encode("latin-1", "replace")
        if not hmac.compare_digest(given, self._authorization):
            told = _headers(environ, "text/plain", b"")
            start_response("401 Unauthorized", [("WWW-Authenticate", "Bearer"), *told])
            return []
        body = generate_latest(self._all())
        start_response("200 OK", _headers(environ, CONTENT_TYPE_LATEST, body))
        return [body]

    def _all(self) -> CollectorRegistry:
        if FOLDER not in os.environ:  # one process, as under runserver
            return self._registry
        together = CollectorRegistry()
        MultiProcessCollector(together)
        return together


def _headers(environ: Environ, content_type: str, body: bytes) -> list[tuple[str, str]]:
    return [
        ("Content-Type", content_type),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        *headers.of_what_is_no_page(environ),
    ]
