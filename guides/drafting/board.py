"""What every guide's languages are in, at a glance: for the status board, the to-do list and the list's filters."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from guides.languages import TARGETS, Language
from guides.models import Guide, TranslationState

State = TranslationState.State

# What the list of guides is filtered by.
GROUPS = {
    "missing": (State.MISSING,),
    "machine": (State.MACHINE,),
    "outdated": (State.OUTDATED_MINOR, State.OUTDATED_MAJOR),
    "current": (State.CURRENT,),
}


@dataclass(frozen=True)
class Cell:
    language: Language
    state: State
    exists: bool  # whether the guide is complete in the language: outdated may mean that it has gaps
    updated_at: datetime.datetime | None = None
    updated_by: AbstractBaseUser | None = None


@dataclass(frozen=True)
class Row:
    guide: Guide
    cells: tuple[Cell, ...]  # in the order of TARGETS


@dataclass(frozen=True)
class Total:
    language: Language
    state: State
    count: int


@dataclass(frozen=True)
class Board:
    rows: list[Row]
    totals: list[Total]  # every language with every state, also those that are 0


def board(guides: QuerySet[Guide] | None = None) -> Board:
    """The states of the guides, of all if none are given, in their order: two queries."""
    guides = Guide.objects.in_reading_order() if guides is None else guides
    states = TranslationState.objects.defer("source_snapshot").select_related("updated_by")
    found = guides.select_related("country").prefetch_related(Prefetch("translation_states", states))
    rows = [Row(guide, tuple(_cell(guide, language) for language in TARGETS)) for guide in found]
    counts = Counter((cell.language, cell.state) for row in rows for cell in row.cells)
    return Board(rows, [Total(each, state, counts[each, state]) for each in TARGETS for state in State])


def in_state(
    guides: QuerySet[Guide], wanted: Collection[State], languages: Collection[Language] = TARGETS
) -> QuerySet[Guide]:
    """The guides of which at least one of the languages is in a wanted state, one of GROUPS for instance."""
    condition = Q()
    for language in languages:
        states = TranslationState.objects.filter(guide=OuterRef("pk"), language=language.code)
        condition |= Q(Exists(states.filter(state__in=wanted)))
        if State.MISSING in wanted:
            condition |= ~Q(Exists(states))
    return guides.filter(condition)


def _cell(guide: Guide, language: Language) -> Cell:
    state = next((each for each in guide.translation_states.all() if each.language == language.code), None)
    exists = language in guide.languages
    if state is None:
        return Cell(language, State.MISSING, exists)
    return Cell(language, State(state.state), exists, state.updated_at, state.updated_by)
