"""What a guide consists of, written in bulk."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from guides import models
from guides.languages import BY_CODE, TARGETS
from guides.models import TranslationState
from guides.models.translations import texts_of
from guides.vocabulary import Meaning

from . import schema
from .rows import remove, to_row

Pairs = list[tuple[Model, schema.Guide]]
_ANSWERING = (TranslationState.State.MACHINE, TranslationState.State.CURRENT)


def write_parts(pairs: Pairs, sources: Mapping[str, Model], providers: Mapping[str, int]) -> None:
    """Replace all parts of the guides, saved rows paired with what the bundles say about them.

    sources, providers: what the guides refer to, by slug; providers as primary keys.
    """
    guides = [row for row, _part in pairs]
    for model in (models.Verdict, models.Section, models.Question, models.ChangeNote, TranslationState):
        remove(model.objects.filter(guide__in=guides))
    parts = [(row, part, _parts(row, part)) for row, part in pairs]
    for model in (models.Verdict, models.Section, models.Question):
        model.objects.bulk_create(each for _row, _part, made in parts for each in made if isinstance(each, model))
    models.ChangeNote.objects.bulk_create(  # of two on one day the later row is the newer note, which stands first
        to_row(models.ChangeNote, change, guide=row) for row, part in pairs for change in reversed(part.changes)
    )
    _write_relations(pairs, sources, providers)
    _write_states(parts)


def _parts(guide: Model, part: schema.Guide) -> list[models.Verdict | models.Section | models.Question]:
    """In the order in which the database gives them."""
    verdicts = sorted(part.verdicts.items(), key=lambda each: Meaning.values.index(each[0]))
    return [
        *(to_row(models.Verdict, verdict, guide=guide, meaning=meaning) for meaning, verdict in verdicts),
        *(to_row(models.Section, each, guide=guide, position=at) for at, each in enumerate(part.sections, start=1)),
        *(to_row(models.Question, each, guide=guide, position=at) for at, each in enumerate(part.questions, start=1)),
    ]


def _write_relations(pairs: Pairs, sources: Mapping[str, Model], providers: Mapping[str, int]) -> None:
    source_links, provider_links = models.Guide.sources.through, models.Guide.providers.through
    for links in (source_links, provider_links):
        remove(links.objects.filter(guide__in=[row for row, _part in pairs]))
    provider_links.objects.bulk_create(
        provider_links(guide_id=row.pk, provider_id=providers[slug]) for row, part in pairs for slug in part.providers
    )
    source_links.objects.bulk_create(
        source_links(guide_id=row.pk, source_id=sources[slug].pk) for row, part in pairs for slug in part.sources
    )


def _write_states(parts: Iterable[tuple[Model, schema.Guide, list[Model]]]) -> None:
    """A current text answers the source text as it now stands; which one an outdated text answers, no bundle says."""
    states = []
    for row, part, made in parts:
        for language in TARGETS:
            state = TranslationState(guide=row, language=language.code)
            state.state = part.translations.get(language.code, TranslationState.State.MISSING)
            if state.state in _ANSWERING:
                state.answer(texts_of(row, made, BY_CODE[language.source]))
            states.append(state)
    TranslationState.objects.bulk_create(states)
