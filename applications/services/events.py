"""Record, edit and remove the dated facts of an application."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accounts.locking import owner_locked, update_fields
from applications.models import Application, Event
from applications.services.base import require_owner, update_stage_and_replan
from references.models import Reference


@owner_locked
def record_event(
    application: Application,
    kind: str,
    *,
    at: datetime,
    token: UUID,
    now: datetime,
    news_by: date | None = None,
    ask_on: date | None = None,
    reference: Reference | None = None,
    result: str = "",
    stage: str = "",
    text: str = "",
) -> Event:
    """Record that something happened, and replan in the same transaction.

    Repeating it with the same ``token``, or choosing the same reference twice, returns the existing
    event. Raises ValidationError if the fields do not fit the kind.
    """
    require_owner(application.owner, reference)
    known = _known(application, kind, token, reference)
    if known:
        return known
    event = Event(application=application, kind=kind, token=token)
    details = {"news_by": news_by, "ask_on": ask_on, "reference": reference}
    return _save(event, {"at": at, "text": text, "result": result, "stage": stage, **details}, now)


def _known(
    application: Application, kind: str, token: UUID, reference: Reference | None
) -> Event | None:
    events = Event.objects.filter(application=application)
    known = events.filter(token=token).first()
    if known or kind != Event.Kind.REFERENCE_CHOSEN:
        return known
    return events.filter(kind=kind, reference=reference).first()


@owner_locked
def edit_event(
    event: Event,
    *,
    at: datetime,
    now: datetime,
    news_by: date | None = None,
    ask_on: date | None = None,
    text: str = "",
) -> Event:
    """Correct an event: its time, the date they gave, or its note."""
    return _save(event, {"at": at, "news_by": news_by, "ask_on": ask_on, "text": text}, now)


@owner_locked
def remove_event(event: Event, *, now: datetime) -> None:
    """Delete an event; reminders it had settled are due again."""
    application = event.application
    Event.objects.filter(pk=event.pk).delete()
    update_stage_and_replan(application, now)


def _save(event: Event, fields: Mapping[str, Any], now: datetime) -> Event:
    update_fields(event, fields)
    update_stage_and_replan(event.application, now)
    return event
