"""When a page last changed: the one meaning of lastmod in sitemaps and of dateModified in structured data."""

import datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from guides.models import ChangeNote, Country, Fact, Guide, Provider, SupportChannel

Moment = datetime.datetime | datetime.date | None


def latest(*moments: Moment) -> datetime.date | None:
    """The latest of the days that are known, but never one that is yet to come."""
    days = [each.date() if isinstance(each, datetime.datetime) else each for each in moments if each]
    return min(max(days), timezone.now().date()) if days else None


def dated_guides(guides: QuerySet[Guide]) -> QuerySet[Guide]:
    """Adds what guide_changed_on asks for, in the same query."""
    return guides.annotate(
        noted_on=_newest(ChangeNote.objects.filter(guide=OuterRef("pk")), "guide", "date"),
        facts_on=_newest(Fact.objects.sourced().filter(provider__guides=OuterRef("pk")), "provider__guides"),
        channels_on=_newest(
            SupportChannel.objects.sourced().filter(provider__guides=OuterRef("pk")), "provider__guides"
        ),
    )


def guide_changed_on(guide: Guide) -> datetime.date:
    """Its text was edited, a change noted, a fact checked, or it appeared. One query, or none after dated_guides."""
    if not hasattr(guide, "noted_on"):
        guide = dated_guides(Guide.objects.filter(pk=guide.pk)).get()
    return latest(
        guide.edited_on, guide.facts_checked_on, guide.published_at, guide.noted_on, guide.facts_on, guide.channels_on
    )


def dated_providers(providers: QuerySet[Provider]) -> QuerySet[Provider]:
    return providers.annotate(
        facts_on=_newest(Fact.objects.sourced().filter(provider=OuterRef("pk")), "provider"),
        channels_on=_newest(SupportChannel.objects.sourced().filter(provider=OuterRef("pk")), "provider"),
    )


def provider_changed_on(provider: Provider) -> datetime.date | None:
    """The latest check of what its page shows; None if nothing there has a date. From dated_providers."""
    return latest(provider.facts_on, provider.channels_on)


def dated_countries(countries: QuerySet[Country]) -> QuerySet[Country]:
    guides = Guide.objects.published().filter(country=OuterRef("pk"))
    return countries.annotate(
        facts_on=_newest(Fact.objects.sourced().filter(country=OuterRef("pk")), "country"),
        provider_facts_on=_newest(Fact.objects.sourced().filter(provider__country=OuterRef("pk")), "provider__country"),
        noted_on=_newest(
            ChangeNote.objects.filter(guide__in=Guide.objects.published(), guide__country=OuterRef("pk")),
            "guide__country",
            "date",
        ),
        edited_on=_newest(guides, "country", "edited_on"),
        appeared_at=_newest(guides, "country", "published_at"),
    )


def country_changed_on(country: Country) -> datetime.date | None:
    """The latest change of a fact, a carrier's fact or a guide that its page lists. From dated_countries."""
    return latest(country.facts_on, country.provider_facts_on, country.noted_on, country.edited_on, country.appeared_at)


def lists_changed_on() -> datetime.date | None:
    """The latest change of any guide: the home page and the lists of guides, destinations and changes tell of it."""
    found = Guide.objects.published().aggregate(
        noted=Max("changes__date"), edited=Max("edited_on"), appeared=Max("published_at")
    )
    return latest(*found.values())


def _newest(rows: QuerySet, owner: str, field: str = "checked_on") -> Subquery:
    newest = rows.order_by().values(owner).annotate(newest=Max(field)).values("newest")
    return Subquery(newest)
