"""Queries whose text is written once: it takes the ORM longer than the database takes to answer.

For pages that are asked for often. What differs from one visit to the next are values alone.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import QuerySet

Row = TypeVar("Row", bound=tuple[Any, ...])
Value = int | datetime


class _Mark(NamedTuple):
    """Stands in the text for the value of this number."""

    number: int


class _Statement(NamedTuple):
    """``text`` as the database takes it, what goes into it, and how each column is read."""

    text: str
    values: tuple[Any, ...]
    readers: tuple[tuple[int, list[Callable[..., Any]], Any], ...]


class Prepared(Generic[Row]):
    """A query of plain rows that differs from call to call in whole numbers and instants alone.

    ``write`` makes it of these values, by ``values_list``; it is called once a process.
    """

    def __init__(self, write: "Callable[..., QuerySet[Any, Row]]") -> None:
        self._write = write
        self._statement: _Statement | None = None

    def __call__(self, *values: Value) -> list[Row]:
        """The rows for these values.

        Raises ValueError, at the first call, where a value does not reach the database as it is.
        """
        text, places, readers = self._statement = self._statement or self._written(values)
        given = [_sent(value) for value in values]
        with connection.cursor() as cursor:
            cursor.execute(text, [given[p.number] if isinstance(p, _Mark) else p for p in places])
            rows = cursor.fetchall()
        return list(_read(rows, readers)) if readers else rows

    def _written(self, values: tuple[Value, ...]) -> _Statement:
        stand_ins = [_stand_in(number, value) for number, value in enumerate(values)]
        marks = {_sent(each): _Mark(number) for number, each in enumerate(stand_ins)}
        compiler = self._write(*stand_ins).query.get_compiler(connection=connection)
        text, parameters = compiler.as_sql()
        places = tuple(marks.get(each, each) for each in parameters)
        if not set(marks.values()) <= set(places):
            raise ValueError("a value of this query does not reach the database as it is")
        columns = [column for column, _sql, _name in compiler.select]
        found = compiler.get_converters(columns)
        return _Statement(text, places, tuple((at, *found[at]) for at in found))


def _stand_in(number: int, value: Value) -> Value:
    """A value like this one that no query holds by chance."""
    if isinstance(value, datetime):
        return datetime(1, 2, 3, 4, 5, 6, number, tzinfo=UTC)
    return -(10**15) - number


def _sent(value: Value) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _read(rows: list[Any], readers: Any) -> Iterator[Any]:
    for row in map(list, rows):
        for at, steps, column in readers:
            for step in steps:
                row[at] = step(row[at], column, connection)
        yield tuple(row)
