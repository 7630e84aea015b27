"""The verbs of follow-ups: what a person does with a reminder, and the policy they choose."""

from collections.abc import Mapping
from datetime import datetime, time

from accounts.models import User
from accounts.verbs import verb
from followups.apply import place
from followups.models import PolicyChoice, Reminder
from followups.refresh import refresh
from followups.timing.policy import make

State = Reminder.State


@verb
def mark_done(reminder: Reminder, *, now: datetime) -> None:
    """The seeker did what it asked for. Repeating it changes nothing."""
    _close_by_hand(reminder, State.DONE, now)


@verb
def dismiss(reminder: Reminder, *, now: datetime) -> None:
    """The seeker does not need it; it never comes back under this key."""
    _close_by_hand(reminder, State.DISMISSED, now)


def _close_by_hand(reminder: Reminder, state: str, now: datetime) -> None:
    row = _locked(reminder)
    if row.state in Reminder.LIVE:
        row.state, row.closed_at, row.next_at, row.snoozed_until = state, now, None, None
        row.save()


@verb
def snooze(reminder: Reminder, until: datetime, *, now: datetime) -> None:
    """Put a reminder off until a later instant. Raises ValueError for one that is not later."""
    if until <= now:
        raise ValueError("a reminder can only be put off to a later time")
    row = _locked(reminder)
    if row.state in Reminder.LIVE:
        row.state, row.snoozed_until = State.SNOOZED, until
        place(row, now)
        row.save()


@verb
def bring_back(reminder: Reminder, *, now: datetime) -> None:
    """Undo: a reminder that was done, waved away or put off is as its times say again."""
    row = _locked(reminder)
    if row.state not in (*Reminder.BY_HAND, State.SNOOZED):
        return
    row.state, row.snoozed_until = State.PLANNED, None
    place(row, now)
    row.save()
    scope = [row.application_id] if row.application_id else []
    refresh(row.owner_id, scope, now=now)


def _locked(reminder: Reminder) -> Reminder:
    return Reminder.objects.select_for_update(no_key=True, of=("self",)).get(pk=reminder.pk)


@verb
def choose_policy(
    owner: User, base: str, changes: Mapping[str, object], *, by: User, now: datetime
) -> PolicyChoice:
    """Set the policy of ``owner``, and plan everything of theirs anew in the same transaction.

    Raises PolicyError where a figure is beyond its limit.
    """
    make(base, changes)
    stored = {
        name: f"{value:%H:%M}" if isinstance(value, time) else value
        for name, value in changes.items()
    }
    choice, _ = PolicyChoice.objects.update_or_create(
        owner=owner, defaults={"base": base, "changes": stored, "set_by": by, "set_at": now}
    )
    refresh(owner.pk, None, now=now)
    return choice
