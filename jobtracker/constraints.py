"""Evaluate check constraints on unsaved rows in Python.

Django asks the database, with one query for each constraint and row; an import has many rows.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Model, Q

LOOKUPS: Mapping[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "in": lambda value, options: value in options,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


def validate_checks(row: Model) -> None:
    """Raise ValidationError, as Django would, if the row breaks a check constraint."""
    broken = list(_broken(row))
    if broken:
        raise ValidationError([each.get_violation_error_message() for each in broken])


def _broken(row: Model) -> Iterator[CheckConstraint]:
    for constraint in row._meta.constraints:
        if isinstance(constraint, CheckConstraint) and holds(constraint.condition, row) is False:
            yield constraint


def holds(condition: Any, row: Model) -> bool | None:
    """Whether a condition holds for a row; None for SQL's unknown.

    Raises KeyError for a lookup that is not supported.
    """
    if not isinstance(condition, Q):
        path, wanted = condition
        return _compare(path, wanted, row)
    results = [holds(child, row) for child in condition.children]
    decisive = condition.connector == Q.OR
    if decisive in results:
        result: bool | None = decisive
    else:
        result = None if None in results else not decisive
    return result if result is None or not condition.negated else not result


def _compare(path: str, wanted: Any, row: Model) -> bool | None:
    name, _, lookup = path.partition("__")
    value = _value(row, name)
    if lookup == "isnull" or wanted is None:
        return (value is None) == (wanted is None or wanted)
    if isinstance(wanted, F):
        wanted = _value(row, wanted.name)  # type: ignore[attr-defined]
    if value is None or wanted is None:
        return None
    return LOOKUPS[lookup or "exact"](value, wanted)


def _value(row: Model, name: str) -> Any:
    """The value of a field; for a relation, the related row even if it is not saved yet."""
    field: Any = row._meta.get_field(name)
    if field.is_relation and field.is_cached(row):
        return field.get_cached_value(row)
    return getattr(row, field.attname)
