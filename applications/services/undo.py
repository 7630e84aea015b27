"""Taking an act back: what was written goes, what was removed or put away returns.

Each act that can be taken back gives a plain description of itself, fit for JSON; ``take_back``
reads it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

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
from applications.services.messages import remove_message
from applications.services.snapshots import restore, snapshot
from applications.services.trash import bring_back, let_go

What = Mapping[str, Any]
Removable = Event | Interview | Message


@owner_locked
def remove_entry(entry: Removable, *, now: datetime) -> What:
    """Remove an entry of the story; gives what taking that back needs."""
    what = {"act": "removed", "application": entry.application_id, "rows": snapshot([entry])}
    REMOVE[type(entry)](entry, now=now)
    return what


REMOVE: Mapping[type[Removable], Callable[..., None]] = {
    Event: remove_event,
    Message: remove_message,
    Interview: remove_interview,
}
BY_NAME: Mapping[str | None, type[Removable]] = {model._meta.model_name: model for model in REMOVE}


def recorded(entry: Model) -> What:
    """What taking back a new entry of the story needs."""
    return {"act": "recorded", "model": entry._meta.model_name, "pk": entry.pk}


@owner_locked
def take_back(owner: User, what: What, *, now: datetime) -> What | None:
    """Undo the act described; what has gone meanwhile is passed over.

    Where that removes an entry, and with it whatever was written down about it since, gives what
    bringing them back needs. Raises IntegrityError where a removed row no longer fits among the
    others.
    """
    if what["act"] == "recorded":
        return _unrecord(owner, what, now)
    ACTS[what["act"]](owner, what, now)
    return None


def _unrecord(owner: User, what: What, now: datetime) -> What | None:
    entries: QuerySet[Any] = owned_by(owner, BY_NAME[what["model"]]).filter(pk=what["pk"])
    entry: Removable | None = entries.first()
    return remove_entry(entry, now=now) if entry else None


def _unremove(owner: User, what: What, now: datetime) -> None:
    application = _applications(owner, [what["application"]]).first()
    if what["application"] and application is None:
        return
    if not restore(owner, what["rows"]):
        raise IntegrityError("what the removed row belongs to has gone")
    if application:
        update_stage_and_replan(application, now)
    else:
        send_facts_changed(owner.pk, [], now)


def _unmove(owner: User, what: What, now: datetime) -> None:
    moves = {move["application"]: move for move in what["moves"]}
    for application in _applications(owner, moves):
        move = moves[application.pk]
        Event.objects.filter(application=application, token=move["token"]).delete()
        restore(owner, move["removed"])
        update_stage_and_replan(application, now)


def _untag(owner: User, what: What, now: datetime) -> None:
    for tag in owned_by(owner, Tag).filter(name=what["tag"]):
        tag.tagged.remove(*what["ids"])
        if what["new"]:
            tag.delete()


def _applications(owner: User, ids: Iterable[int]) -> QuerySet[Application]:
    return owned_by(owner, Application).filter(pk__in=list(ids))


ACTS: Mapping[str, Callable[[User, What, datetime], object]] = {
    "removed": _unremove,
    "deleted": lambda owner, what, now: bring_back(owner, what["kept"], now=now),
    "brought_in": let_go,
    "moved": _unmove,
    "tagged": _untag,
    "archived": lambda owner, what, now: unarchive(owner, what["ids"], now=now),
    "unarchived": lambda owner, what, now: archive(owner, what["ids"], now=now),
}
