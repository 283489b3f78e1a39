"""Where the translated texts of a guide stand: the keys of guide_texts, with the rows and columns behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.validators import MaxLengthValidator
from django.db.models import F, Model, Prefetch, QuerySet, TextField

from guides.languages import Language
from guides.models import ChangeNote, Guide, Image, Question, Section, TranslationState
from guides.models.translations import guide_texts

PARTS = ("verdicts", "sections", "questions")


@dataclass(frozen=True)
class Place:
    """One translated text in all its languages."""

    key: str  # section.before.body
    item: Model
    field: str  # body

    def text(self, language: Language) -> str:
        return getattr(self.item, self.column(language)) or ""

    def column(self, language: Language) -> str:
        return f"{self.field}_{language.suffix}"

    @property
    def is_markdown(self) -> bool:
        return isinstance(self.item, Section | Question) and self.field in ("body", "answer")

    @property
    def has_state(self) -> bool:
        """Whether the translation states of its guide cover it."""
        return not isinstance(self.item, ChangeNote | Image)

    @property
    def is_one_line(self) -> bool:
        return not isinstance(self.item._meta.get_field(self.field), TextField)

    @property
    def max_length(self) -> int | None:
        """Characters, None if there is no limit."""
        column = self.item._meta.get_field(self.field)
        limits = [each.limit_value for each in column.validators if isinstance(each, MaxLengthValidator)]
        return min(limits, default=column.max_length)


def with_parts(guides: QuerySet[Guide]) -> QuerySet[Guide]:
    """Fetches everything that this room reads of a guide, in a number of queries that does not grow."""
    states = Prefetch("translation_states", TranslationState.objects.select_related("updated_by"))
    return guides.select_related("country").prefetch_related(*PARTS, "changes", states)


def fresh(guide: Guide) -> Guide:
    """The guide as it is stored now, locked until the transaction ends; whatever the one at hand still remembers."""
    locked = Guide.objects.select_for_update(of=("self",)).get(pk=guide.pk)
    return with_parts(Guide.objects.all()).get(pk=locked.pk)


def places(guide: Guide) -> dict[str, Place]:
    """Every place of the guide, in the order of guide_texts."""
    found = [Place(field, guide, field) for field in ("title", "short_answer", "summary")]
    found += [Place(f"verdict.{each.meaning}.reason", each, "reason") for each in guide.verdicts.all()]
    for part, fields in (("section", ("heading", "body")), ("question", ("question", "answer"))):
        for item in getattr(guide, f"{part}s").all():
            found += [Place(f"{part}.{item.anchor}.{field}", item, field) for field in fields]
    return {place.key: place for place in found}


def note_places(guide: Guide) -> list[Place]:
    """The texts of the guide's change notes, which no translation state covers."""
    return [Place(f"change.{note.date}.text", note, "text") for note in guide.changes.all()]


def write(texts: Iterable[tuple[Place, str]], language: Language) -> None:
    """Set texts in the language and save what they belong to, nothing else of it."""
    for item, of_item in groupby(texts, key=lambda pair: pair[0].item):
        columns = []
        for place, text in of_item:
            columns.append(place.column(language))
            setattr(item, columns[-1], text)
        item.save(update_fields=columns)


def raise_version(guide: Guide) -> None:
    """Texts have changed: an editor's form that was opened before this is refused and shows what changed."""
    Guide.objects.filter(pk=guide.pk).update(version=F("version") + 1)


def tidy(text: str) -> str:
    """As bundles and files for translators hold it: one kind of line end, no blank edges."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def gaps(guide: Guide, source: Language, target: Language) -> list[str]:
    """The places that have text in the source language and none in the target language."""
    answers = guide_texts(guide, target)
    return [key for key, text in guide_texts(guide, source).items() if text and not answers[key]]
