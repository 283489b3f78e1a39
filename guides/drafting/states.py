"""Translation states, kept true: what a save, a click or a file does to them. The room says what each means."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from guides.diff import html_diff
from guides.languages import BY_CODE, TARGETS, Language
from guides.models import ChangeNote, Guide, TranslationState
from guides.models.translations import guide_texts, hash_texts

from .places import fresh, gaps, with_parts

State = TranslationState.State
Significance = ChangeNote.Significance


class NotWhole(ValueError):  # noqa: N818  it is what the language is
    """A language that lacks texts cannot be confirmed; the message says which, for an editor."""


@dataclass(frozen=True)
class SourceChange:
    """A source text as the translation answered it and as it is now; None where there was or is none."""

    then: str | None
    now: str | None

    @property
    def changed(self) -> bool:
        return (self.then or "") != (self.now or "")

    @property
    def diff(self) -> SafeString:
        return html_diff(self.then or "", self.now or "")


@transaction.atomic
def refresh(guide: Guide, significance: str, edited: Collection[Language], user: AbstractBaseUser | None) -> None:
    """Bring the guide's states up to date after a save with all its parts.

    significance: of the edit of the source text, a value of ChangeNote.Significance. edited: the languages, the source
    among them, in which this save changed a text; one that is merely listed would be taken for reviewed.
    """
    guide = fresh(guide)
    for state in states_of(guide):
        before = _value(state)
        _settle(guide, state, significance, edited)
        target = BY_CODE[state.language]
        _save(state, before, user, touched=target in edited and state.state == State.CURRENT)


@transaction.atomic
def confirm(guide: Guide, language: Language, user: AbstractBaseUser | None) -> None:
    """The whole language answers the present source: somebody has read it. Raises NotWhole."""
    guide = fresh(guide)
    if lacking := gaps(guide, BY_CODE[language.source], language):
        message = ngettext(
            "%(language)s lacks %(count)d text: %(places)s.",
            "%(language)s lacks %(count)d texts: %(places)s.",
            len(lacking),
        )
        raise NotWhole(message % {"language": language.name, "count": len(lacking), "places": ", ".join(lacking)})
    if not any(guide_texts(guide, language).values()):
        raise NotWhole(gettext("There is no text in %(language)s.") % {"language": language.name})
    note_answers(guide, language, places=guide_texts(guide, language), user=user)


def note_answers(
    guide: Guide,
    language: Language,
    *,
    places: Collection[str],
    user: AbstractBaseUser | None,
    rewritten: bool = False,
) -> None:
    """A person has written or read the texts at these places against the present source: current once all are.

    guide: as stored, from places.fresh. rewritten: whether a text changed, which is noted with who and when even if
    the state stays. Of a machine-made language all must be read at once: nothing remembers which were read before.
    """
    state = next(each for each in states_of(guide) if each.language == language.code)
    before = _value(state)
    source = guide_texts(guide, BY_CODE[language.source])
    needed = {key for key, text in source.items() if text}
    known = set() if state.state == State.MACHINE else _answered(state, source)
    if needed <= known.union(places) and not gaps(guide, BY_CODE[language.source], language):
        state.state = State.CURRENT
        state.answer(source)
    elif places:
        state.answer(state.source_snapshot | {key: source[key] for key in places})
    _save(state, before, user, touched=rewritten)


def note_drafts(guide: Guide, language: Language, drafted: Collection[str], user: AbstractBaseUser | None) -> None:
    """A converter has written the texts at these places. guide: as stored, from places.fresh."""
    state = next(each for each in states_of(guide) if each.language == language.code)
    before = _value(state)
    if state.state in (State.MISSING, State.MACHINE):
        source = guide_texts(guide, BY_CODE[language.source])
        state.state = State.MACHINE
        state.answer(state.source_snapshot | {key: source[key] for key in drafted})
    else:
        state.state = State.OUTDATED_MAJOR
        state.answer({key: text for key, text in state.source_snapshot.items() if key not in drafted})
    _save(state, before, user, touched=True)


def source_changes(guide: Guide, language: Language) -> dict[str, SourceChange]:
    """Per place, the source text that the language answers and the stored one, changed or not; the gone are last."""
    guide = with_parts(Guide.objects.all()).get(pk=guide.pk)
    state = next(each for each in states_of(guide) if each.language == language.code)
    now = guide_texts(guide, BY_CODE[language.source])
    return {key: SourceChange(state.source_snapshot.get(key), now.get(key)) for key in {**now, **state.source_snapshot}}


def is_answered(state: TranslationState, key: str, source_text: str) -> bool:
    """Whether a person has written or read the place's text against this source text."""
    return state.state != State.MACHINE and state.source_snapshot.get(key) == source_text


def states_of(guide: Guide) -> list[TranslationState]:
    """One state per target language; one that is not stored yet is missing."""
    stored = {state.language: state for state in guide.translation_states.all()}
    return [stored.get(each.code) or TranslationState(guide=guide, language=each.code) for each in TARGETS]


def _settle(guide: Guide, state: TranslationState, significance: str, edited: Collection[Language]) -> None:
    target = BY_CODE[state.language]
    source_language = BY_CODE[target.source]
    source = guide_texts(guide, source_language)
    is_whole = not gaps(guide, source_language, target)
    if not any(guide_texts(guide, target).values()):
        state.state, state.source_hash, state.source_snapshot = State.MISSING, "", {}
    elif is_whole and target in edited:
        state.state = State.CURRENT
        state.answer(source)
    elif state.state == State.MACHINE:
        pass  # it stays what it is; that its source has changed shows in the snapshot, and it may be drafted again
    elif is_whole and state.source_hash == hash_texts(source):
        state.state = State.CURRENT
    elif state.state == State.MISSING:  # whole without an edit: what it lacked was taken out of the source
        state.state = State.OUTDATED_MINOR if is_whole else State.MISSING
    elif state.state == State.CURRENT and is_whole and significance == Significance.TYPO:
        state.answer(source)
    elif state.state == State.CURRENT or source_language in edited:
        is_major = State.OUTDATED_MAJOR in (state.state, f"outdated_{significance}")
        state.state = State.OUTDATED_MAJOR if is_major else State.OUTDATED_MINOR


def _answered(state: TranslationState, source: dict[str, str]) -> set[str]:
    return {key for key, text in source.items() if is_answered(state, key, text)}


def _value(state: TranslationState) -> tuple:
    return state.pk, state.state, state.source_hash, state.source_snapshot


def _save(state: TranslationState, before: tuple, user: AbstractBaseUser | None, *, touched: bool) -> None:
    """Who and when are noted if the translation was worked on or its state changed, not for a typo in its source."""
    if touched or state.pk is None or state.state != before[1]:
        state.updated_by = user
        state.save()
    elif _value(state) != before:
        state.save(update_fields=["source_hash", "source_snapshot"])
