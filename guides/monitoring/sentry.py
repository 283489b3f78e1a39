"""Faults to Sentry, without anything of whoever met them. Imported only where SENTRY_DSN is set.

What is sent is built anew from named parts: what a later version of the library might add is not sent by itself. The
text of an exception may quote what was typed, so only its type and its place in the program leave the machine; the
text is in the log, under the same request id.
"""

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from .logs import REQUEST_ID

Event = dict[str, object]
KEPT = ("event_id", "timestamp", "level", "platform", "release", "environment", "logger", "sdk", "type")
OF_FRAMES = ("filename", "function", "module", "lineno", "context_line", "in_app")


def start(dsn: str, release: str, environment: str) -> None:
    sentry_sdk.init(
        dsn=dsn,
        release=release,
        environment=environment,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            DjangoIntegration(middleware_spans=False, signals_spans=False),
            LoggingIntegration(level=None),
            DedupeIntegration(),
            ExcepthookIntegration(),
            AtexitIntegration(callback=lambda *_: None),
        ],
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        before_send=impersonal,
    )


def impersonal(event: Event, _hint: object) -> Event:
    sent = {name: event[name] for name in KEPT if name in event}
    sent["tags"] = {"request_id": REQUEST_ID.get()} if REQUEST_ID.get() else {}
    if "exception" in event:
        sent["exception"] = {"values": [_exception(each) for each in event["exception"]["values"]]}
    if template := (event.get("logentry") or {}).get("message"):
        sent["logentry"] = {"message": template}  # without what it was filled with
    if request := event.get("request"):
        sent["request"] = {"method": request.get("method"), "url": str(request.get("url", "")).partition("?")[0]}
    return sent


def _exception(told: Event) -> Event:
    frames = (told.get("stacktrace") or {}).get("frames") or []
    kept = [{name: frame[name] for name in OF_FRAMES if name in frame} for frame in frames]
    return {"type": told.get("type"), "module": told.get("module"), "stacktrace": {"frames": kept}}
