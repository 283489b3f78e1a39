"""gunicorn's settings. `manage.py start` uses them; so does the Dockerfile."""

from pathlib import Path

from esimsite import environment

_ENV = environment.read(Path(__file__).resolve().parent.parent)

bind = f"{_ENV.host}:{_ENV.port}"
workers = _ENV.workers
# Pages are short work for the processor: processes use every core and threads would only queue behind one another.
worker_class = "sync"
# Loaded once, before the fork: a bad setting stops the start with its own message, and memory is shared.
preload_app = True
control_socket_disable = True  # nobody needs it, and it would be written into somebody's home
max_requests = 10_000
max_requests_jitter = 1_000
timeout = 30
graceful_timeout = 20
accesslog = None
errorlog = "-"
loglevel = _ENV.log_level.lower()
forwarded_allow_ips = "*" if _ENV.proxy_count else "127.0.0.1"
