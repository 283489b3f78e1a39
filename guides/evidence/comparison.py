"""The providers of a country side by side, on the facts that decide what a reader has to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from guides.models import Fact, Provider
from guides.vocabulary import Topic

from .lifecycle import Lifecycle, lifecycle

COMPARED = (Topic.AUTO_RENEWS, Topic.CANCEL_FROM_ABROAD, Topic.BALANCE_REFUNDABLE)


@dataclass(frozen=True)
class Row:
    provider: Provider
    facts: tuple[tuple[Topic, tuple[Fact, ...]], ...]  # per compared topic, one fact per billing that is known
    lifecycle: Lifecycle | None


def comparison(providers: Iterable[Provider]) -> list[Row]:
    """One row per provider of which any compared fact is known; call with facts and sources prefetched."""
    rows = [Row(provider, _compared(provider), lifecycle(provider, provider.facts.all())) for provider in providers]
    return [row for row in rows if row.lifecycle or any(facts for _topic, facts in row.facts)]


def _compared(provider: Provider) -> tuple[tuple[Topic, tuple[Fact, ...]], ...]:
    known = [fact for fact in provider.facts.all() if fact.source_id]
    return tuple((topic, tuple(fact for fact in known if fact.topic == topic)) for topic in COMPARED)
