"""The reader's answers beside the facts that fit them: all that a rule may ask."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guides.evidence.contacts import ContactRow
from guides.models import Country, Fact, Provider
from guides.vocabulary import OF_AN_ENDING, WAYS, Billing, Topic

from .answers import UNKNOWN, Answers


@dataclass(frozen=True)
class Case:
    answers: Answers
    today: datetime.date
    provider: Provider | None = None
    country: Country | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)  # by topic, of lines paid as the reader says
    renewal: Mapping[str, Fact] = field(default_factory=dict)  # by topic, of lines that renew by themselves
    channels: tuple[ContactRow, ...] = ()

    def says(self, topic: Topic, *values: str) -> bool:
        """A fact on the topic is known and has one of the values."""
        return topic in self.facts and self.facts[topic].value in values

    def knows(self, *topics: Topic) -> bool:
        return any(topic in self.facts for topic in topics)

    def days(self, topic: Topic) -> int:
        """0 if the fact is not known."""
        return int(self.facts[topic].value) if topic in self.facts else 0

    @property
    def billing(self) -> str:
        return self.answers.billing

    @property
    def there(self) -> bool:
        """Still in the country of the card, by the reader's word or by the date."""
        departure = self.answers.departure
        return self.answers.where == "abroad" or (
            self.answers.where == UNKNOWN and departure is not None and departure >= self.today
        )

    @property
    def home(self) -> bool:
        departure = self.answers.departure
        return self.answers.where == "home" or (
            self.answers.where == UNKNOWN and departure is not None and departure < self.today
        )

    @property
    def perhaps_gone(self) -> bool:
        """Home, or past the departure that was given."""
        departure = self.answers.departure
        return self.home or (departure is not None and departure < self.today)

    @property
    def is_platform(self) -> bool:
        return self.provider is not None and self.provider.kind == Provider.Kind.PLATFORM

    @property
    def from_anywhere(self) -> bool:
        """A source says that the line can be ended without being in the country."""
        return self.says(Topic.CANCEL_ONLINE, "yes") or self.says(Topic.CANCEL_FROM_ABROAD, "yes")

    @property
    def way_known(self) -> bool:
        return any(self.says(way, "yes", "partly") for way in WAYS)

    @property
    def in_person_only(self) -> bool:
        """A visit is the only way that has a source."""
        others = (way for way in WAYS if way != Topic.CANCEL_IN_PERSON)
        return self.says(Topic.CANCEL_IN_PERSON, "yes") and not any(self.says(way, "yes", "partly") for way in others)


def case_of(
    answers: Answers,
    today: datetime.date,
    provider: Provider | None,
    country: Country | None,
    channels: Iterable[ContactRow] = (),
) -> Case:
    facts, renewal = (_fitting(billing, provider, country) for billing in (answers.billing, Billing.RENEWING))
    return Case(answers, today, provider, country, facts, renewal, tuple(channels))


def _fitting(billing: str, provider: Provider | None, country: Country | None) -> dict[str, Fact]:
    """One sourced fact per topic: the provider's before the country's, those of exactly this billing before "any".

    A country's facts hold for its carriers, so a platform that sells for many countries has none of them.
    """
    owners = [owner for owner in (provider, country) if owner is not None]
    if provider is not None and provider.country_id is None:
        owners = [provider]
    found: dict[str, Fact] = {}
    for owner in owners:
        for fact in _in_turn(billing, [fact for fact in owner.facts.all() if fact.source_id]):
            found.setdefault(fact.topic, fact)
    return found


def _in_turn(billing: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that apply, those that fit best first.

    Some prepaid lines renew by themselves if the reader switched that on (AutoPay): where a source says so, a renewing
    line may be such a prepaid line. How that line is ended says nothing of how its renewal is switched off.
    """
    wanted = [Billing.ANY] if billing == UNKNOWN else [billing, Billing.ANY]
    found = [fact for each in wanted for fact in facts if fact.billing == each]
    if billing == Billing.RENEWING:
        prepaid = [fact for fact in facts if fact.billing == Billing.PREPAID and fact.topic not in OF_AN_ENDING]
        if any(fact.topic == Topic.AUTO_RENEWS and fact.value in ("yes", "optional") for fact in prepaid):
            found += prepaid
    return found
