"""Headers that protect readers, for all that this site answers: its pages (guides/middleware.py), and what is answered
before Django is asked (guides/monitoring)."""

from collections.abc import Mapping

from django.conf import settings


def permissions() -> str:
    return ", ".join(f"{feature}=()" for feature in settings.DENIED_FEATURES)


def of_what_is_no_page(environ: Mapping[str, object]) -> list[tuple[str, str]]:
    """Those of pages, with a policy under which nothing is loaded at all."""
    told = [
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", permissions()),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
    ]
    if settings.SECURE_HSTS_SECONDS and _is_https(environ):
        told.append(("Strict-Transport-Security", _https_for_good()))
    return told


def _is_https(environ: Mapping[str, object]) -> bool:
    name, https = settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme", "https")
    return str(environ.get(name, "")).partition(",")[0].strip() == https


def _https_for_good() -> str:
    parts = {"includeSubDomains": settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, "preload": settings.SECURE_HSTS_PRELOAD}
    return "; ".join([f"max-age={settings.SECURE_HSTS_SECONDS}", *(part for part, is_said in parts.items() if is_said)])
