from collections.abc import Iterable
from dataclasses import dataclass

from guides.models import Fact, Source
from guides.vocabulary import OF_AN_ENDING, Billing, Difficulty, Meaning, Topic


@dataclass(frozen=True)
class MeaningFacts:
    meaning: Meaning
    facts: tuple[Fact, ...]


def at_a_glance(facts: Iterable[Fact]) -> list[MeaningFacts]:
    """Sourced facts grouped by the meaning of "cancel" they answer, in the order in which a reader should act."""
    order = {topic: position for position, topic in enumerate(Topic.values)}
    shown = sorted((fact for fact in facts if fact.source_id), key=lambda fact: (order[fact.topic], fact.billing))
    groups = [
        MeaningFacts(meaning, tuple(fact for fact in shown if meaning_of(fact) == meaning)) for meaning in Meaning
    ]
    return [group for group in groups if group.facts]


def meaning_of(fact: Fact) -> Meaning:
    """How a renewal is switched off belongs to the renewal, although its topic is that of ending a line."""
    is_renewal = fact.billing == Billing.RENEWING and fact.topic in OF_AN_ENDING
    return Meaning.RENEWAL if is_renewal else Topic(fact.topic).meaning


def sources_of(*evidence: Iterable) -> list[Source]:
    """The distinct sources behind the evidence, official ones first."""
    found = {item.source_id: item.source for items in evidence for item in items if item.source_id}
    return sorted(found.values(), key=lambda source: (not source.official, source.publisher.casefold(), source.slug))


_EASING = {
    (Topic.AUTO_RENEWS, "no"),
    (Topic.CANCEL_ONLINE, "yes"),
    (Topic.CANCEL_FROM_ABROAD, "yes"),
    (Topic.ID_REQUIRED, "none"),
}
_HARDENING = {
    (Topic.AUTO_RENEWS, "yes"),
    (Topic.CANCEL_ONLINE, "no"),
    (Topic.CANCEL_FROM_ABROAD, "no"),
    (Topic.CANCEL_IN_PERSON, "yes"),
}


def difficulty_reasons(difficulty: str, facts: Iterable[Fact]) -> list[Fact]:
    """The sourced facts that make ending a line as easy or as hard as its provider's rating says."""
    telling = _EASING if difficulty == Difficulty.EASY else _HARDENING
    return [
        fact
        for fact in facts
        if fact.source_id
        and (
            (Topic(fact.topic), fact.value) in telling
            or (difficulty != Difficulty.EASY and fact.topic == Topic.NOTICE_DAYS)
        )
    ]
