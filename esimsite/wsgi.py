import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esimsite.settings")

django = get_wsgi_application()

from guides.freshness.wsgi import KeptPages  # noqa: E402  settings must be there first

application = KeptPages(django)
