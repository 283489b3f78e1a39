"""The stamp changes with everything that a page can show, and with nothing else."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from guides.freshness import state
from guides.models import Guide, SiteRevision
from tests import factory

pytestmark = pytest.mark.django_db
PAGE = "/en/norway/leave/"


def stamp(path: str = PAGE) -> str:
    return state.current().stamp(path)


@pytest.fixture
def guide() -> Guide:
    return factory.make_guide(country=factory.make_country())


def test_it_stays_while_nothing_changes(guide):
    assert stamp() == stamp()


def test_an_edit_changes_it(guide):
    before = stamp()
    guide.title_en = "Another title"
    guide.save()
    assert stamp() != before


def test_an_edit_that_is_rolled_back_does_not(guide):
    before = stamp()
    with transaction.atomic():
        guide.save()
        transaction.set_rollback(True)
    assert stamp() == before


def test_each_language_has_its_own():
    assert len({stamp(f"/{code}/norway/") for code in ("zh-hans", "zh-hant", "en", "sitemap.xml")}) == 4


@pytest.mark.parametrize(
    ("name", "value"), [("RELEASE", "another"), ("SITE_URL", "https://another.example"), ("OFFLINE", False)]
)
def test_each_release_has_its_own_and_so_has_each_setting_that_pages_show(settings, name, value):
    before = stamp()
    setattr(settings, name, value)
    assert stamp() != before


def test_each_day_has_its_own(monkeypatch):
    before = stamp()
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert stamp() != before


def test_a_scheduled_guide_changes_it_at_its_moment_and_not_before(guide, monkeypatch):
    now = timezone.now().replace(hour=12, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    guide.published_at = now + datetime.timedelta(minutes=10)
    guide.save()
    before = stamp()
    for minutes, is_same in ((9, True), (10, False)):
        moment = now + datetime.timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert (stamp() == before) is is_same


def test_asking_costs_one_query(guide, django_assert_num_queries):
    stamp()
    with django_assert_num_queries(1):
        stamp()


def test_a_site_without_any_content_has_a_stamp_too():
    Guide.objects.all().delete()
    SiteRevision.objects.all().delete()
    assert len(stamp()) == 24
