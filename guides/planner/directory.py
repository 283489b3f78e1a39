"""The countries and providers to choose from, and the case that a choice makes: as many queries for one as for all."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from guides.evidence.contacts import contact_rows
from guides.evidence.placing import with_evidence
from guides.models import Country, Fact, Provider

from .answers import Answers, Known
from .case import Case, case_of


@dataclass(frozen=True)
class Directory:
    countries: tuple[Country, ...]  # by name in the active language
    providers: tuple[Provider, ...]

    @classmethod
    def read(cls) -> "Directory":
        countries = sorted(Country.objects.all(), key=lambda country: country.label)
        return cls(tuple(countries), tuple(Provider.objects.order_by("country__slug", "position", "slug")))

    @cached_property
    def _by_id(self) -> dict[int, Country]:
        return {country.pk: country for country in self.countries}

    def country_of(self, provider: Provider) -> Country | None:
        return self._by_id.get(provider.country_id)

    @property
    def known(self) -> Known:
        return Known(
            frozenset(country.slug for country in self.countries),
            {
                provider.slug: country.slug if (country := self.country_of(provider)) else ""
                for provider in self.providers
            },
        )

    def case(self, answers: Answers, today: datetime.date) -> Case:
        provider = with_evidence([answers.provider]).first() if answers.provider else None
        country = next((each for each in self.countries if each.slug == answers.country), None)
        if country is not None:
            sourced = Fact.objects.sourced().select_related("source")
            prefetch_related_objects([country], Prefetch("facts", sourced))
        channels = contact_rows([provider]) if provider else []
        return case_of(answers, today, provider, country, channels)
