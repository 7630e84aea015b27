"""Services that change reminders."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Event
from applications.services import record_event
from followups.actions import ACTIONS
from followups.joint import closed_with, joined
from followups.models import Reminder
from followups.planning.apply import update_state
from followups.planning.replan import replan
from jobtracker.signals import Happening, tell

State = Reminder.State
STATE_FIELDS = ("state", "snoozed_until", "opened_at", "closed_at", "next_at")


@owner_locked
def mark_done(reminder: Reminder, *, now: datetime) -> None:
    """Close a reminder, and those on one card with it, as done. Safe to repeat."""
    _close_by_hand(reminder, State.DONE, now)


@owner_locked
def dismiss(reminder: Reminder, *, now: datetime) -> None:
    """Close a reminder, and those on one card with it, as not needed.

    It comes back only if a changed fact moves it to a later date.
    """
    _close_by_hand(reminder, State.DISMISSED, now)


def _close_by_hand(reminder: Reminder, state: str, now: datetime) -> None:
    rows = [row for row in _locked_together(reminder, now) if row.state in Reminder.LIVE]
    for row in rows:
        row.state, row.closed_at, row.next_at = state, now, None
        row.save()
    _tell(rows, State.DONE, Happening.REMINDER_DONE, now)


def _tell(rows: Iterable[Reminder], state: str, what: Happening, now: datetime) -> None:
    """Tell which of these rows are now in a state."""
    found = [row for row in rows if row.state == state]
    tell(what, [row.pk for row in found], owner_ids={row.owner_id for row in found}, now=now)


@owner_locked
def snooze(reminder: Reminder, until: datetime, *, now: datetime) -> None:
    """Snooze a reminder, and those on one card with it, until an instant.

    Raises ValueError unless that is after ``now``.
    """
    if until <= now:
        raise ValueError("a reminder can only be snoozed until a later time")
    for row in _locked_together(reminder, now):
        if row.state in Reminder.LIVE:
            row.snoozed_until = until
            update_state(row, now)
            row.save()


@owner_locked
def restore_states(
    owner: User,
    states: Mapping[int, tuple[str, datetime | None, datetime | None]],
    *,
    now: datetime,
) -> None:
    """Give live reminders the state they had in an export, by their keys.

    Each state has the end of its snooze, which is ignored if it is past at ``now``, and when it was
    done or dismissed.
    """
    rows = list(Reminder.objects.filter(owner=owner, pk__in=states, state__in=Reminder.LIVE))
    for row in rows:
        state, until, closed_at = states[row.pk]
        if until and until > now:
            row.snoozed_until = until
            update_state(row, now)
        if state in Reminder.BY_HAND and row.state in Reminder.LIVE:
            row.state, row.next_at = state, None
            row.closed_at = min(closed_at or now, now)
    Reminder.objects.bulk_update(rows, STATE_FIELDS, batch_size=200)
    _tell(rows, State.DONE, Happening.REMINDER_DONE, now)


@owner_locked
def undo_action(reminder: Reminder, *, now: datetime, until: datetime | None = None) -> None:
    """Undo done, dismiss or snooze: recompute the state from the reminder's times.

    What was answered together comes back together. A reminder that was snoozed when closed stays
    snoozed. Undoing a snooze restores the previous snooze, ``until``, if there was one.
    """
    row = locked(reminder)
    if row.state not in (*Reminder.BY_HAND, State.SNOOZED):
        return
    rows = _locked_rows(
        closed_with(row) if row.state in Reminder.BY_HAND else _asleep_with(row, now)
    )
    for each in rows:
        if each.state == State.SNOOZED:
            each.snoozed_until = until
        each.state = State.PLANNED
        update_state(each, now)
        each.save()
    _tell(rows, State.OPEN, Happening.REMINDER_OPENED, now)
    scope = {each.application_id for each in rows if each.application_id}
    replan(row.owner_id, scope, now=now)


def _asleep_with(row: Reminder, now: datetime) -> list[int]:
    together = joined(row, now)
    return [each.pk for each in together if each.snoozed_until == row.snoozed_until]


def _locked_together(reminder: Reminder, now: datetime) -> list[Reminder]:
    """Return the current rows that are one card with the reminder, locked."""
    return _locked_rows([row.pk for row in joined(locked(reminder), now)])


def _locked_rows(pks: Collection[int]) -> list[Reminder]:
    rows = Reminder.objects.select_for_update(no_key=True, of=("self",))
    return list(rows.filter(pk__in=pks).order_by("pk"))


def locked(reminder: Reminder) -> Reminder:
    """Return the reminder's current row, locked until the transaction ends."""
    return Reminder.objects.select_for_update(no_key=True, of=("self",)).get(pk=reminder.pk)


@owner_locked
def record_fact(reminder: Reminder, token: UUID, *, now: datetime) -> Event | None:
    """Record the event behind a reminder's own button ("It arrived", "No response") at ``now``.

    Safe to repeat: the same token returns the existing event. With another token, returns None if
    the reminder is closed already. Raises ValueError for a rule whose button records no event.
    """
    action = ACTIONS[reminder.rule]
    if not action.fact or reminder.application is None:
        raise ValueError(f"{reminder.rule} records no fact")
    existing = Event.objects.filter(application=reminder.application, token=token).first()
    if existing or locked(reminder).state not in Reminder.LIVE:
        return existing
    return record_event(
        reminder.application, action.fact, at=now, token=token, now=now, result=action.result
    )
