"""Save rows as JSON before they are deleted, and restore them from it.

Restored rows get their old ids, so that reminders keep their keys.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.base import DeserializedObject
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import SET_NULL, Model
from django.db.models.deletion import Collector

from accounts.access import owned_by
from accounts.models import User


class _Everything(Collector):
    """Collects every row that a deletion cascades to, one by one."""

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        """Never: fast deletes would skip the single rows."""
        return False


def snapshot(rows: Iterable[Model]) -> str:
    """Serialize these rows, and all rows deleted with them, as JSON."""
    collector = _Everything(using=DEFAULT_DB_ALIAS)
    collector.collect(list(rows))
    # Many-to-many rows are restored through the field they belong to.
    models = [model for model in collector.data if not model._meta.auto_created]
    collected = [row for model in models for row in collector.data[model]]
    return str(serializers.serialize("json", collected))


def restore(owner: User, data: str) -> int:
    """Restore a snapshot and return how many rows; rows whose targets are gone are skipped.

    A target whose deletion would have been forgotten, such as who referred the seeker, is.
    """
    rows = _restorable(owner, list(serializers.deserialize("json", data)))
    tables = set()
    for row in rows:
        row.m2m_data = {
            name: _existing(owner, model, keys)
            for name, keys in (row.m2m_data or {}).items()
            if (model := row.object._meta.get_field(name).related_model)
        }
        row.save()
        tables.add(row.object._meta.db_table)
    # Checked now: at the end of the transaction the caller could no longer catch the error.
    connection.check_constraints(table_names=tables)
    return len(rows)


def redirect(data: str, model: type[Model], old: int, new: int) -> str:
    """Return a snapshot whose rows lead to the row ``new`` of ``model`` instead of ``old``."""
    rows = json.loads(data)
    for row in rows:
        for field in apps.get_model(row["model"])._meta.get_fields():
            if field.related_model is model and field.name in row["fields"]:
                row["fields"][field.name] = _instead(row["fields"][field.name], old, new)
    return json.dumps(rows)


def _instead(value: Any, old: int, new: int) -> Any:
    """A key, or the keys of a many-to-many field, with ``new`` for ``old``, once."""
    if isinstance(value, list):
        return list(dict.fromkeys(new if key == old else key for key in value))
    return new if value == old else value


def _restorable(owner: User, rows: list[DeserializedObject]) -> list[DeserializedObject]:
    """Those of ``rows`` whose targets exist or are restored with them."""
    restored = {(type(row.object), row.object.pk) for row in rows}
    restorable = [row for row in rows if _has_targets(owner, row.object, restored)]
    return restorable if len(restorable) == len(rows) else _restorable(owner, restorable)


def _has_targets(owner: User, row: Model, restored: Collection[tuple[type[Model], Any]]) -> bool:
    """Whether the row's targets exist; one that a deletion sets to null is set to null here."""
    for field in row._meta.concrete_fields:
        model, key = field.related_model, getattr(row, field.attname)
        if model is None or key is None or (model, key) in restored:
            continue
        if _existing(owner, model, [key]):
            continue
        if getattr(field.remote_field, "on_delete", None) is not SET_NULL:
            return False
        setattr(row, field.attname, None)
    return True


def _existing(owner: User, model: type[Model], keys: Iterable[Any]) -> list[Any]:
    """Those of ``keys`` that are rows of ``owner``."""
    rows = User.objects.filter(pk=owner.pk) if model is User else owned_by(owner, model)
    return list(rows.filter(pk__in=list(keys)).values_list("pk", flat=True))
