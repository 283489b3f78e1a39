"""In which languages a guide is complete: judged when it or one of its parts is written, kept in the guide's row."""

from collections.abc import Iterable

from django.db.models import Case, Exists, Model, OuterRef, Q, Value, When

from guides.languages import LANGUAGES, Language

from .guides import Guide, completeness_column
from .localized import has_text, lacks_text
from .parts import Question, Section, Verdict


def guides_of(rows: Iterable[Model]) -> set[int]:
    """The primary keys of the guides whose completeness depends on the rows."""
    rows = list(rows)
    parts = {row.guide_id for row in rows if isinstance(row, Section | Question | Verdict)}
    return parts | {row.pk for row in rows if isinstance(row, Guide) and row.pk}


def judge(guides: Iterable[int] | None = None) -> None:
    """Make the rows of these guides, or of all, say in which languages they are complete."""
    found = Guide.objects.order_by()
    if guides is not None:
        found = found.filter(pk__in=guides)
    found.update(
        **{
            completeness_column(language): Case(When(is_complete(language), then=Value(True)), default=Value(False))
            for language in LANGUAGES
        }
    )


def misjudged() -> int:
    """How many guides' rows say something else than their texts: after fixtures, or writes past this program."""
    wrong = Q()
    for language in LANGUAGES:
        kept = Q(**{completeness_column(language): True})
        wrong |= (is_complete(language) & ~kept) | (kept & ~is_complete(language))
    return Guide.objects.order_by().filter(wrong).count()


def is_complete(language: Language) -> Q:
    """Title, short answer, summary, every section, question and verdict are written in the language."""
    sections = Section.objects.filter(guide=OuterRef("pk")).order_by()
    questions = Question.objects.filter(guide=OuterRef("pk")).order_by()
    verdicts = Verdict.objects.filter(guide=OuterRef("pk")).order_by()
    return (
        has_text(language, "title", "short_answer", "summary")
        & Q(Exists(sections))
        & ~Q(Exists(sections.filter(lacks_text(language, "heading", "body"))))
        & ~Q(Exists(questions.filter(lacks_text(language, "question", "answer"))))
        & ~Q(Exists(verdicts.filter(lacks_text(language, "reason"))))
    )
