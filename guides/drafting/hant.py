"""First versions in Traditional Chinese, converted from Simplified: what would change, and changing it.

A text that a person wrote or read is never touched. Of a guide, gaps are filled, and a text that is still word for word
what the converter made of an older source is converted again; of anything else, only gaps are filled.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from guides import chinese
from guides.languages import BY_CODE, ZH_HANT
from guides.models import Guide, TranslationState

from .beside import places_beside
from .pictures import picture_places
from .places import Place, fresh, note_places, places, raise_version, write
from .states import note_drafts, states_of

SOURCE = BY_CODE[ZH_HANT.source]


@dataclass(frozen=True)
class Change:
    place: Place
    old: str
    new: str

    @property
    def is_too_long(self) -> bool:
        """It would not fit its column, so it is shown but not made: a person must shorten it."""
        return self.place.max_length is not None and len(self.new) > self.place.max_length


def plan(guide: Guide) -> list[Change]:
    """What drafting would change in the guide, its change notes and its pictures. Nothing is written."""
    state = next(each for each in states_of(guide) if each.language == ZH_HANT.code)
    found = [_change(place, state) for place in places(guide).values()]
    found += [_gap(place) for place in (*note_places(guide), *picture_places(guide).values())]
    return [change for change in found if change]


def plan_beside() -> list[Change]:
    """What drafting would change in everything but guides and letters, in a fixed number of queries."""
    return [change for place in places_beside(lacking=ZH_HANT) if (change := _gap(place))]


@transaction.atomic
def apply(guide: Guide, user: AbstractBaseUser | None) -> list[Change]:
    """Make the changes of plan(guide) that fit, as it is stored now, and note them in its state. Returns those made."""
    guide = fresh(guide)
    made = fill(plan(guide))
    drafted = {change.place.key for change in made if change.place.has_state}
    if made:
        raise_version(guide)
    if drafted:
        note_drafts(guide, ZH_HANT, drafted, user)
    return made


@transaction.atomic
def fill(changes: Iterable[Change]) -> list[Change]:
    """Make those of the changes that fit. Returns them."""
    made = [change for change in changes if not change.is_too_long]
    write(((change.place, change.new) for change in made), ZH_HANT)
    return made


def _change(place: Place, state: TranslationState) -> Change | None:
    if not place.text(ZH_HANT):
        return _gap(place)
    then, now = state.source_snapshot.get(place.key), place.text(SOURCE)
    if state.state != TranslationState.State.MACHINE or not then or not now or then == now:
        return None
    old, new = place.text(ZH_HANT), chinese.draft(now)
    return Change(place, old, new) if old == chinese.draft(then) != new else None


def _gap(place: Place) -> Change | None:
    source = place.text(SOURCE)
    return Change(place, "", chinese.draft(source)) if source and not place.text(ZH_HANT) else None
