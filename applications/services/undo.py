"""Taking an act back: what was written goes, what was removed or put away returns.

Each act that can be taken back gives a plain description of itself, fit for JSON; ``take_back``
reads it. A snapshot holds the rows under their own ids, so that reminders keep their keys.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core import serializers
from django.core.serializers.base import DeserializedObject
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection
from django.db.models import Model, QuerySet
from django.db.models.deletion import Collector

from accounts.access import mine
from accounts.models import User
from accounts.verbs import verb
from applications.models import Application, Event, Interview, Message, Tag
from applications.services._shared import settle
from applications.services.applications import archive, unarchive
from applications.services.interviews import remove_interview
from applications.services.messages import remove_message
from applications.services.story import remove_event

What = Mapping[str, Any]
Removable = Event | Interview | Message


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


def _restore(owner: User, kept: str) -> int:
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
    rows = User.objects.filter(pk=owner.pk) if model is User else mine(owner, model)
    return list(rows.filter(pk__in=list(keys)).values_list("pk", flat=True))


@verb
def remove_entry(entry: Removable, *, now: datetime) -> What:
    """Remove an entry of the story; gives what taking that back needs."""
    what = {"act": "removed", "application": entry.application_id, "rows": snapshot([entry])}
    REMOVE[type(entry)](entry, now=now)
    return what


REMOVE: Mapping[type[Model], Callable[..., None]] = {
    Event: remove_event,
    Message: remove_message,
    Interview: remove_interview,
}
BY_NAME = {model._meta.model_name: model for model in REMOVE}


def recorded(entry: Model) -> What:
    """What taking back a new entry of the story needs."""
    return {"act": "recorded", "model": entry._meta.model_name, "pk": entry.pk}


@verb
def take_back(owner: User, what: What, *, now: datetime) -> None:
    """Undo the act described; what has gone meanwhile is passed over.

    Raises IntegrityError where a removed row no longer fits among the others.
    """
    ACTS[what["act"]](owner, what, now)


def _unrecord(owner: User, what: What, now: datetime) -> None:
    model = BY_NAME[what["model"]]
    for entry in mine(owner, model).filter(pk=what["pk"]):
        REMOVE[model](entry, now=now)


def _unremove(owner: User, what: What, now: datetime) -> None:
    for application in _applications(owner, [what["application"]]):
        if not _restore(owner, what["rows"]):
            raise IntegrityError("what the removed row belongs to has gone")
        settle(application, now)


def _unmove(owner: User, what: What, now: datetime) -> None:
    moves = {move["application"]: move for move in what["moves"]}
    for application in _applications(owner, moves):
        move = moves[application.pk]
        application.events.filter(token=move["token"]).delete()
        _restore(owner, move["removed"])
        settle(application, now)


def _untag(owner: User, what: What, now: datetime) -> None:
    for tag in mine(owner, Tag).filter(name=what["tag"]):
        tag.tagged.remove(*what["ids"])
        if what["new"]:
            tag.delete()


def _applications(owner: User, ids: Iterable[int]) -> QuerySet[Application]:
    return mine(owner, Application).filter(pk__in=list(ids))


ACTS: Mapping[str, Callable[[User, What, datetime], object]] = {
    "recorded": _unrecord,
    "removed": _unremove,
    "moved": _unmove,
    "tagged": _untag,
    "archived": lambda owner, what, now: unarchive(owner, what["ids"], now=now),
    "unarchived": lambda owner, what, now: archive(owner, what["ids"], now=now),
}
