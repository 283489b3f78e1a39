"""A publisher, a country of hers, and a folder for what she uploads."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User

from guides.drafting import states
from guides.exchange.exporting import text_of
from guides.languages import LANGUAGES
from tests.factory import make_country, make_guide


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "uploads"


@pytest.fixture
def client(client):
    """A publisher's, in English."""
    user = User.objects.create_user("paula", is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def norway():
    """A country with a guide, and the bundle that an export makes of it."""
    guide = make_guide("leave", make_country(), status="draft", published_at=None)
    states.refresh(guide, "major", LANGUAGES, None)
    return text_of("norway")
