"""From the database to bundles: a country's, the general one, or that of the letters."""

from django.db.models import Prefetch

from guides import models
from guides.models import TranslationState
from guides.vocabulary import Meaning

from . import pictures, schema
from .rows import from_row


def gather(country: models.Country | None) -> schema.Bundle:
    """The country's bundle; of None, what belongs to no country. Evidence without a source stays behind."""
    facts = Prefetch("facts", models.Fact.objects.sourced().select_related("source"))
    channels = Prefetch("channels", models.SupportChannel.objects.sourced().select_related("source"))
    providers = models.Provider.objects.filter(country=country).order_by("position", "slug")
    providers = list(providers.prefetch_related(channels, facts))
    guides = models.Guide.objects.filter(country=country).order_by("position", "slug")
    guides = list(
        guides.prefetch_related(
            "providers", "sources", "verdicts", "sections", "questions", "changes", "translation_states"
        )
    )
    country_facts = list(country.facts.sourced().select_related("source")) if country else []
    evidence = [item for provider in providers for item in (*provider.channels.all(), *provider.facts.all())]
    sources = {item.source for item in (*country_facts, *evidence)}
    sources |= {source for guide in guides for source in guide.sources.all()}
    bundle = schema.Bundle.model_construct(
        country=_country(country, country_facts) if country else None,
        sources=[from_row(schema.Source, source) for source in sources],
        providers=[_provider(provider) for provider in providers],
        guides=[_guide(guide) for guide in guides],
    )
    placed = {slug for _path, _code, text in pictures.texts_of(bundle) for slug in pictures.placed(text)}
    bundle.images = [from_row(schema.Image, image) for image in models.Image.objects.filter(slug__in=placed)]
    return bundle


def gather_letters() -> schema.Bundle:
    letters = [from_row(schema.Letter, letter) for letter in models.Letter.objects.order_by("language")]
    return schema.Bundle.model_construct(letters=letters)


def unsourced() -> list[str]:
    """Facts and channels that no bundle may hold, because they have no source: owner and what it is."""
    facts = models.Fact.objects.filter(source=None).select_related("provider", "country")
    channels = models.SupportChannel.objects.filter(source=None).select_related("provider")
    return [f"{(item.provider or item.country).slug}: {item}" for item in (*facts, *channels)]


def _country(country: models.Country, facts: list[models.Fact]) -> schema.Country:
    synonyms = [name.strip() for name in country.synonyms.splitlines() if name.strip()]
    return from_row(schema.Country, country, synonyms=synonyms, facts=[_fact(fact) for fact in facts])


def _provider(provider: models.Provider) -> schema.Provider:
    return from_row(
        schema.Provider,
        provider,
        channels=[from_row(schema.Channel, channel, source=channel.source.slug) for channel in provider.channels.all()],
        facts=[_fact(fact) for fact in provider.facts.all()],
    )


def _fact(fact: models.Fact) -> schema.Fact:
    return from_row(schema.Fact, fact, source=fact.source.slug)


def _guide(guide: models.Guide) -> schema.Guide:
    part = from_row(
        schema.Guide,
        guide,
        providers=[provider.slug for provider in guide.providers.all()],
        verdicts={Meaning(verdict.meaning): from_row(schema.Verdict, verdict) for verdict in guide.verdicts.all()},
        sections=[from_row(schema.Section, section) for section in guide.sections.all()],
        questions=[from_row(schema.Question, question) for question in guide.questions.all()],
        sources=[source.slug for source in guide.sources.all()],
        changes=[from_row(schema.Change, change) for change in guide.changes.all()],
    )
    part.translations = {
        state.language: state.state
        for state in guide.translation_states.all()
        if state.state != TranslationState.State.MISSING or part.is_written_in(state.language)
    }
    return part
