"""What exists: in the files of a run, faulty or not, and in the database. References are checked against it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from guides import models
from guides.models.slugs import INSIDE_COUNTRY, TOP


@dataclass
class Known:
    countries: set[str] = field(default_factory=set)
    providers: set[str] = field(default_factory=set)
    facts: set[tuple[str, str]] = field(default_factory=set)  # provider, topic
    guides: set[tuple[str, str]] = field(default_factory=set)  # country or "", guide

    @classmethod
    def of_database(cls) -> "Known":
        if not has_tables():
            return cls()
        return cls(
            set(models.Country.objects.values_list("slug", flat=True)),
            set(models.Provider.objects.values_list("slug", flat=True)),
            set(models.Fact.objects.filter(provider__isnull=False).values_list("provider__slug", "topic")),
            {(country or "", slug) for country, slug in models.Guide.objects.values_list("country__slug", "slug")},
        )

    def add(self, value: dict[str, Any]) -> None:
        """Note what a file defines. The value need not have passed the schema."""
        country = value.get("country")
        country = str(country.get("slug", "")) if isinstance(country, dict) else ""
        self.countries |= {country} - {""}
        self.guides |= {(country, guide["slug"]) for guide in _slugged(value, "guides")}
        for provider in _slugged(value, "providers"):
            self.providers.add(provider["slug"])
            self.facts |= {(provider["slug"], str(fact.get("topic"))) for fact in _mappings(provider, "facts")}

    def leads_somewhere(self, address: str) -> bool:
        """Whether a path of this site, without language, is a page of it."""
        match address.partition("#")[0].partition("?")[0].split("/"):
            case ["", ""]:
                return True
            case ["", page, ""]:
                return page in TOP or page in self.countries
            case ["", "guides", guide, ""]:
                return ("", guide) in self.guides
            case ["", "providers", provider, ""]:
                return provider in self.providers
            case ["", country, page, ""]:
                return (country, page) in self.guides or (country in self.countries and page in INSIDE_COUNTRY)
        return False


def has_tables() -> bool:
    """Files can be checked where no database was set up: on a writer's laptop, in a pipeline."""
    return models.Country._meta.db_table in connection.introspection.table_names()


def _mappings(value: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    items = value.get(key)
    return (item for item in items if isinstance(item, dict)) if isinstance(items, list) else iter(())


def _slugged(value: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    return (item for item in _mappings(value, key) if isinstance(item.get("slug"), str))
