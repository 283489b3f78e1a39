"""Whether a page that was made once is still true, and the pages that are.

One stamp — release, site revision, what has fallen due, day, language — is both a page's ETag and the key under which
it is kept, so nothing is ever purged: an edit raises the revision, and every worker on every machine sees that with its
next request. `middleware` stamps and keeps pages as Django answers them; `wsgi` answers from what is kept before Django
is asked, and esimsite/worker.py with the same function even before WSGI. May import the leaves and models. Public
names: `middleware.FreshnessMiddleware`, `wsgi.KeptPages`, `wsgi.kept_answer`, `wsgi.READ`.
"""
