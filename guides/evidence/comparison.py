"""The providers of a country side by side, on the facts that decide what a reader has to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from guides.models import Fact, Provider
from guides.vocabulary import Topic

from .lifecycle import Lifecycle, lifecycle

COMPARED = (Topic.AUTO_RENEWS, Topic.CANCEL_FROM_ABROAD, Topic.BALANCE_REFUNDABLE)
# Hardly any source speaks of "from abroad"; the way by which a line is ended tells as much of where to be.
WAYS = (Topic.CANCEL_ONLINE, Topic.CANCEL_BY_PHONE, Topic.CANCEL_IN_PERSON)


@dataclass(frozen=True)
class Row:
    provider: Provider
    facts: tuple[tuple[Topic, tuple[Fact, ...]], ...]  # per compared topic, one fact per billing of which one is known
    lifecycle: Lifecycle | None


def comparison(providers: Iterable[Provider]) -> list[Row]:
    """One row per provider of which any compared fact is known; call with facts and sources prefetched."""
    rows = [Row(provider, _compared(provider), lifecycle(provider, provider.facts.all())) for provider in providers]
    return [row for row in rows if row.lifecycle or any(facts for _topic, facts in row.facts)]


def _compared(provider: Provider) -> tuple[tuple[Topic, tuple[Fact, ...]], ...]:
    known = [fact for fact in provider.facts.all() if fact.source_id]
    return tuple(
        (topic, tuple(_from_abroad(known) if topic == Topic.CANCEL_FROM_ABROAD else _on(topic, known)))
        for topic in COMPARED
    )


def _on(topic: Topic, known: list[Fact]) -> list[Fact]:
    return [fact for fact in known if fact.topic == topic]


def _from_abroad(known: list[Fact]) -> list[Fact]:
    """What is said of it; for a billing of which nothing is, the first way that works, or else the first known."""
    found = {fact.billing: fact for fact in _on(Topic.CANCEL_FROM_ABROAD, known)}
    ways = [fact for way in WAYS for fact in _on(way, known)]
    for fact in sorted(ways, key=lambda fact: fact.value == "no"):
        found.setdefault(fact.billing, fact)
    return sorted(found.values(), key=lambda fact: fact.billing)
