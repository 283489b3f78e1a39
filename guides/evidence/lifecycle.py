"""What happens if you do nothing, in days."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import pgettext

from guides.models import Fact, Provider
from guides.models.evidence import ShownEvidence
from guides.vocabulary import Topic

STAGES = (Topic.VALIDITY_DAYS, Topic.OUTGOING_BLOCKED_DAYS, Topic.ALL_BLOCKED_DAYS, Topic.NUMBER_KEPT_DAYS)


@dataclass(frozen=True)
class Stage:
    topic: str
    label: str
    start: int  # days from the beginning of the first known stage
    days: int | None  # None: from here on
    fact: Fact

    @property
    def first(self) -> int:
        """The first day of the stage, counted as people do, from 1."""
        return self.start + 1

    @property
    def last(self) -> int:
        return self.start + (self.days or 0)

    @property
    def plain(self) -> "ShownStage":
        note = self.fact.note or ""
        return ShownStage(str(self.topic), self.label, self.first, self.last, bool(self.days), note)


class Bar(NamedTuple):
    """A stage drawn to scale; x and width in thousandths of the whole."""

    topic: str
    x: int
    width: int


class ShownStage(NamedTuple):
    topic: str
    label: str
    first: int
    last: int
    has_end: bool
    note: str


class ShownLifecycle(NamedTuple):
    """What the component of a lifecycle shows, in the active language."""

    provider: str
    bars: tuple[Bar, ...]
    stages: tuple[ShownStage, ...]
    evidence: ShownEvidence | None


@dataclass(frozen=True)
class Lifecycle:
    provider: Provider
    billing: str
    stages: tuple[Stage, ...]

    @property
    def bars(self) -> list[Bar]:
        """To scale in days; a stage without end takes a tenth of the whole, behind the others."""
        end = max(stage.last for stage in self.stages)
        room = 900 if self.stages[-1].days is None else 1000
        bars = []
        for stage in self.stages:
            x = stage.start * room // end
            width = (stage.last * room // end if stage.days else 1000) - x
            bars.append(Bar(stage.topic, x, width))
        return bars

    @property
    def plain(self) -> ShownLifecycle:
        return ShownLifecycle(
            self.provider.name, tuple(self.bars), tuple(each.plain for each in self.stages), self.stages[0].fact.plain
        )


def lifecycle(provider: Provider, facts: Iterable[Fact]) -> Lifecycle | None:
    """The provider's stages in order, for the billing that knows most of them; None if fewer than two are known.

    A stage lasts as long as its fact says. The last, resale, has no end: it begins when its fact says, and its days are
    counted from the end of validity.
    """
    by_billing: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        if fact.topic in (*STAGES, Topic.RESOLD_AFTER_DAYS) and fact.source_id:
            by_billing.setdefault(fact.billing, {})[fact.topic] = fact
    best = max(by_billing.items(), key=lambda item: len(item[1]), default=None)
    if best is None or len(best[1]) < 2:
        return None
    return Lifecycle(provider, best[0], tuple(_stages(best[1])))


def _stages(known: dict[str, Fact]) -> list[Stage]:
    stages, start = [], 0
    for topic in STAGES:
        if fact := known.get(topic):
            stages.append(Stage(topic, _label(topic), start, int(fact.value), fact))
            start += int(fact.value)
    if fact := known.get(Topic.RESOLD_AFTER_DAYS):
        valid = int(known[Topic.VALIDITY_DAYS].value) if Topic.VALIDITY_DAYS in known else 0
        stages.append(Stage(fact.topic, _label(fact.topic), valid + int(fact.value), None, fact))
    return stages


def _label(topic: str) -> str:
    return {
        Topic.VALIDITY_DAYS: pgettext("stage of a line", "Works"),
        Topic.OUTGOING_BLOCKED_DAYS: pgettext("stage of a line", "Incoming only"),
        Topic.ALL_BLOCKED_DAYS: pgettext("stage of a line", "Fully blocked"),
        Topic.NUMBER_KEPT_DAYS: pgettext("stage of a line", "Number kept for you"),
        Topic.RESOLD_AFTER_DAYS: pgettext("stage of a line", "Number may go to somebody else"),
    }[Topic(topic)]
