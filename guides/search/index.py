"""The one definition of the index, and what keeps it true: `refresh` inside the transaction of every change.

Each document's words are stored once per rank at which they count, and carry a letter for that rank and the language.
A rank holds the words of the ranks above it too. So one list of the database's index answers "which documents of this
language hold the word in title or short answer", already in the order in which they are shown: nothing is scored, and
a word that stands in every guide costs no more than a rare one.
"""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Count

from guides import names
from guides.languages import LANGUAGES, Language
from guides.models import (
    Country,
    Guide,
    Provider,
    Question,
    SearchDocument,
    Section,
    SupportChannel,
    Verdict,
    completeness,
)

from .documents import KINDS, Document, documents_of, page_name
from .words import LONGEST, words

DEFINITION = 1  # raise it when what is stored changes its meaning: every index made before is then made anew
RANKS = ("name", "beginning", "title", "short", "heading", "body")
MOST_WORDS = 20_000  # of a document at a rank; PostgreSQL refuses a document of more than a megabyte
BATCH = 100  # pages


def marked(word: str, language: Language, rank: str) -> str:
    """The word as it is stored for a language and rank."""
    return chr(ord("a") + LANGUAGES.index(language) * len(RANKS) + RANKS.index(rank)) + word


@transaction.atomic
def refresh(pages: Iterable[str]) -> None:
    """Make the index say what the database says about these pages now. Writes only what differs."""
    pages = list(dict.fromkeys(pages))
    for start in range(0, len(pages), BATCH):
        _refresh(pages[start : start + BATCH])


def pages_of(item: object) -> list[str]:
    """The pages whose words depend on a row of the database."""
    if isinstance(item, Guide):
        return [page_name("guide", item.pk)]
    if isinstance(item, Section | Question | Verdict):
        return [page_name("guide", item.guide_id)]
    if isinstance(item, Provider):
        return [page_name("provider", item.pk)]
    if isinstance(item, SupportChannel):
        return [page_name("provider", item.provider_id)]
    if isinstance(item, Country):
        guides = Guide.objects.filter(country=item.pk).values_list("pk", flat=True)
        providers = Provider.objects.filter(country=item.pk).values_list("pk", flat=True)
        of_guides = [page_name("guide", pk) for pk in guides.order_by()]
        return [page_name("country", item.pk), *of_guides, *(page_name("provider", pk) for pk in providers.order_by())]
    return []


def rebuild() -> Iterator[tuple[int, int]]:
    """Make the whole index anew, batch by batch: yields (pages done, pages in all)."""
    completeness.judge()
    pages = [
        page_name(kind, pk)
        for kind, model in (("country", Country), ("provider", Provider), ("guide", Guide))
        for pk in model.objects.order_by("pk").values_list("pk", flat=True)
    ]
    stale = SearchDocument.objects.order_by().values_list("page", flat=True).distinct()
    pages += sorted(set(stale) - set(pages))
    for start in range(0, len(pages), BATCH):
        refresh(pages[start : start + BATCH])
        yield min(start + BATCH, len(pages)), len(pages)
    _tidy()


def faults() -> list[str]:
    """What a cheap look finds wrong with the index: nothing if it is complete. `manage.py reindex` repairs it."""
    found = [f"guides of unknown completeness: {wrong}"] if (wrong := completeness.misjudged()) else []
    if SearchDocument.objects.exclude(definition=DEFINITION).exists():
        found.append("made by an older release")
    rows = SearchDocument.objects.order_by().values_list("kind", "language").annotate(count=Count("pk"))
    stored = {(kind, code): count for kind, code, count in rows}
    for language in LANGUAGES:
        guides = Guide.objects.filter(status=Guide.Status.PUBLISHED).complete_in(language).order_by()
        expected = {
            "guide": guides,
            "question": Question.objects.filter(guide__in=guides),
            "country": Country.objects.complete_in(language),
            "provider": Provider.objects.complete_in(language),
        }
        for kind, there in expected.items():
            count, indexed = there.count(), stored.get((kind, language.code), 0)
            if count != indexed:
                found.append(f"{kind}, {language.code}: {indexed} of {count}")
    return found


def read_place(place: int) -> tuple[str, int]:
    """(kind, primary key) of what a document's number stands for."""
    return list(KINDS)[place >> 50], place & ((1 << 36) - 1)


def _refresh(pages: list[str]) -> None:
    rows = {row.pk: row for row in map(_row, documents_of(pages))}
    old = SearchDocument.objects.filter(page__in=pages).values_list("pk", "words", "visible_from", "definition")
    stored = {pk: rest for pk, *rest in old}
    same = {pk for pk, row in rows.items() if stored.get(pk) == [row.words, row.visible_from, DEFINITION]}
    SearchDocument.objects.filter(pk__in=stored.keys() - same).delete()
    # In their order: SQLite's full-text table writes out what it has gathered whenever a number is less than the last.
    SearchDocument.objects.bulk_create([rows[pk] for pk in sorted(rows.keys() - same)], batch_size=BATCH)


def _row(document: Document) -> SearchDocument:
    return SearchDocument(
        pk=_place(document),
        page=document.page,
        kind=document.kind,
        object_id=document.object_id,
        language=document.language.code,
        visible_from=document.visible_from,
        definition=DEFINITION,
        words=_stored_words(document),
    )


def _place(document: Document) -> int:
    """Guides before countries, providers and questions, short titles before long ones: a number that sorts so."""
    kind, language = list(KINDS).index(document.kind), LANGUAGES.index(document.language)
    length = min(len(names.key(document.title)), 1023)
    return ((kind * 1024 + length) * 16 + language) << 36 | document.object_id


def _stored_words(document: Document) -> str:
    exact = {key for name in (document.title, *document.names) for key in names.spellings(name)}
    begun = {key for name in document.names for key in names.beginnings(name)}
    title = words("\n".join((document.title, *document.names)), single=True) | set(begun)
    place = words("\n".join(document.place)).union(*map(names.beginnings, document.place))
    short = title | place | words(document.short, single=True)
    heading = short | words(document.headings)
    body = heading | words(document.body)
    by_rank = zip(RANKS, (exact | set(document.numbers), begun, title, short, heading, body), strict=True)
    return " ".join(_marked(ranked, marked("", document.language, rank)) for rank, ranked in by_rank if ranked)


def _marked(ranked: set[str], mark: str) -> str:
    found = sorted(ranked)[:MOST_WORDS]
    if max(map(len, found)) > LONGEST:
        found = [word[:LONGEST] for word in found]
    return mark + f" {mark}".join(found)


def _tidy() -> None:
    """What the database itself does better once than after every row."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO guides_searchwords(guides_searchwords) VALUES ('rebuild')")
            cursor.execute("INSERT INTO guides_searchwords(guides_searchwords) VALUES ('optimize')")
            cursor.execute("ANALYZE")
        else:
            cursor.execute("ANALYZE guides_searchdocument")
