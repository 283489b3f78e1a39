"""What a guide's page shows beside the guide's own row, in one language, read with a single query.

Rows of the models would bring all languages along and cost a query for every table, which is most of what a page takes
to make. So each table gives the columns of the one language, all in the same shape, and small objects are made of them.
"""

import datetime
from collections import defaultdict
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Case, CharField, DateTimeField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from modeltranslation.manager import MultilingualQuerySet

from guides import models
from guides.languages import Language
from guides.models.guides import guide_url
from guides.prepared import Parameter, Prepared
from guides.vocabulary import Meaning, Need, label_of

NONE = Value("", CharField())
ZERO = Value(0, IntegerField())


class Section(NamedTuple):
    position: int
    anchor: str
    kind: str
    heading: str
    body: str


class Question(NamedTuple):
    position: int
    anchor: str
    question: str
    answer: str


class Verdict(NamedTuple):
    meaning: str
    need: str
    reason: str

    def get_meaning_display(self) -> str:
        return label_of(Meaning, self.meaning)

    def get_need_display(self) -> str:
        return label_of(Need, self.need)


class Change(NamedTuple):
    date: datetime.date
    pk: int
    significance: str
    text: str


class Neighbour(NamedTuple):
    """A guide as a link."""

    title: str
    url: str
    country: str  # its name; empty for a general guide


class _Row(NamedTuple):
    """Of any of the tables; what a column holds depends on the table."""

    table: str
    pk: int
    number: int
    key: str
    kind: str
    title: str
    text: str
    more: str


class Parts:
    """Everything is read at once, with the first attribute that is asked for."""

    def __init__(self, guide: models.Guide, language: Language) -> None:
        self.guide = guide
        self.language = language

    @cached_property
    def sections(self) -> list[Section]:
        return sorted(Section(row.number, row.key, row.kind, row.title, row.text) for row in self._rows["section"])

    @cached_property
    def questions(self) -> list[Question]:
        return sorted(Question(row.number, row.key, row.title, row.text) for row in self._rows["question"])

    @cached_property
    def verdicts(self) -> list[Verdict]:
        found = [Verdict(row.key, row.kind, row.text) for row in self._rows["verdict"]]
        return sorted(found, key=lambda each: Meaning.values.index(each.meaning))

    @cached_property
    def changes(self) -> list[Change]:
        """Newest first, those that are told in this language."""
        rows = (row for row in self._rows["change"] if row.text)
        found = (Change(datetime.date.fromisoformat(row.key), row.pk, row.kind, row.text) for row in rows)
        return sorted(found, reverse=True)

    @cached_property
    def translation(self) -> str:
        """The state of this language's text; empty for the language it was written in first."""
        return next((row.kind for row in self._rows["translation"]), "")

    @cached_property
    def contact_links(self) -> list[models.ContactLink]:
        found = [
            models.ContactLink(
                pk=row.pk,
                position=row.number,
                place=row.key,
                sponsored=bool(row.kind),
                address=row.text,
                image=row.more,
                **{f"label_{self.language.suffix}": row.title},
            )
            for row in self._rows["contact"]
            if row.title
        ]
        return sorted(found, key=attrgetter("position", "pk"))

    @cached_property
    def neighbours(self) -> tuple[Neighbour | None, Neighbour | None]:
        """The guides before and after this one among those of its country, which the general guides follow."""
        order = sorted(self._rows["neighbour"], key=lambda row: (not row.kind, row.number, row.key))
        place = (not self.guide.country_id, self.guide.position, self.guide.slug)
        before = [row for row in order if (not row.kind, row.number, row.key) < place]
        after = [row for row in order if (not row.kind, row.number, row.key) > place]
        return self._neighbour(before[-1:]), self._neighbour(after[:1])

    def _neighbour(self, rows: list[_Row]) -> Neighbour | None:
        for row in rows:
            country = self.guide.country if row.kind else None
            url = guide_url("guide", country.slug if country else "", row.key)
            return Neighbour(row.title, url, country.label if country else "")
        return None

    @cached_property
    def _rows(self) -> dict[str, list[_Row]]:
        found = defaultdict(list)
        guide, country = self.guide.pk, self.guide.country_id
        for values in _ROWS.rows(self.language, bool(country), guide=guide, country=country, now=timezone.now()):
            row = _Row(*(value if value is not None else "" for value in values))
            found[row.table].append(row)
        return found


def _tables(language: Language, has_country: bool) -> QuerySet:
    """All in one; each by name, then what number, key, kind, title, text and more are in it."""
    suffix, own = language.suffix, Q(guide=Parameter("guide", IntegerField()))
    text, day = f"text_{suffix}", Cast("date", CharField())
    sponsored = Case(When(sponsored=True, then=Value("sponsored")), default=NONE)
    of_country = Case(When(country=None, then=NONE), default=Value("country"))
    shelf = Q(country=None) | Q(country=Parameter("country", IntegerField())) if has_country else Q(country=None)
    guides = models.Guide.objects.published(Parameter("now", DateTimeField())).complete_in(language)
    tables = (
        _table(
            "section",
            models.Section.objects.filter(own),
            "position",
            "anchor",
            "kind",
            f"heading_{suffix}",
            f"body_{suffix}",
        ),
        _table(
            "question",
            models.Question.objects.filter(own),
            "position",
            "anchor",
            NONE,
            f"question_{suffix}",
            f"answer_{suffix}",
        ),
        _table("verdict", models.Verdict.objects.filter(own), ZERO, "meaning", "need", NONE, f"reason_{suffix}"),
        _table("change", models.ChangeNote.objects.filter(own), ZERO, day, "significance", NONE, text),
        _table(
            "translation",
            models.TranslationState.objects.filter(own, language=language.code),
            ZERO,
            NONE,
            "state",
        ),
        _table(
            "contact",
            models.ContactLink.objects.all(),
            "position",
            "place",
            sponsored,
            f"label_{suffix}",
            "address",
            "image",
        ),
        _table("neighbour", guides.filter(shelf), "position", "slug", of_country, f"title_{suffix}"),
    )
    first, *others = tables
    return first.union(*others, all=True)


def _table(name: str, rows: QuerySet, *columns: object) -> QuerySet:
    """The rows in the shape of _Row. columns: from its number on; those that are left out are empty."""
    if isinstance(rows, MultilingualQuerySet):  # columns are named by language already, and their order matters
        rows = rows.rewrite(False)
    padding = [NONE] * (len(_Row._fields) - 2 - len(columns))
    return rows.order_by().values_list(Value(name, CharField()), "pk", *columns, *padding)


_ROWS = Prepared(_tables)
