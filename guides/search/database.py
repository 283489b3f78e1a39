"""The index as each database is asked: documents in their order, and how many there are."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.utils import timezone

from .query import All, Expression, Some, Without, Word

# Documents of scheduled guides are in the index already: those that wait are few, and left out of what is found.
_FIRST = """
    SELECT rowid FROM guides_searchwords
    WHERE guides_searchwords MATCH %s
    AND rowid NOT IN (SELECT id FROM guides_searchdocument WHERE visible_from > %s)
    ORDER BY rowid LIMIT %s
"""
_COUNT = {
    "sqlite": """
        (SELECT count(*) FROM (
            SELECT 1 FROM guides_searchwords
            WHERE guides_searchwords MATCH %s
            AND rowid NOT IN (SELECT id FROM guides_searchdocument WHERE visible_from > %s)
            LIMIT %s
        ) AS fit)
    """,
    "postgresql": "guides_search_count(CAST(%s AS tsquery), %s, %s)",
}


def first(ranked: Iterable[Expression], count: int) -> list[int]:
    """The places of the first documents that fit: all that fit the first expression, then the next, until enough."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            wanted = list(map(written, ranked))
            sql = "SELECT guides_search_first(CAST(%s AS tsquery[]), %s, %s)"
            cursor.execute(sql, [wanted, timezone.now(), count])
            return [place for (place,) in cursor.fetchall()]
        found: list[int] = []
        for each in ranked:
            cursor.execute(_FIRST, [written(each), timezone.now(), count - len(found)])
            found += [place for (place,) in cursor.fetchall()]
            if len(found) >= count:
                break
        return found


def counts(wanted: Sequence[Expression], most: int) -> list[int]:
    """How many documents fit each of the expressions; counted no further than to the most."""
    if not wanted:
        return []
    now = timezone.now()
    values = [value for each in wanted for value in (written(each), now, most)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join([_COUNT[connection.vendor]] * len(wanted)), values)
        return list(cursor.fetchone())


def written(wanted: Expression) -> str:
    """The expression in the database's own language. Words are letters and digits, so quoting them is enough."""
    return _fts5(wanted) if connection.vendor == "sqlite" else _tsquery(wanted)


def _fts5(wanted: Expression) -> str:
    match wanted:
        case Word(text, is_beginning):
            return f'"{text}" *' if is_beginning else f'"{text}"'
        case All(of):
            return f"({' AND '.join(map(_fts5, of))})"
        case Some(of):
            return f"({' OR '.join(map(_fts5, of))})"
        case Without(holds, left_out):
            return f"({_fts5(holds)} NOT {_fts5(left_out)})"


def _tsquery(wanted: Expression) -> str:
    match wanted:
        case Word(text, is_beginning):
            return f"'{text}':*" if is_beginning else f"'{text}'"
        case All(of):
            return f"({' & '.join(map(_tsquery, of))})"
        case Some(of):
            return f"({' | '.join(map(_tsquery, of))})"
        case Without(holds, left_out):
            return f"({_tsquery(holds)} & !{_tsquery(left_out)})"
