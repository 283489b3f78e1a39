from django.conf import settings

from .store import Store

# This process's. Workers share nothing: each makes a page once, and each sees by the stamp when it is no longer true.
PAGES = Store(settings.PAGE_CACHE_MB * 1024 * 1024)
