"""Whether a row that an answer added is used by now, so that undoing the answer must keep it.

Every row that leads to it counts, whichever app it belongs to: a letter that was begun is the
seeker's own work. What goes with the answer, or is reckoned anew, does not count: the inbox's own
rows, and those that apps above name as "rows.reckoned".
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Model, QuerySet

from inbox.models import CalendarLink, ReceivedFile, Suggestion
from inbox.services.changes import Changes, created_keys
from jobtracker.extension_points import value_of

OWN: frozenset[type[Model]] = frozenset({CalendarLink, ReceivedFile, Suggestion})


def is_in_use(row: Model, besides: Changes | None = None) -> bool:
    """Whether any row leads to this one, ``besides`` those that came with the same answer."""
    return any(_others(relation, row, besides).exists() for relation in relations_of(type(row)))


def relations_of(model: type[Model]) -> list[Any]:
    """Return the relations that lead to rows of a model and tell that one is in use."""
    left_out: Collection[type[Model]] = OWN | frozenset(value_of("rows.reckoned"))
    found = model._meta.related_objects
    return [each for each in found if each.related_model not in left_out]


def _others(relation: Any, row: Model, besides: Changes | None) -> QuerySet[Any]:
    model = relation.related_model
    rows: QuerySet[Any, Any] = model._base_manager.filter(**{relation.field.name: row.pk})
    return rows.exclude(pk__in=created_keys(besides, model)) if besides else rows
