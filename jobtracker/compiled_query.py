"""Caches the SQL the ORM compiles, because compiling costs more than running it.

For frequent queries that differ from call to call in their values alone.
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
"""Lists are padded to a multiple of this length, so that few statements serve all lengths."""


class _Mark(NamedTuple):
    """A placeholder in the parameters for the value with this number."""

    number: int


class _Statement(NamedTuple):
    """The SQL text, its parameters, and the converters of each column."""

    text: str
    values: tuple[Any, ...]
    readers: tuple[tuple[int, list[Callable[..., Any]], Any], ...]


class CompiledQuery(Generic[Row]):
    """A query of tuples whose parameters are only ints, lists of ints and datetimes.

    ``write`` builds the query from these values with ``values_list``. It is called once per process
    and once more for each new length of a list.
    """

    def __init__(self, write: "Callable[..., QuerySet[Any, Row]]") -> None:
        self._write = write
        self._statements: dict[tuple[int, ...], _Statement] = {}

    def __call__(self, *values: Value | Sequence[int]) -> list[Row]:
        """Return the rows for these values; a list of ints may be used with ``__in``.

        Raises ValueError, at the first call, if a value does not reach the database unchanged.
        """
        padded = [_padded(value) for value in values]
        shape = tuple(len(each) if isinstance(each, list) else -1 for each in padded)
        text, places, readers = self._statements.get(shape) or self._compile(shape, padded)
        adapted = [_adapted(value) for value in _flat(padded)]
        with connection.cursor() as cursor:
            cursor.execute(text, [adapted[p.number] if isinstance(p, _Mark) else p for p in places])
            rows = cursor.fetchall()
        return list(_read(rows, readers)) if readers else rows

    def _compile(self, shape: tuple[int, ...], values: list[Value | list[int]]) -> _Statement:
        stand_ins = list(_stand_ins(values))
        marks = {_adapted(each): _Mark(number) for number, each in enumerate(_flat(stand_ins))}
        compiler = self._write(*stand_ins).query.get_compiler(connection=connection)
        text, parameters = compiler.as_sql()
        places = tuple(marks.get(each, each) for each in parameters)
        if not set(marks.values()) <= set(places):
            raise ValueError("a value of this query does not reach the database unchanged")
        converters = compiler.get_converters([column for column, _sql, _name in compiler.select])
        readers = tuple((at, *converters[at]) for at in converters)
        statement = self._statements[shape] = _Statement(text, places, readers)
        return statement


def _padded(value: Value | Sequence[int]) -> Value | list[int]:
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
    """Yield values of the same types that no query contains by chance."""
    numbers = count()
    for value in values:
        if isinstance(value, list):
            yield [-(10**15) - next(numbers) for _ in value]
        elif isinstance(value, datetime):
            yield datetime(1, 2, 3, 4, 5, 6, next(numbers), tzinfo=UTC)
        else:
            yield -(10**15) - next(numbers)


def _adapted(value: Value) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _read(rows: list[Any], readers: Any) -> Iterator[Any]:
    for row in map(list, rows):
        for at, steps, column in readers:
            for step in steps:
                row[at] = step(row[at], column, connection)
        yield tuple(row)
