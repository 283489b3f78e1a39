"""What a rule is, and how its words are filled."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from babel.dates import format_date
from django.utils.translation import pgettext

from guides import languages
from guides.evidence.contacts import ContactRow
from guides.models import SupportChannel
from guides.vocabulary import Confidence, Meaning, Need, Topic

from . import deadlines
from .case import Case

Kind = SupportChannel.Kind
Reach = SupportChannel.Reach
WRITTEN = frozenset({Kind.APP, Kind.WEB, Kind.CHAT, Kind.EMAIL})
SPOKEN = frozenset({Kind.SHORT_CODE, Kind.PHONE})
ON_PAPER = frozenset({Kind.POST, Kind.FAX})
ALL = WRITTEN | SPOKEN | ON_PAPER | {Kind.STORE}  # USSD codes show balances; none is known that ends a line
CONTACTS = 4  # shown in one step
FROM_HOME = (Reach.ABROAD, Reach.ANYWHERE)

Condition = Callable[[Case], bool]


def always(_case: Case) -> bool:
    return True


def no_contacts(_case: Case) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Say:
    """A text that stands only under a condition. Placeholders: the keys of Words."""

    text: str  # lazily translated
    when: Condition = always


Texts = tuple[str | Say, ...]


@dataclass(frozen=True)
class Rule:
    """One row of the table: what to do, or that nothing is to be done (need: not needed) and why.

    Of the rows with one id the first that applies counts. The facts known of its topics are its evidence.
    """

    id: str  # stable: calendars recognise a step by it
    meaning: Meaning
    need: Need
    applies: Condition
    why: Texts  # the first that applies
    topics: tuple[Topic, ...] = ()
    title: Texts = ()  # the first that applies
    how: Texts = ()  # all that apply
    due: Callable[[Case], deadlines.When] = deadlines.soon
    contacts: Callable[[Case], frozenset[str]] = no_contacts  # kinds of channels that serve
    guide: str = ""  # slug of the general guide that explains it
    of_renewal: bool = False  # its words, day and evidence are those of a line that renews, however the reader pays

    def sees(self, case: Case) -> Case:
        """The case with the facts that the rule is about."""
        return replace(case, facts=case.renewal) if self.of_renewal else case


class Words:
    """What placeholders stand for: provider, country, departure, ends, reassigned, and each known topic's value."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def __getitem__(self, key: str) -> str:
        case = self.case
        match key:
            case "provider":
                return (
                    str(case.provider)
                    if case.provider
                    else pgettext("provider of whom no name is known", "the carrier")
                )
            case "departure" | "ends":
                return in_words(getattr(case.answers, key))
            case "reassigned":
                return in_words(case.answers.ends + case.days(Topic.RESOLD_AFTER_DAYS) * deadlines.DAY)
        return case.facts[key].words


def said(texts: Texts, case: Case) -> list[str]:
    """The texts that apply, filled, in the active language."""
    words = Words(case)
    applying = [each.text if isinstance(each, Say) else each for each in texts if _applies(each, case)]
    return [str(text) % words for text in applying]


def _applies(text: str | Say, case: Case) -> bool:
    return not isinstance(text, Say) or text.when(case)


def in_words(day: datetime.date) -> str:
    """1 December 2026, 2026年12月1日, in the active language."""
    return format_date(day, "long", locale=languages.current().babel)


def reachable(case: Case, kinds: Iterable[str]) -> tuple[ContactRow, ...]:
    """Channels of these kinds that work where the reader is; those made for that place first, then the surest."""
    near = (Reach.OWN_NETWORK, Reach.DOMESTIC, Reach.ANYWHERE, Reach.ABROAD)
    order = FROM_HOME if case.home else near
    rows = [row for row in case.channels if row.channel.kind in kinds and row.channel.reach in order]
    sure = list(Confidence)
    rows.sort(key=lambda row: (order.index(row.channel.reach), sure.index(row.channel.confidence)))
    return tuple(rows[:CONTACTS])
