"""Queries whose text is written once: it takes the ORM longer than the database takes to answer.

For pages that are asked for often. What differs from one visit to the next are values alone.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count, repeat
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import QuerySet

Row = TypeVar("Row", bound=tuple[Any, ...])
Value = int | datetime
STEP = 8
"""A list of values is filled up to a multiple of this: so a few texts serve all lengths."""


class _Mark(NamedTuple):
    """Stands in the text for the value of this number."""

    number: int


class _Statement(NamedTuple):
    """``text`` as the database takes it, what goes into it, and how each column is read."""

    text: str
    values: tuple[Any, ...]
    readers: tuple[tuple[int, list[Callable[..., Any]], Any], ...]


class CompiledQuery(Generic[Row]):
    """A query of plain rows that differs from call to call in whole numbers and instants alone.

    ``write`` makes it of these values, by ``values_list``; it is called once a process, or once for
    each length of the lists that are among them.
    """

    def __init__(self, write: "Callable[..., QuerySet[Any, Row]]") -> None:
        self._write = write
        self._statements: dict[tuple[int, ...], _Statement] = {}

    def __call__(self, *values: Value | Sequence[int]) -> list[Row]:
        """The rows for these values; a list of numbers may be looked up as one (``__in``).

        Raises ValueError, at the first call, where a value does not reach the database as it is.
        """
        filled = [_filled(value) for value in values]
        shape = tuple(len(each) if isinstance(each, list) else -1 for each in filled)
        text, places, readers = self._statements.get(shape) or self._written(shape, filled)
        given = [_sent(value) for value in _flat(filled)]
        with connection.cursor() as cursor:
            cursor.execute(text, [given[p.number] if isinstance(p, _Mark) else p for p in places])
            rows = cursor.fetchall()
        return list(_read(rows, readers)) if readers else rows

    def _written(self, shape: tuple[int, ...], values: list[Value | list[int]]) -> _Statement:
        stand_ins = list(_stand_ins(values))
        marks = {_sent(each): _Mark(number) for number, each in enumerate(_flat(stand_ins))}
        compiler = self._write(*stand_ins).query.get_compiler(connection=connection)
        text, parameters = compiler.as_sql()
        places = tuple(marks.get(each, each) for each in parameters)
        if not set(marks.values()) <= set(places):
            raise ValueError("a value of this query does not reach the database as it is")
        found = compiler.get_converters([column for column, _sql, _name in compiler.select])
        readers = tuple((at, *found[at]) for at in found)
        statement = self._statements[shape] = _Statement(text, places, readers)
        return statement


def _filled(value: Value | Sequence[int]) -> Value | list[int]:
    if isinstance(value, int | datetime):
        return value
    return [*value, *repeat(value[-1], -len(value) % STEP)] if value else []


def _flat(values: list[Value | list[int]]) -> Iterator[Value]:
    for value in values:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _stand_ins(values: list[Value | list[int]]) -> Iterator[Value | list[int]]:
    """Values like these that no query holds by chance."""
    numbers = count()
    for value in values:
        if isinstance(value, list):
            yield [-(10**15) - next(numbers) for _ in value]
        elif isinstance(value, datetime):
            yield datetime(1, 2, 3, 4, 5, 6, next(numbers), tzinfo=UTC)
        else:
            yield -(10**15) - next(numbers)


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
