"""What an editor should mend in the facts: overdue, without a source, or contradicting one another."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import phonenumbers

from guides.models import Fact, Provider, SupportChannel
from guides.vocabulary import Topic

from .contacts import DIALLED

NEVER_SHARED = DIALLED - {SupportChannel.Kind.SHORT_CODE, SupportChannel.Kind.USSD}


@dataclass(frozen=True)
class EvidenceFault:
    kind: str  # overdue, unsourced, contradictory
    place: str  # provider or country slug, and what of it
    problem: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.problem}"


def evidence_faults(today: datetime.date | None = None) -> list[EvidenceFault]:
    """Every fault of every fact and channel. Short codes repeat from country to country and are no contradiction."""
    facts = Fact.objects.select_related("provider", "country", "source")
    channels = SupportChannel.objects.select_related("provider__country", "source")
    return [
        *_overdue(facts.overdue(today)),
        *_overdue(channels.overdue(today)),
        *_unsourced([*facts.filter(source=None), *channels.filter(source=None)]),
        *_shared_numbers(channels),
        *_backward_lifecycles(facts.filter(provider__isnull=False)),
        *_contradicting_answers(facts.filter(provider__isnull=False)),
    ]


def _place(item: Fact | SupportChannel) -> str:
    owner = item.provider or item.country
    what = f"{item.topic} ({item.billing})" if isinstance(item, Fact) else f"{item.kind} {item.value}"
    return f"{owner.slug} {what}"


def _overdue(items: Iterable[Fact | SupportChannel]) -> Iterator[EvidenceFault]:
    for item in items:
        yield EvidenceFault("overdue", _place(item), f"was due on {item.due_on}")


def _unsourced(items: Iterable[Fact | SupportChannel]) -> Iterator[EvidenceFault]:
    for item in items:
        yield EvidenceFault("unsourced", _place(item), "has no source, so readers do not see it")


def _shared_numbers(channels: Iterable[SupportChannel]) -> Iterator[EvidenceFault]:
    """A number that two providers share is probably copied wrongly from one to the other."""
    holders: dict[str, set[Provider]] = defaultdict(set)
    for channel in channels:
        if channel.kind in NEVER_SHARED:
            holders[_number(channel)].add(channel.provider)
    for number, providers in holders.items():
        if len({provider.website or provider.slug for provider in providers}) > 1:
            slugs = ", ".join(sorted(provider.slug for provider in providers))
            yield EvidenceFault(
                "contradictory", number.partition(" ")[0], f"is the number of several providers: {slugs}"
            )


def _number(channel: SupportChannel) -> str:
    """The number as the whole world dials it; what cannot be dialled from everywhere, with its country."""
    country = channel.provider.country
    try:
        number = phonenumbers.parse(channel.value, country.code if country else None)
    except phonenumbers.NumberParseException:
        number = None
    if number and phonenumbers.is_possible_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    digits = "".join(sign for sign in channel.value if sign.isdigit())
    return f"{digits} {country.code if country else ''}"


def _by_line(facts: Iterable[Fact]) -> dict[tuple[str, str], dict[str, Fact]]:
    lines: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        lines[fact.provider.slug, fact.billing][fact.topic] = fact
    return lines


def _backward_lifecycles(facts: Iterable[Fact]) -> Iterator[EvidenceFault]:
    """A number cannot go to somebody else while it is still kept for its first owner."""
    for (slug, billing), known in _by_line(facts).items():
        if Topic.RESOLD_AFTER_DAYS not in known:
            continue
        stages = (Topic.OUTGOING_BLOCKED_DAYS, Topic.ALL_BLOCKED_DAYS, Topic.NUMBER_KEPT_DAYS)
        kept = sum(int(known[topic].value) for topic in stages if topic in known)
        resold = int(known[Topic.RESOLD_AFTER_DAYS].value)
        if resold < kept:
            problem = f"is resold after {resold} days but kept for {kept}"
            yield EvidenceFault("contradictory", f"{slug} lifecycle ({billing})", problem)


def _contradicting_answers(facts: Iterable[Fact]) -> Iterator[EvidenceFault]:
    """Answers that cannot all be true of one line."""
    ways = (Topic.CANCEL_ONLINE, Topic.CANCEL_BY_PHONE, Topic.CANCEL_IN_PERSON)
    for (slug, billing), known in _by_line(facts).items():
        if all(topic in known and known[topic].value == "no" for topic in ways):
            yield EvidenceFault(
                "contradictory", f"{slug} ({billing})", "can be ended neither online, by phone nor in person"
            )
        if _value(known, Topic.CANCEL_FROM_ABROAD) == "no" and _value(known, Topic.CANCEL_ONLINE) == "yes":
            yield EvidenceFault("contradictory", f"{slug} ({billing})", "can be ended online, yet not from abroad")


def _value(known: dict[str, Fact], topic: Topic) -> str:
    return known[topic].value if topic in known else ""
