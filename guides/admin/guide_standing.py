"""A guide before and after a save: what that means for readers, and whether it may stand."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from guides.languages import LANGUAGES, SOURCE, Language
from guides.models import Guide
from guides.models.translations import guide_texts

from .guide_faults import Fault, cautions, obstacles, stored

Texts = dict[Language, dict[str, str]]


def was_seen(guide: Guide) -> bool:
    """Readers have seen the guide at some time, though perhaps not now."""
    if not guide.pk or guide.published_at is None or guide.published_at > timezone.now():
        return False
    return guide.status == Guide.Status.PUBLISHED or guide.changes.exists()


def texts_of(guide: Guide) -> Texts:
    """Every text of the guide as the database has it."""
    found = Guide.objects.prefetch_related("sections", "questions", "verdicts").get(pk=guide.pk)
    return {language: guide_texts(found, language) for language in LANGUAGES}


def languages_edited(before: Texts, after: Texts) -> list[Language]:
    """Those in which a text changed, in the table's order."""
    return [language for language in LANGUAGES if after[language] != before.get(language)]


@dataclass(frozen=True)
class Standing:
    """What the database has of a guide; of one that is not saved yet, nothing."""

    status: str = ""
    is_visible: bool = False  # readers see it: published, and its moment has come
    was_seen: bool = False
    published_at: datetime.datetime | None = None
    languages: tuple[Language, ...] = ()  # in which it is complete
    texts: Texts = field(default_factory=dict)
    needs: dict[str, str] = field(default_factory=dict)  # of the verdicts, by meaning
    notes: frozenset[tuple[int, Language, str]] = frozenset()
    obstacles: tuple[Fault, ...] = ()
    cautions: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, guide_id: int) -> "Standing":
        guide = stored(guide_id)
        is_published = guide.status == Guide.Status.PUBLISHED
        return cls(
            guide.status,
            is_published and guide.published_at <= timezone.now(),
            was_seen(guide),
            guide.published_at,
            tuple(guide.languages),
            {language: guide_texts(guide, language) for language in LANGUAGES},
            {verdict.meaning: verdict.need for verdict in guide.verdicts.all()},
            frozenset(
                (note.pk, language, text)
                for note in guide.changes.all()
                for language in LANGUAGES
                if (text := getattr(note, f"text_{language.suffix}"))
            ),
            tuple(obstacles(guide)) if is_published else (),
            tuple(cautions(guide)) if is_published else (),
        )

    @property
    def is_published(self) -> bool:
        """Published or scheduled."""
        return self.status == Guide.Status.PUBLISHED


@dataclass(frozen=True)
class Step:
    """A save, from one standing to the next."""

    before: Standing
    after: Standing

    @property
    def publishes(self) -> bool:
        return self.after.is_published and not self.before.is_published

    def untold(self) -> list[Language]:
        """The languages whose readers must be told what changed, and are not."""
        told = {language for _note, language, _text in self.after.notes - self.before.notes}
        return [language for language in self._to_be_told() if language not in told]

    def _to_be_told(self) -> list[Language]:
        if self.publishes and self.before.was_seen:  # nobody knows any more what changed since it was withdrawn
            return [SOURCE]
        if not (self.before.is_visible and self.after.is_published):
            return []
        seen = [language for language in self.before.languages if language in self.after.languages]
        changed = [each for each in languages_edited(self.before.texts, self.after.texts) if each in seen]
        if self.after.needs != self.before.needs:
            changed = changed or seen[:1]
        return changed

    def new_obstacles(self) -> list[Fault]:
        return [fault for fault in self.after.obstacles if self.publishes or fault not in self.before.obstacles]

    def new_cautions(self) -> list[Fault]:
        """Of a guide that readers see already, only that it leaves a language: the rest the to-do list says."""
        found = [fault for fault in self.after.cautions if self.publishes or fault not in self.before.cautions]
        return [fault for fault in found if fault.takes_away] if self.before.is_visible else found
