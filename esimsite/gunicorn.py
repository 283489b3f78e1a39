"""gunicorn's settings. `manage.py start` uses them; so does the Dockerfile."""

import ctypes
import gc
import itertools
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from gunicorn import glogging
from gunicorn.http.errors import InvalidHeader

from esimsite import environment
from guides.monitoring import logs

# Nearly all that is loaded stays: looking through it for what does not costs an eighth of the start. See when_ready.
gc.disable()

_ENV = environment.read(Path(__file__).resolve().parent.parent)

bind = f"{_ENV.host}:{_ENV.port}"
workers = _ENV.workers
# Processes use every core. Measured with 2 workers and 16 connections: cold pages alike for sync and gthread, kept
# pages up to 1.6 times as many with gthread, whose clients stay connected. But a clock runs for sync workers only: two
# clients that never finish their request hold two of them until `timeout`; eight hold 2 x 4 threads for ever, and so
# does any request that hangs. The public needs a proxy in front either way, that reads requests whole first (README).
worker_class = "esimsite.worker.Worker"  # gunicorn's sync, with a shorter way to kept pages
# Loaded once, before the fork: a bad setting stops the start with its own message, and memory is shared. Nothing may
# open the database while it loads (tests/test_settings.py): two processes on one connection mix up their answers.
preload_app = True
control_socket_disable = True  # nobody needs it, and it would be written into somebody's home
# A worker that has answered so many gives its memory back; not all of them at once.
max_requests = 10_000
max_requests_jitter = 1_000
timeout = 30  # nothing here takes seconds; a worker that is held or stuck is replaced
graceful_timeout = 20  # what is being answered may be finished before a stop; less than orchestrators wait (30)
# What is longer or more is refused before the site reads it: 414, 431.
limit_request_line = 4094
limit_request_fields = 60  # browsers send about 20, proxies add some
limit_request_field_size = 8190
# Workers touch a file there to say that they live: on a disk that is busy they would seem dead. Memory, where there is.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
accesslog = None  # ours is written by esimsite.wsgi, which knows what was answered from memory
errorlog = "-"
loglevel = _ENV.log_level.lower()
# gunicorn itself believes nobody. What PROXY_COUNT allows is read by Django; from a peer that gunicorn trusts it would
# also take SCRIPT_NAME, and a page would be kept for everybody with the links that one stranger chose.
forwarded_allow_ips = ""


class Logger(glogging.Logger):
    """gunicorn's own messages, in the form of all others."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logs.FORMATTERS[_ENV.log_format]())
            handler.addFilter(logs.Impersonal())


logger_class = Logger

if _ENV.metrics_token:  # counts begin with the server, in memory where there is a place for files there
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="esimsite-counts-", dir=worker_tmp_dir)


def on_exit(server: object) -> None:
    """Of the master: workers leave what the others still count in."""
    if _ENV.metrics_token:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def when_ready(server: object) -> None:
    """Before the first fork: all that is loaded is left alone by Python's collector from now on.

    It writes into everything that it looks at, and what a worker writes into is no longer shared with the others: that
    made each worker some 15 MB larger after a hundred pages.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


def pre_fork(server: object, worker: object) -> None:
    """The first place that no living worker has: its counts go on there (guides/monitoring/metrics.py)."""
    taken = {each.place for each in server.WORKERS.values()}
    worker.place = next(place for place in itertools.count() if place not in taken)


def pre_request(worker: object, req: object) -> None:
    """HTTP/1.1 without Host is answered 400 (RFC 9112, 3.2); Django would take the server's own name for it."""
    if req.version >= (1, 1) and not any(name == "HOST" for name, _value in req.headers):
        raise InvalidHeader("HOST", req=req)


_PR_SET_PDEATHSIG = 1  # of Linux's prctl(2)


def post_fork(server: object, worker: object) -> None:
    """A worker whose master was killed goes with it: idle it would hold the port for 15 seconds more."""
    os.environ["ESIMSITE_WORKER"] = str(worker.place)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != server.pid:  # it died in between
            sys.exit()
