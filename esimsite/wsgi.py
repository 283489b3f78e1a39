import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esimsite.settings")

django = get_wsgi_application()

# The settings must be there first.
from django.conf import settings  # noqa: E402

# All that pages need is read here, before workers are forked: once for all of them, and not with somebody's first page.
from esimsite import urls  # noqa: E402, F401
from guides import names, throttle  # noqa: E402, F401  the throttle's memory would not be shared at all
from guides.freshness.wsgi import KeptPages  # noqa: E402
from guides.monitoring.access import AccessLog  # noqa: E402
from guides.monitoring.health import Health  # noqa: E402
from guides.monitoring.requests import Watch  # noqa: E402

names.typed_keys("网")  # reads the tables of Pinyin and of both scripts
application = Health(KeptPages(django))
observers = [AccessLog(settings.LOG_FORMAT)] if settings.ACCESS_LOG else []
if settings.ENV.metrics_token:
    from guides.monitoring.metrics import Metrics

    application = Metrics(application, settings.ENV.metrics_token)
    observers.append(application.count)
application = Watch(application, observers, trust_ids=settings.PROXY_COUNT > 0)
