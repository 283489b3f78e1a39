"""What a running site says of itself: whether it lives and can serve, one log line per request, faults, counts.

Nothing here says who asked or what they typed: no address, query, form, cookie, user agent, referrer or name. It works
in WSGI, around everything else, because pages kept in memory are answered before Django. May import every room, and no
room may import it. Public names: `requests.Watch`, `health.Health`, `access.AccessLog`,
`metrics.Metrics`, `sentry.start`; `logs` for LOGGING and gunicorn.
"""
