"""A reader's report brings the next check forward, and nothing else."""

import datetime

import pytest
from django.utils import timezone

from guides.models import Fact, Guide, SiteRevision
from guides.models.reports import GRACE
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> datetime.date:
    return timezone.now().date()


@pytest.fixture
def fact(today) -> Fact:
    provider = factory.make_provider()
    return factory.make_fact(provider, "auto_renews", "no", checked_on=today - datetime.timedelta(days=10))


def test_a_report_brings_the_check_forward_by_a_time_of_grace(fact, today):
    fact.report_outdated()
    stored = Fact.objects.get(pk=fact.pk)
    assert (stored.due_on, stored.is_overdue) == (today + GRACE, False)


def test_a_report_does_not_postpone_a_check_that_is_due_sooner(fact, today):
    Fact.objects.filter(pk=fact.pk).update(checked_on=today - datetime.timedelta(days=400))
    fact.refresh_from_db()
    fact.save()
    due = fact.due_on
    fact.report_outdated()
    assert Fact.objects.get(pk=fact.pk).due_on == due < today


def test_a_check_settles_the_report(fact, today):
    fact.report_outdated()
    fact.checked_on = today + datetime.timedelta(days=1)
    fact.save()
    assert fact.due_on == today + datetime.timedelta(days=181)


def test_a_withdrawn_report_leaves_the_check_where_it_was(fact):
    due = fact.due_on
    fact.report_outdated()
    fact.withdraw_report()
    assert Fact.objects.get(pk=fact.pk).due_on == due


def test_a_report_changes_no_page_so_the_site_revision_stays(fact):
    before = SiteRevision.objects.number()
    fact.report_outdated()
    assert SiteRevision.objects.number() == before


def test_a_guide_is_brought_forward_likewise(today):
    guide = factory.make_guide(facts_checked_on=today)
    guide.report_outdated()
    assert Guide.objects.get(pk=guide.pk).due_on == today + GRACE
