"""Lookups of what somebody typed, without regard to case and accents, and however long.

SQLite refuses patterns beyond 50,000 bytes.
"""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any, TypeVar
from unicodedata import normalize

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import CharField, Model, Q, QuerySet, TextField, Transform

from jobtracker.reading.names import folded, name_key

M = TypeVar("M", bound=Model)

LONGEST_WORD = 200
"""No longer word is searched for: nothing is found."""
MOST_WORDS = 20
"""Only so many words of a search count."""
FUNCTION = "jobtracker_folded"
CAPITALS = [
    letter
    for letter in (*map(chr, range(0x80, 0x590)), "ẞ")
    if letter != letter.lower() and normalize("NFKD", letter) == letter
]
"""What is no letter of ASCII with marks: a database with the locale C would leave it as it is."""
POSTGRESQL = (
    "normalize(replace(lower(translate("
    "regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'),"
    f" '{''.join(CAPITALS)}ς', '{''.join(map(str.lower, CAPITALS))}σ')), 'ß', 'ss'), NFKC)"
)


@CharField.register_lookup
@TextField.register_lookup
class Folded(Transform):
    """A text as ``folded`` gives it: ``name__folded__contains=folded(word)``."""

    lookup_name = "folded"
    function = FUNCTION

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Fold in the database's own functions, as far as it goes."""
        return super().as_sql(compiler, connection, template=POSTGRESQL, **context)


def add_functions(connection: Any, **kwargs: Any) -> None:
    """Teach a new connection to SQLite how texts are folded."""
    if isinstance(connection, DatabaseWrapper):
        connection.connection.create_function(FUNCTION, 1, _folded, deterministic=True)


def _folded(text: str | None) -> str | None:
    return None if text is None else folded(text)


def with_name(rows: QuerySet[M], name: str) -> QuerySet[M]:
    """The rows of this name, ignoring case and accents; none if no row's can be that long."""
    longest = rows.model._meta.get_field("name").max_length or 0  # type: ignore[union-attr]
    if len(name) > longest:
        return rows.none()
    return rows.filter(name__folded=name_key(name))


def containing(rows: QuerySet[M], columns: Collection[str], text: str) -> QuerySet[M]:
    """The rows in which each word of ``text`` occurs in one of the columns."""
    for word in words_of(text):
        rows = containing_phrase(rows, columns, word)
    return rows


def containing_phrase(rows: QuerySet[M], columns: Collection[str], phrase: str) -> QuerySet[M]:
    """The rows in which ``phrase`` occurs in one of the columns, ignoring case and accents."""
    return rows.filter(occurring(columns, phrase))


def words_of(text: str) -> list[str]:
    """The words of a search, each once."""
    return list(dict.fromkeys(text.split()))[:MOST_WORDS]


def occurring(columns: Collection[str], phrase: str) -> Q:
    """The condition that ``phrase`` occurs in one of the columns."""
    if len(phrase) > LONGEST_WORD:
        return Q(pk__in=[])
    plain = folded(phrase)
    return reduce(or_, (Q(**{f"{each}__folded__contains": plain}) for each in columns))
