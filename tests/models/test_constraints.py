"""The database itself refuses what the domain does not allow, whoever writes: each test goes past forms and clean()."""

import pytest
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from guides import models
from guides.models import Country, Fact, Guide, Question, Section, SiteRevision, Source, Verdict
from tests.factory import (
    TODAY,
    make_channel,
    make_country,
    make_fact,
    make_guide,
    make_image,
    make_provider,
    make_source,
)

pytestmark = pytest.mark.django_db


def refused(action, *args, **kwargs) -> bool:
    try:
        with transaction.atomic():
            action(*args, **kwargs)
    except (IntegrityError, DataError):
        return True
    return False


def test_no_slug_twice():
    country, source, provider = make_country(), make_source(), make_provider()
    assert refused(make_country, country.slug, "SE")
    assert refused(make_country, "sweden", country.code)
    assert refused(make_source, source.slug, url="https://other.example.org/")
    assert refused(make_source, "other", url=source.url)
    assert refused(make_provider, provider.slug)


def test_a_guides_slug_is_unique_in_its_country_and_among_the_general_guides():
    norway, sweden = make_country(), make_country("sweden", "SE")
    for country in (norway, sweden, None):
        make_guide("leave", country)
        assert refused(make_guide, "leave", country)
    assert Guide.objects.filter(slug="leave").count() == 3


def test_no_position_and_no_anchor_twice_in_a_guide():
    guide, other = make_guide(), make_guide("other")
    for model, extra in ((Section, {"kind": "steps"}), (Question, {})):
        assert refused(model.objects.create, guide=guide, anchor="third", position=2, **extra)
        assert refused(model.objects.create, guide=guide, anchor=model.objects.first().anchor, position=2, **extra)
        assert refused(model.objects.create, guide=guide, anchor="third", position=0, **extra)
        assert not refused(model.objects.create, guide=other, anchor="third", position=3, **extra)


def test_a_meaning_has_one_verdict_in_a_guide():
    guide = make_guide()
    assert refused(Verdict.objects.create, guide=guide, meaning="renewal", need="optional")


CHOICES = [
    (model, field.name)
    for model in (getattr(models, name) for name in models.__all__ if name != "Evidence")
    for field in model._meta.concrete_fields
    if field.choices and field.name != "language"
] + [(models.TranslationState, "language"), (models.Letter, "language")]


@pytest.fixture
def one_of_each():
    """A row of every model that has choices."""
    source, provider, guide = make_source(), make_provider(), make_guide()
    make_fact(provider, "auto_renews", "no", source)
    make_channel(provider, "phone", "+4712345678", source)
    models.ChangeNote.objects.create(guide=guide, significance="major")
    models.TranslationState.objects.create(guide=guide, language="en")
    models.ContactLink.objects.create(label_en="Us", address="https://example.org", kind="web")
    models.Letter.objects.get_or_create(language="ko", defaults={"subject": "s", "body": "b"})
    models.Feedback.objects.create(page="/", language="en", verdict="useful")
    make_image()


@pytest.mark.parametrize(("model", "field"), CHOICES, ids=lambda each: getattr(each, "__name__", each))
def test_no_value_beyond_the_choices(one_of_each, model, field):
    rows = model.objects.filter(pk=model.objects.latest("pk").pk)
    assert refused(rows.update, **{field: "zz"})
    assert refused(rows.update, **{field: rows.values_list(field, flat=True).get().upper() or "ZZ"})


def test_a_published_guide_has_its_moment():
    guide = make_guide()
    assert refused(Guide.objects.filter(pk=guide.pk).update, published_at=None)
    assert refused(Guide.objects.create, slug="x", status="published")
    assert not refused(Guide.objects.create, slug="y", status="draft")
    assert not refused(Guide.objects.create, slug="z", status="published", published_at=timezone.now())


def test_a_fact_belongs_to_a_provider_or_to_a_country():
    country, provider = make_country(), make_provider()
    values = {"topic": "auto_renews", "value": "no", "confidence": "official", "checked_how": "phone"}
    assert refused(Fact.objects.create, checked_on=TODAY, **values)
    assert refused(Fact.objects.create, checked_on=TODAY, country=country, provider=provider, **values)
    for owner in (country, provider):
        fact = make_fact(owner, "auto_renews", "no")
        assert refused(Fact.objects.filter(pk=fact.pk).update, country=country, provider=provider)
        assert refused(Fact.objects.filter(pk=fact.pk).update, country=None, provider=None)


def test_one_fact_per_topic_and_billing():
    for owner in (make_country(), make_provider()):
        make_fact(owner, "auto_renews", "no", billing="prepaid")
        assert refused(make_fact, owner, "auto_renews", "yes", billing="prepaid")
        assert not refused(make_fact, owner, "auto_renews", "yes", billing="renewing")


def test_one_channel_of_a_kind_value_and_reach():
    provider = make_provider()
    make_channel(provider, "phone", "+4712345678")
    assert refused(make_channel, provider, "phone", "+4712345678")
    assert not refused(make_channel, provider, "phone", "+4712345678", reach="domestic")


def test_there_is_one_site_revision():
    SiteRevision.objects.bump()
    assert refused(SiteRevision.objects.create, id=2, number=1)
    assert refused(SiteRevision.objects.update, id=2)
    assert SiteRevision.objects.count() == 1


def test_what_a_page_rests_on_cannot_be_deleted():
    country, source = make_country(), make_source()
    provider = make_provider(country=country)
    make_fact(provider, "auto_renews", "no", source)
    assert refused(source.delete)
    assert refused(country.delete)
    assert (Source.objects.filter(pk=source.pk).exists(), Country.objects.filter(pk=country.pk).exists()) == (
        True,
        True,
    )


def test_a_language_beyond_the_targets_has_no_translation_state():
    guide = make_guide()
    assert refused(models.TranslationState.objects.create, guide=guide, language="zh-hans")


def test_feedback_is_about_one_of_the_sites_languages():
    assert refused(models.Feedback.objects.create, page="/", language="fr", verdict="useful")
