"""Queries whose SQL is written once.

A leaf. Django writes the SQL of a query anew each time, which takes several times as long as the database takes to
answer it, and was nearly half of what a page took to make. What is prepared is an ordinary queryset with parameters in
it. Everything else about it must be the same at any time: a moment or a row that it names stays what it was.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet

SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)  # of lists of values, beyond which each length has SQL of its own


class Parameter(Expression):
    """Stands in a filter where the value of one run goes."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: object, connection: object) -> tuple[str, list["Parameter"]]:
        return "%s", [self]


class Prepared:
    """A query by the arguments of the function that builds it; each of these variants is compiled once per thread.

    build: returns a queryset of rows or of values_list. Its arguments are hashable.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self.build = build
        self._kept = threading.local()  # what is compiled belongs to the connection of its thread

    def rows(self, *variant: object, **values: object) -> list:
        """What the queryset gives with these values for its parameters, read now."""
        kept = self._kept.__dict__.setdefault("queries", {})
        connection = connections[DEFAULT_DB_ALIAS]
        found = kept.get(variant)
        if found is None or found.compiler.connection is not connection:
            found = kept[variant] = _Compiled(self.build(*variant), connection)
        return found.rows(values)


class _Compiled:
    def __init__(self, queryset: QuerySet, connection: Any) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.parameters = compiler.as_sql()
        # What reads rows asks the query for a compiler, and that for its SQL: it gets this one, which knows already.
        queryset.query.get_compiler = lambda *_args, **_options: compiler
        compiler.as_sql = lambda *_args, **_options: (self.sql, self.values)
        converters = compiler.get_converters([each[0] for each in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _expressions: converters
        self.queryset, self.compiler = queryset, compiler
        self.values: tuple = ()

    def rows(self, values: dict[str, object]) -> list:
        self.values = tuple(
            each.output_field.get_db_prep_value(values[each.name], self.compiler.connection)
            if isinstance(each, Parameter)
            else each
            for each in self.parameters
        )
        return list(self.queryset._iterable_class(self.queryset))


def numbered(name: str, count: int, field: Field) -> list[Parameter]:
    """The parameters of `IN (…)`."""
    return [Parameter(f"{name}{number}", field) for number in range(count)]


def listed(name: str, values: Sequence[object]) -> tuple[int, dict[str, object]]:
    """How many parameters `IN (…)` gets for these values, and the value of each by its name.

    The last value is repeated up to one of a few lengths, because the SQL depends on how many there are.
    """
    size = next((size for size in SIZES if size >= len(values)), len(values))
    filled = [*values, *values[-1:] * (size - len(values))]
    return len(filled), {f"{name}{number}": value for number, value in enumerate(filled)}
