"""Undo actions: delete what was added, restore what was deleted or archived.

Each action that can be undone returns a description of itself that fits into JSON;
``undo_action`` reads it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Model, QuerySet

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Application, Event, Interview, Message, Tag
from applications.services.applications import archive, unarchive
from applications.services.base import send_facts_changed, update_stage_and_replan
from applications.services.events import remove_event
from applications.services.interviews import remove_interview
from applications.services.merge import undo_merge
from applications.services.messages import end_told_by, remove_message
from applications.services.moves import tokens_of
from applications.services.snapshots import restore, snapshot
from applications.services.trash import restore_application, undo_import

What = Mapping[str, Any]
Removable = Event | Interview | Message


@owner_locked
def remove_entry(entry: Removable, *also: Removable, now: datetime) -> What:
    """Delete an entry of the timeline, with others of its application that belong to it.

    Returns what undoing that needs.
    """
    entries = [entry, *also]
    ends = [end for each in entries if isinstance(each, Message) for end in end_told_by(each)]
    rows = snapshot([*entries, *ends])
    what = {"act": "removed", "application": entry.application_id, "rows": rows}
    for each in entries:
        REMOVE[type(each)](each, now=now)
    return what


REMOVE: Mapping[type[Removable], Callable[..., None]] = {
    Event: remove_event,
    Message: remove_message,
    Interview: remove_interview,
}
BY_NAME: Mapping[str | None, type[Removable]] = {model._meta.model_name: model for model in REMOVE}


def recorded(entry: Model, *also: Model) -> What:
    """Return what undoing a new entry of the timeline, and others of its model, needs."""
    pks = [each.pk for each in also]
    return {"act": "recorded", "model": entry._meta.model_name, "pk": entry.pk, "also": pks}


@owner_locked
def undo_action(owner: User, what: What, *, now: datetime) -> What | None:
    """Undo the described action; rows deleted in the meantime are skipped.

    If that deletes an entry, and with it everything recorded about it since, returns what restoring
    them needs. Raises IntegrityError if a removed row can no longer be restored.
    """
    if what["act"] == "recorded":
        return _unrecord(owner, what, now)
    UNDO[what["act"]](owner, what, now)
    return None


def _unrecord(owner: User, what: What, now: datetime) -> What | None:
    pks = [what["pk"], *what.get("also", ())]
    rows: QuerySet[Any] = owned_by(owner, BY_NAME[what["model"]]).filter(pk__in=pks)
    entries: list[Removable] = list(rows.order_by("pk"))
    return remove_entry(*entries, now=now) if entries else None


def _unremove(owner: User, what: What, now: datetime) -> None:
    application = _applications(owner, [what["application"]]).first()
    if what["application"] and application is None:
        return
    if not restore(owner, what["rows"]):
        raise IntegrityError("what the removed row belongs to no longer exists")
    if application:
        update_stage_and_replan(application, now)
    else:
        send_facts_changed(owner.pk, [], now)


def _unmove(owner: User, what: What, now: datetime) -> None:
    moves = {move["application"]: move for move in what["moves"]}
    for application in _applications(owner, moves):
        tokens = tokens_of(UUID(moves[application.pk]["token"]))
        Event.objects.filter(application=application, token__in=tokens).delete()
        update_stage_and_replan(application, now)


def _untag(owner: User, what: What, now: datetime) -> None:
    for tag in owned_by(owner, Tag).filter(name=what["tag"]):
        tag.tagged.remove(*what["ids"])
        if what["new"]:
            tag.delete()


def _applications(owner: User, ids: Iterable[int]) -> QuerySet[Application]:
    return owned_by(owner, Application).filter(pk__in=list(ids))


UNDO: Mapping[str, Callable[[User, What, datetime], object]] = {
    "removed": _unremove,
    "deleted": lambda owner, what, now: restore_application(owner, what["kept"], now=now),
    "brought_in": undo_import,
    "moved": _unmove,
    "merged": undo_merge,
    "tagged": _untag,
    "archived": lambda owner, what, now: unarchive(owner, what["ids"], now=now),
    "unarchived": lambda owner, what, now: archive(owner, what["ids"], now=now),
}
