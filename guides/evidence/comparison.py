"""The providers of a country side by side, on the facts that decide what a reader has to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from guides.models import Fact, Provider
from guides.vocabulary import Billing, Topic, label_of

from .lifecycle import Lifecycle, Stage, lifecycle

COMPARED = (Topic.AUTO_RENEWS, Topic.CANCEL_FROM_ABROAD, Topic.BALANCE_REFUNDABLE)
# Hardly any source speaks of "from abroad"; the way by which a line is ended tells as much of where to be.
WAYS = (Topic.CANCEL_ONLINE, Topic.CANCEL_BY_PHONE, Topic.CANCEL_IN_PERSON)


class ShownValue(NamedTuple):
    confidence: str
    words: str
    billing: str  # its name, if it does not hold for any


class ShownRow(NamedTuple):
    """A row in the active language."""

    provider: str
    url: str
    cells: tuple[tuple[str, tuple[ShownValue, ...]], ...]  # by topic; what happens if nothing is done has none


@dataclass(frozen=True)
class Row:
    provider: Provider
    facts: tuple[tuple[Topic, tuple[Fact, ...]], ...]  # per compared topic, one fact per billing of which one is known
    lifecycle: Lifecycle | None

    @property
    def plain(self) -> ShownRow:
        stages = self.lifecycle.stages if self.lifecycle else ()
        cells = ((str(topic), tuple(_value(fact, topic) for fact in facts)) for topic, facts in self.facts)
        return ShownRow(
            str(self.provider), self.provider.get_absolute_url(), (*cells, ("", tuple(map(_stage, stages))))
        )


def _value(fact: Fact, column: Topic) -> ShownValue:
    words = f"{label_of(Topic, fact.topic)}: {fact.words}" if column == Topic.CANCEL_FROM_ABROAD else fact.words
    return ShownValue(fact.confidence, words, label_of(Billing, fact.billing) if fact.billing != Billing.ANY else "")


def _stage(stage: Stage) -> ShownValue:
    words = f"{stage.label} · {stage.fact.words}" if stage.days else stage.label
    return ShownValue(stage.fact.confidence, words, "")


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
