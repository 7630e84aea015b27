"""The verbs of follow-ups: what a person does with a reminder, and the policy they choose."""

from datetime import datetime
from uuid import UUID

from accounts.locking import owner_locked
from applications.models import Event
from applications.services import record_event
from followups.actions import ACTIONS
from followups.models import Reminder
from followups.planning.apply import update_state
from followups.planning.replan import replan

State = Reminder.State


@owner_locked
def mark_done(reminder: Reminder, *, now: datetime) -> None:
    """The seeker did what it asked for. Repeating it changes nothing."""
    _close_by_hand(reminder, State.DONE, now)


@owner_locked
def dismiss(reminder: Reminder, *, now: datetime) -> None:
    """The seeker does not need it; it never comes back under this key."""
    _close_by_hand(reminder, State.DISMISSED, now)


def _close_by_hand(reminder: Reminder, state: str, now: datetime) -> None:
    row = locked(reminder)
    if row.state in Reminder.LIVE:
        row.state, row.closed_at, row.next_at = state, now, None
        row.save()


@owner_locked
def snooze(reminder: Reminder, until: datetime, *, now: datetime) -> None:
    """Put a reminder off until a later instant. Raises ValueError for one that is not later."""
    if until <= now:
        raise ValueError("a reminder can only be put off to a later time")
    row = locked(reminder)
    if row.state in Reminder.LIVE:
        row.snoozed_until = until
        update_state(row, now)
        row.save()


@owner_locked
def bring_back(reminder: Reminder, *, now: datetime, until: datetime | None = None) -> None:
    """Undo: a reminder that was done, waved away or put off is as its times say again.

    One that slept when it was closed sleeps on; one that was put off sleeps ``until`` the instant
    that held before, if any.
    """
    row = locked(reminder)
    if row.state not in (*Reminder.BY_HAND, State.SNOOZED):
        return
    if row.state == State.SNOOZED:
        row.snoozed_until = until
    row.state = State.PLANNED
    update_state(row, now)
    row.save()
    scope = [row.application_id] if row.application_id else []
    replan(row.owner_id, scope, now=now)


def locked(reminder: Reminder) -> Reminder:
    return Reminder.objects.select_for_update(no_key=True, of=("self",)).get(pk=reminder.pk)


@owner_locked
def record_fact(reminder: Reminder, token: UUID, *, now: datetime) -> Event | None:
    """Write down the fact that a reminder's own button stands for, as of ``now``.

    It arrived; or: no answer came, and the application is closed. Repeating it with the same token
    gives the event that is there; with another token nothing is written and None given, where the
    reminder is closed already. Raises ValueError for a rule whose button records nothing.
    """
    act = ACTIONS[reminder.rule]
    if not act.fact or reminder.application is None:
        raise ValueError(f"{reminder.rule} records no fact")
    known = Event.objects.filter(application=reminder.application, token=token).first()
    if known or locked(reminder).state not in Reminder.LIVE:
        return known
    return record_event(
        reminder.application, act.fact, at=now, token=token, now=now, result=act.result
    )
