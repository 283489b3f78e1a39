"""From bundles to the database, in one transaction. What exists is left as an editor left it, unless told otherwise.

Rows are written in bulk, so nothing that listens to single saves is called; what that would do is done here at the end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Model
from django.utils import translation

from guides import models
from guides.languages import SOURCE
from guides.models.addresses import path_of
from guides.models.images import files_taken_back, release

from . import schema
from .guide_parts import write_parts
from .pictures import stored_row
from .rows import remove, to_row

Key = str | tuple[str, str]  # a slug; of a guide: its country's, or "", and its own


@dataclass
class Report:
    """What became of each country, source, provider, guide and letter: slugs, or codes of languages, by model."""

    created: dict[type[Model], list[str]] = field(default_factory=dict)
    kept: dict[type[Model], list[str]] = field(default_factory=dict)
    replaced: dict[type[Model], list[str]] = field(default_factory=dict)


def load(bundles: list[schema.Bundle], *, overwrite: bool = False) -> Report:
    """Create what is missing; with overwrite, also replace what exists. The bundles must have passed the check."""
    # In the source language, because modeltranslation fills the untranslated columns from the language that is active.
    with files_taken_back(), transaction.atomic(), translation.override(SOURCE.code):
        loading = _Loading(bundles, overwrite)
        loading.write_sources()
        loading.write_images()
        loading.write_countries()
        loading.write_providers()
        loading.write_guides()
        loading.write_letters()
        if loading.report.created or loading.report.replaced:
            models.SiteRevision.objects.bump(loading.written)
    return loading.report


def is_empty() -> bool:
    """Whether the database has no content at all."""
    return not any(model.objects.exists() for model in (models.Country, models.Source, models.Provider, models.Guide))


class _Loading:
    """One run. What is written first is kept by slug, for what refers to it."""

    def __init__(self, bundles: list[schema.Bundle], overwrite: bool) -> None:
        self.bundles = bundles
        self.overwrite = overwrite
        self.report = Report()
        self.written: list[Model] = []
        self.sources: dict[Key, Model] = {}
        self.countries: dict[Key, Model] = {}
        self.providers: dict[Key, int] = _existing(models.Provider)

    def write_sources(self) -> None:
        self.sources = {part.slug: to_row(models.Source, part) for bundle in self.bundles for part in bundle.sources}
        self._settle(models.Source, self.sources, _existing(models.Source))

    def write_images(self) -> None:
        parts = {part.slug: part for bundle in self.bundles for part in bundle.images}
        stored = {image.slug: image for image in models.Image.objects.filter(slug__in=parts)}
        due = parts.keys() if self.overwrite else parts.keys() - stored.keys()
        rows: dict[Key, Model] = {
            slug: to_row(models.Image, part, **stored_row(part)) if slug in due else stored[slug]
            for slug, part in parts.items()
        }
        self._settle(models.Image, rows, {slug: image.pk for slug, image in stored.items()})
        for digest in {stored[slug].digest for slug in due & stored.keys()}:
            release(digest)

    def write_countries(self) -> None:
        parts = {bundle.country.slug: bundle.country for bundle in self.bundles if bundle.country}
        self.countries = {
            slug: to_row(models.Country, part, synonyms="\n".join(part.synonyms)) for slug, part in parts.items()
        }
        touched = self._settle(models.Country, self.countries, _existing(models.Country))
        remove(models.Fact.objects.filter(country__in=[self.countries[slug] for slug in touched]))
        models.Fact.objects.bulk_create(
            to_row(models.Fact, fact, country=self.countries[slug], source=self.sources[fact.source])
            for slug in touched
            for fact in parts[slug].facts
        )

    def write_providers(self) -> None:
        parts: dict[str, schema.Provider] = {}
        rows: dict[Key, Model] = {}
        for bundle, country in self._with_countries():
            for position, part in enumerate(bundle.providers, start=1):
                parts[part.slug] = part
                rows[part.slug] = to_row(models.Provider, part, country=country, position=position)
        touched = self._settle(models.Provider, rows, self.providers)
        self.providers |= {slug: row.pk for slug, row in rows.items()}
        for model in (models.SupportChannel, models.Fact):
            remove(model.objects.filter(provider__in=[rows[slug] for slug in touched]))
        models.SupportChannel.objects.bulk_create(
            to_row(
                models.SupportChannel,
                channel,
                provider=rows[slug],
                source=self.sources[channel.source],
                position=position,
            )
            for slug in touched
            for position, channel in enumerate(parts[slug].channels, start=1)
        )
        models.Fact.objects.bulk_create(
            to_row(models.Fact, fact, provider=rows[slug], source=self.sources[fact.source])
            for slug in touched
            for fact in parts[slug].facts
        )

    def write_guides(self) -> None:
        parts: dict[Key, schema.Guide] = {}
        rows: dict[Key, Model] = {}
        for bundle, country in self._with_countries():
            for part in bundle.guides:
                key = country.slug if country else "", part.slug
                parts[key] = part
                rows[key] = to_row(models.Guide, part, country=country)
        stored = {
            (country, slug): pk for country, slug, pk in models.Guide.objects.values_list("country", "slug", "pk")
        }
        places = {key: (row.country_id, row.slug) for key, row in rows.items()}
        existing = {key: stored[place] for key, place in places.items() if place in stored}
        touched = self._settle(models.Guide, rows, existing)
        if self.overwrite:  # a form that an editor has open is out of date now
            models.Guide.objects.filter(pk__in=[row.pk for row in rows.values()]).update(version=F("version") + 1)
        write_parts([(rows[key], parts[key]) for key in touched], self.sources, self.providers)

    def write_letters(self) -> None:
        rows: dict[Key, Model] = {
            part.language: to_row(models.Letter, part) for bundle in self.bundles for part in bundle.letters
        }
        self._settle(models.Letter, rows, dict(models.Letter.objects.values_list("language", "pk")))

    def _with_countries(self) -> Iterator[tuple[schema.Bundle, Model | None]]:
        for bundle in self.bundles:
            yield bundle, self.countries[bundle.country.slug] if bundle.country else None

    def _settle(self, model: type[Model], rows: dict[Key, Model], existing: Mapping[Key, int]) -> list[Key]:
        """Write the rows that are due and give every row its primary key. Returns which were created or replaced."""
        moved = _moved(model)
        existing = {
            **{key: moved[path_of(row)] for key, row in rows.items() if moved and path_of(row) in moved},
            **existing,
        }
        missing = [key for key in rows if key not in existing]
        found = [key for key in rows if key in existing]
        for key in found:
            rows[key].pk = existing[key]
        model.objects.bulk_create(rows[key] for key in missing)
        if self.overwrite:
            model.objects.bulk_create(
                (rows[key] for key in found), update_conflicts=True, unique_fields=["pk"], update_fields=_columns(model)
            )
        of_found = self.report.replaced if self.overwrite else self.report.kept
        for outcome, keys in ((self.report.created, missing), (of_found, found)):
            if keys:
                outcome[model] = [_shown(key) for key in keys]
        touched = [*missing, *found] if self.overwrite else missing
        self.written += [rows[key] for key in touched]
        return touched


def _shown(key: Key) -> str:
    return key if isinstance(key, str) else "/".join(filter(None, key))


def _columns(model: type[Model]) -> list[str]:
    """The columns that bundles decide about. What the site notes itself (visits of sources) is not edited."""
    columns = [column for column in model._meta.concrete_fields if not column.primary_key]
    return [column.name for column in columns if column.editable or column.name == "due_on"]


def _existing(model: type[Model]) -> dict[Key, int]:
    return dict(model.objects.values_list("slug", "pk"))


def _moved(model: type[Model]) -> dict[str, int]:
    """Old addresses and what stands elsewhere now: something that an editor renamed is not missing."""
    if model in (models.Source, models.Image, models.Letter):  # nothing that has an address
        return {}
    name = model._meta.model_name
    return dict(models.OldAddress.objects.filter(**{f"{name}__isnull": False}).values_list("path", f"{name}_id"))
