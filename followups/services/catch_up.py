"""Services that answer what is gathered under *Catch up*, and that gather what a rest delayed."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Application, Event, Interview, Message, Stage
from applications.models.application import RUNNING_STAGES
from applications.services import move_all
from followups.models import Reminder
from followups.planning.apply import update_state
from followups.planning.replan import defer_replan
from followups.state import live
from jobtracker.signals import Happening, tell

State = Reminder.State
What = Mapping[str, Any]
SILENT_STAGES = tuple(stage for stage in RUNNING_STAGES if stage != Stage.OFFER)
NO_NEWS = (Event.Kind.NOTE, Event.Kind.MOVED)
BATCH = 200


def set_aside(owner: User, now: datetime) -> QuerySet[Reminder]:
    """Return the reminders of ``owner`` that are gathered under *Catch up* at ``now``."""
    return owned_by(owner, Reminder).filter(live(now), set_aside=True)


@owner_locked
def follow_up_on(owner: User, ids: Collection[int], *, now: datetime) -> What:
    """Put reminders into the queue; they are never overdue. Returns what undoing it needs."""
    rows = set_aside(owner, now).filter(pk__in=ids)
    picked = list(rows.values_list("pk", flat=True))
    rows.update(set_aside=False)
    return {"act": "picked", "ids": picked}


@owner_locked
def dismiss_set_aside(owner: User, *, now: datetime) -> What:
    """Close everything under *Catch up* as not needed. Returns what undoing it needs."""
    rows = set_aside(owner, now)
    dismissed = list(rows.values_list("pk", flat=True))
    rows.update(state=State.DISMISSED, closed_at=now, next_at=None)
    return {"act": "dismissed", "ids": dismissed}


@owner_locked
def undo_bulk_answer(owner: User, what: What, *, now: datetime) -> None:
    """Undo ``follow_up_on`` or ``dismiss_set_aside``; rows changed in the meantime are skipped."""
    rows = owned_by(owner, Reminder).filter(pk__in=what["ids"], catch_up=True)
    if what["act"] == "picked":
        rows.filter(state__in=Reminder.LIVE).update(set_aside=True)
        return
    again = list(rows.filter(state=State.DISMISSED))
    for row in again:
        row.state = State.PLANNED
        update_state(row, now)
    fields = ("state", "closed_at", "next_at", "opened_at", "snoozed_until")
    Reminder.objects.bulk_update(again, fields, batch_size=BATCH)
    opened = [row.pk for row in again if row.state == State.OPEN]
    tell(Happening.REMINDER_OPENED, opened, owner_ids=[owner.pk], now=now)


@owner_locked
def close_silent(owner: User, days: int, *, token: UUID, now: datetime) -> What:
    """Close as no response what waits under *Catch up* with no news for ``days`` days.

    Returns what undoing it needs (``applications.services.undo_action``).
    """
    ids = list(silent(owner, days, now).values_list("pk", flat=True))
    with defer_replan(now=now):
        what: What = move_all(owner, ids, Stage.NO_RESPONSE, at=now, token=token, now=now)
    return what


def silent(owner: User, days: int, now: datetime) -> QuerySet[Application]:
    """Return the applications with something to catch up on and no news for ``days`` days."""
    since = now - timedelta(days=days)
    own = {"application": OuterRef("pk")}
    news = (
        Exists(Event.objects.filter(**own, at__gt=since).exclude(kind__in=NO_NEWS)),
        Exists(Message.objects.filter(**own, at__gt=since)),
        Exists(Interview.objects.filter(**own, arranged_at__gt=since)),
        Exists(Interview.objects.filter(**own, ends_at__gt=since, cancelled_at=None)),
        Exists(Interview.objects.filter(**own, cancelled_at__gt=since)),
    )
    asked = Exists(set_aside(owner, now).filter(**own))
    rows = owned_by(owner, Application).filter(asked, stage__in=SILENT_STAGES, archived_at=None)
    return rows.exclude(news[0] | news[1] | news[2] | news[3] | news[4]).order_by("pk")


def catch_up_after_rest(owner_id: int, since: datetime | None, now: datetime) -> int:
    """Mark what fell due from ``since`` (None: ever) until ``now`` as to catch up on.

    For a search that rested in this time: then nothing is overdue. Called while it rests, it keeps
    the queue calm; called at the end, it marks the rest. Optional ones stay.
    Returns the number of reminders marked; safe to repeat.
    """
    rows = Reminder.objects.filter(
        owner=owner_id, state__in=Reminder.LIVE, catch_up=False, due_at__lt=now, optional=False
    )
    if since is not None:
        rows = rows.filter(due_at__gte=since)
    notes = rows.filter(rule__in=Reminder.INTERVIEW_NOTES).update(catch_up=True)
    return notes + rows.update(catch_up=True, set_aside=True)
