import pytest
from django.urls import reverse
from django.utils import timezone

from guides.drafting import states
from guides.languages import LANGUAGES
from guides.models import Guide
from tests.admin.people import person
from tests.factory import make_country, make_guide, make_source


@pytest.fixture
def editor(db):
    return person("edith", "Editor")


@pytest.fixture
def publisher(db):
    return person("paula", "Publisher")


@pytest.fixture
def guide(db) -> Guide:
    """A published guide that has all it must have, in every language."""
    guide = make_guide(country=make_country(), facts_checked_on=timezone.now().date())
    guide.sources.add(make_source())
    for meaning in ("accounts", "money", "device"):
        guide.verdicts.create(meaning=meaning, need="optional", **{f"reason_{each.suffix}": "–" for each in LANGUAGES})
    states.refresh(guide, "major", LANGUAGES, None)
    return guide


@pytest.fixture
def address(guide) -> str:
    """Of its form."""
    return reverse("admin:guides_guide_change", args=[guide.pk])
