"""Lookups of what somebody typed, however long: SQLite refuses patterns beyond 50,000 bytes."""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

LONGEST_WORD = 200
"""No longer word is searched for: nothing is found."""
MOST_WORDS = 20
"""Only so many words of a search count."""


def with_name(rows: QuerySet[M], name: str) -> QuerySet[M]:
    """The rows of this name, ignoring case; none if no row can have a name that long."""
    longest = rows.model._meta.get_field("name").max_length or 0  # type: ignore[union-attr]
    return rows.filter(name__iexact=name) if len(name) <= longest else rows.none()


def containing(rows: QuerySet[M], columns: Collection[str], text: str) -> QuerySet[M]:
    """The rows in which each word of ``text`` occurs in one of the columns, ignoring case."""
    for word in list(dict.fromkeys(text.split()))[:MOST_WORDS]:
        rows = containing_phrase(rows, columns, word)
    return rows


def containing_phrase(rows: QuerySet[M], columns: Collection[str], phrase: str) -> QuerySet[M]:
    """The rows in which ``phrase`` occurs in one of the columns, ignoring case."""
    if len(phrase) > LONGEST_WORD:
        return rows.none()
    return rows.filter(reduce(or_, (Q(**{f"{each}__icontains": phrase}) for each in columns)))
