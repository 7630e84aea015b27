"""A reminder's state at an instant, computed from its times, whether or not the beat has run.

Each condition exists for a row and, for the database, as a ``Q``. Those that lists of
applications need too come from ``applications.table.waiting``, in the app below.
"""

from datetime import datetime
from typing import Protocol

from django.db.models import Q

from applications.table.waiting import asked, awake, live, overdue, still_held
from followups.models import Reminder

__all__ = [
    "asked",
    "awake",
    "comes_at",
    "current_state",
    "has_lapsed",
    "is_coming",
    "is_overdue",
    "is_snoozed",
    "lapsed",
    "live",
    "overdue",
    "snoozed",
    "still_held",
]


class Ends(Protocol):
    """What may lapse: a reminder, a row of one, or one that is only planned."""

    @property
    def lapses_at(self) -> datetime | None: ...


class Begins(Protocol):
    """What opens."""

    @property
    def opens_at(self) -> datetime: ...


class Sleeps(Protocol):
    """What can be put off."""

    @property
    def snoozed_until(self) -> datetime | None: ...


class Waits(Sleeps, Begins, Protocol):
    """What opens and can be put off."""


class IsDue(Sleeps, Protocol):
    """What is to be done in time. It is never due before it opens."""

    @property
    def due_at(self) -> datetime | None: ...

    @property
    def optional(self) -> bool: ...


def has_lapsed(row: Ends, now: datetime) -> bool:
    """Whether it is too late for it."""
    return row.lapses_at is not None and row.lapses_at < now


def is_snoozed(row: Sleeps, now: datetime) -> bool:
    """Whether it is put off beyond ``now``."""
    return row.snoozed_until is not None and row.snoozed_until > now


def is_coming(row: Begins, now: datetime) -> bool:
    """Whether it has yet to open."""
    return row.opens_at > now


def comes_at(row: Waits) -> datetime:
    """When it is here: when it has opened, and is no longer put off."""
    return max(row.opens_at, row.snoozed_until or row.opens_at)


def is_overdue(row: IsDue, now: datetime) -> bool:
    """Whether it should have been done, and is not put off; what is optional never is."""
    is_late = row.due_at is not None and row.due_at < now
    return is_late and not row.optional and not is_snoozed(row, now)


def lapsed(now: datetime) -> Q:
    """A reminder for which it is too late, whether or not the beat has closed it."""
    return Q(lapses_at__lt=now)


def snoozed(now: datetime) -> Q:
    """A live reminder that is put off beyond ``now``."""
    # By its state first: so the index finds it among all that is live.
    return live(now) & Q(state="snoozed", snoozed_until__gt=now)


def current_state(row: Reminder, now: datetime) -> str:
    """A reminder's state at ``now`` (aware), by its times, even if the beat has not run since."""
    if row.state not in Reminder.LIVE:
        return row.state
    if has_lapsed(row, now):
        return Reminder.State.LAPSED
    if is_snoozed(row, now):
        return Reminder.State.SNOOZED
    return Reminder.State.PLANNED if is_coming(row, now) else Reminder.State.OPEN
