import pytest
from django.db import transaction

from guides.models import Guide, SiteRevision
from guides.models.feedback import Feedback
from tests.factory import make_channel, make_country, make_fact, make_guide, make_provider, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    """How much the revision has risen since the last time it was asked."""
    before = SiteRevision.objects.number()

    def risen() -> int:
        nonlocal before
        now = SiteRevision.objects.number()
        before, difference = now, now - before
        return difference

    return risen


def test_every_save_and_deletion_that_a_visitor_can_see_raises_the_revision(revision):
    source, country = make_source(), make_country()
    assert revision() == 2
    provider = make_provider(country=country)
    fact = make_fact(provider, "auto_renews", "no", source)
    channel = make_channel(provider, "phone", "+4712345678", source)
    assert revision() == 3
    for row in (fact, channel, provider, country, source):
        row.save()
        assert revision() == 1
        row.delete()
        assert revision() >= 1


def test_a_changed_part_or_relation_of_a_guide_raises_the_revision(revision):
    guide, source, provider = make_guide(), make_source(), make_provider()
    revision()
    guide.sections.first().save()
    guide.questions.first().save()
    guide.verdicts.first().save()
    assert revision() == 3
    guide.sources.add(source)
    guide.providers.add(provider)
    assert revision() == 2
    guide.sources.clear()
    assert revision() == 1


def test_what_no_visitor_sees_leaves_the_revision_alone(revision, django_user_model):
    Feedback.objects.create(page="/", language="en", verdict="useful")
    django_user_model.objects.create(username="editor")
    assert revision() == 0


def test_a_change_that_is_rolled_back_has_raised_nothing(revision):
    guide = make_guide()
    revision()
    with transaction.atomic():
        guide.save()
        assert revision() == 1
        transaction.set_rollback(True)
    assert revision() == -1
    assert SiteRevision.objects.count() == 1


def test_the_first_change_of_an_empty_site_makes_the_row(revision):
    SiteRevision.objects.all().delete()
    assert SiteRevision.objects.number() == 0
    SiteRevision.objects.bump()
    SiteRevision.objects.bump()
    assert SiteRevision.objects.number() == 2


def test_an_outer_change_and_its_revision_stand_or_fall_together():
    number = SiteRevision.objects.number()
    with transaction.atomic():
        make_guide("never")
        transaction.set_rollback(True)
    assert (Guide.objects.filter(slug="never").exists(), SiteRevision.objects.number()) == (False, number)
