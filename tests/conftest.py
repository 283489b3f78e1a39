import os

import pytest
from django.core.management import call_command

from guides import throttle
from guides.freshness import state
from guides.freshness.pages import PAGES


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compiled catalogues are not in the repository; of parallel runs the controller writes them, before the rest."""
    if not hasattr(session.config, "workerinput"):
        call_command("compilemessages", verbosity=0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("RUN_SLOW"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="takes minutes: RUN_SLOW=1 make test ARGS='-m slow -n 0'"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test sees the content that ships, and what it changes is rolled back."""
    with django_db_blocker.unblock():
        call_command("seed", verbosity=0)


@pytest.fixture(scope="session")
def _static_root(tmp_path_factory):
    return tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def plain_static_files(settings, _static_root):
    """Tests need no collected files: addresses of static files are plain, and WhiteNoise has a folder to look into."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = _static_root


@pytest.fixture(autouse=True)
def forgotten_pages():
    """A test's end puts the database back, and with it the revision: what was kept under its number was another one."""
    yield
    PAGES.clear()
    state.forget()


@pytest.fixture(autouse=True)
def forgotten_requests():
    """All tests ask from one address."""
    yield
    throttle.MINUTE.clear()
    throttle.HOUR.clear()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hashing a password well takes most of a second; tests log in often."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
