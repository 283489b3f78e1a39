import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.pages.crawl import Site, crawl


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker, _static_root) -> Site:
    """Every page of the shipped content in every language."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with django_db_blocker.unblock(), override_settings(STORAGES=storages, STATIC_ROOT=_static_root):
        return crawl(Client())
