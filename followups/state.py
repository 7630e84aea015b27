"""A reminder's state at an instant, computed from its times, whether or not the beat has run.

Each condition exists as a function of a row and as a ``Q`` for queries. Conditions that lists of
applications need too live in ``applications.table.waiting``.
"""

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import Q

from applications.table.waiting import asked, awake, live, overdue, still_held
from followups.models import Reminder

__all__ = [
    "asked",
    "awake",
    "comes_at",
    "current_state",
    "day_of",
    "has_lapsed",
    "is_before_talk",
    "is_coming",
    "is_overdue",
    "is_snoozed",
    "lapsed",
    "live",
    "overdue",
    "snoozed",
    "still_held",
]


class HasLapse(Protocol):
    """A reminder, its row, or a planned reminder."""

    @property
    def lapses_at(self) -> datetime | None: ...


class HasOpening(Protocol):
    """Has an opening time."""

    @property
    def opens_at(self) -> datetime: ...


class HasRule(HasOpening, Protocol):
    """Opens, by a rule."""

    @property
    def rule(self) -> str: ...


class HasSnooze(Protocol):
    """Can be snoozed."""

    @property
    def snoozed_until(self) -> datetime | None: ...


class HasArrival(HasSnooze, HasOpening, Protocol):
    """Opens, and can be snoozed."""


class HasDueTime(HasSnooze, Protocol):
    """Can be due. Never due before it opens."""

    @property
    def due_at(self) -> datetime | None: ...

    @property
    def optional(self) -> bool: ...

    @property
    def catch_up(self) -> bool: ...


class HasState(HasLapse, HasArrival, Protocol):
    """Has a state, as it was written last."""

    @property
    def state(self) -> str: ...


def has_lapsed(row: HasLapse, now: datetime) -> bool:
    """Return whether it is too late for the reminder."""
    return row.lapses_at is not None and row.lapses_at < now


def is_snoozed(row: HasSnooze, now: datetime) -> bool:
    """Return whether it is snoozed beyond ``now``."""
    return row.snoozed_until is not None and row.snoozed_until > now


def is_coming(row: HasOpening, now: datetime) -> bool:
    """Return whether it has not opened yet."""
    return row.opens_at > now


def is_before_talk(row: HasRule, now: datetime) -> bool:
    """Return whether it asks for a note after an interview that is still to end."""
    return row.rule in Reminder.INTERVIEW_NOTES and is_coming(row, now)


def comes_at(row: HasArrival) -> datetime:
    """Return when it opens or, if later, wakes."""
    return max(row.opens_at, row.snoozed_until or row.opens_at)


def day_of(row: HasArrival, now: datetime, zone: ZoneInfo) -> date:
    """Return the day of a live reminder: today once it is open, else when it opens or wakes."""
    return max(comes_at(row), now).astimezone(zone).date()


def is_overdue(row: HasDueTime, now: datetime) -> bool:
    """Return whether it is past due and not snoozed.

    An optional one never is, nor one that fell due before the seeker could be told.
    """
    is_late = row.due_at is not None and row.due_at < now
    return is_late and not (row.optional or row.catch_up or is_snoozed(row, now))


def lapsed(now: datetime) -> Q:
    """Match reminders that have lapsed, whether or not the beat has closed them."""
    return Q(lapses_at__lt=now)


def snoozed(now: datetime) -> Q:
    """Match live reminders that are snoozed beyond ``now``."""
    # The state comes first so that the query can use the index on it.
    return live(now) & Q(state="snoozed", snoozed_until__gt=now)


def current_state(row: HasState, now: datetime) -> str:
    """Return a reminder's state at ``now`` (aware), even if the beat has not run since."""
    if row.state not in Reminder.LIVE:
        return row.state
    if has_lapsed(row, now):
        return Reminder.State.LAPSED
    if is_snoozed(row, now):
        return Reminder.State.SNOOZED
    return Reminder.State.PLANNED if is_coming(row, now) else Reminder.State.OPEN
