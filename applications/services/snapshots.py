"""Rows that go, as JSON that can bring them back.

They come back under their own ids, so that reminders keep their keys.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.core import serializers
from django.core.serializers.base import DeserializedObject
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model
from django.db.models.deletion import Collector

from accounts.access import owned_by
from accounts.models import User


class _Everything(Collector):
    """Finds all that would go with a row, one by one."""

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        """Never: each row is wanted."""
        return False


def snapshot(rows: Iterable[Model]) -> str:
    """These rows, and whatever would be deleted with them, as JSON."""
    collector = _Everything(using=DEFAULT_DB_ALIAS)
    collector.collect(list(rows))
    # The rows between two models come back with the field they are of.
    found = [model for model in collector.data if not model._meta.auto_created]
    rows_found = [row for model in found for row in collector.data[model]]
    return str(serializers.serialize("json", rows_found))


def restore(owner: User, kept: str) -> int:
    """Bring kept rows back; how many. Those whose targets have gone meanwhile are passed over."""
    rows = _standing(owner, list(serializers.deserialize("json", kept)))
    tables = set()
    for row in rows:
        row.m2m_data = {
            name: _still_there(owner, model, keys)
            for name, keys in (row.m2m_data or {}).items()
            if (model := row.object._meta.get_field(name).related_model)
        }
        row.save()
        tables.add(row.object._meta.db_table)
    # Now, and not when the transaction ends, where nobody could be told any more.
    connection.check_constraints(table_names=tables)
    return len(rows)


def _standing(owner: User, rows: list[DeserializedObject]) -> list[DeserializedObject]:
    """Those of ``rows`` that refer to what is there, or comes back with them."""
    kept = {(type(row.object), row.object.pk) for row in rows}
    stand = [row for row in rows if _stands(owner, row.object, kept)]
    return stand if len(stand) == len(rows) else _standing(owner, stand)


def _stands(owner: User, row: Model, kept: Collection[tuple[type[Model], Any]]) -> bool:
    for field in row._meta.concrete_fields:
        model, key = field.related_model, getattr(row, field.attname)
        if model is None or key is None or (model, key) in kept:
            continue
        if not _still_there(owner, model, [key]):
            return False
    return True


def _still_there(owner: User, model: type[Model], keys: Iterable[Any]) -> list[Any]:
    """Those of ``keys`` that are rows of ``owner``."""
    rows = User.objects.filter(pk=owner.pk) if model is User else owned_by(owner, model)
    return list(rows.filter(pk__in=list(keys)).values_list("pk", flat=True))
