"""The groups of the queue on Today: overdue, today, coming, optional, to catch up on, put off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from accounts.models import User
from followups.models import Reminder
from followups.rows import ReminderRow
from followups.state import awake, is_overdue, is_snoozed, overdue, snoozed

DAYS_AHEAD = 7
ROOM = 5
"""How many reminders of a group are read beyond its size: several may share a card."""


@dataclass(frozen=True, slots=True)
class DayBounds:
    """Now, and the ends of the reader's day and of the seven days after it."""

    now: datetime
    tonight: datetime
    week: datetime


@dataclass(frozen=True, slots=True, eq=False)
class QueueGroup:
    """A group of reminders on Today: its filter, order and maximum size.

    There is one of each. To compare them by their fields would translate their titles each time.
    """

    name: str
    title: str | Promise
    size: int
    where: Callable[[DayBounds], Q]
    order: str = "due_at"

    def first(self, owner: User, bounds: DayBounds) -> QuerySet[Reminder]:
        """Return the first reminders of ``owner`` in the group, some more than are shown."""
        rows = owned_by(owner, Reminder).filter(self.where(bounds))
        return rows.order_by(F(self.order).asc(nulls_last=True), "pk")[: self.size + ROOM]


def _is_due_today(bounds: DayBounds) -> Q:
    in_time = Q(due_at=None) | Q(due_at__gte=bounds.now) | Q(catch_up=True)
    return in_time & _is_required(bounds, opens_at__lt=bounds.tonight)


def _is_required(bounds: DayBounds, **opens: datetime) -> Q:
    return awake(bounds.now) & Q(optional=False, set_aside=False, **opens)


def _is_coming(bounds: DayBounds) -> Q:
    return _is_required(bounds, opens_at__gte=bounds.tonight, opens_at__lt=bounds.week)


def _is_optional(bounds: DayBounds) -> Q:
    return awake(bounds.now) & Q(optional=True, set_aside=False, opens_at__lte=bounds.now)


def _is_set_aside(bounds: DayBounds) -> Q:
    return awake(bounds.now) & Q(set_aside=True)


OVERDUE = QueueGroup("overdue", _("Overdue"), 8, lambda bounds: overdue(bounds.now))
NOW = QueueGroup("today", _("Today"), 8, _is_due_today)
COMING = QueueGroup("coming", _("Next seven days"), 6, _is_coming, "opens_at")
OPTIONAL = QueueGroup("optional", _("If you like"), 4, _is_optional)
CATCH_UP = QueueGroup("catch-up", _("Catch up"), 3, _is_set_aside)
LATER = QueueGroup("later", _("Put off"), 4, lambda bounds: snoozed(bounds.now), "snoozed_until")
GROUPS = {kind.name: kind for kind in (OVERDUE, NOW, COMING, OPTIONAL, CATCH_UP, LATER)}


def day_bounds(user: User, now: datetime) -> DayBounds:
    """Return the bounds of ``user``'s day and week at ``now``."""
    tomorrow = now.astimezone(user.zone).date() + timedelta(days=1)
    tonight = datetime.combine(tomorrow, time(), user.zone)
    return DayBounds(now, tonight, tonight + timedelta(days=DAYS_AHEAD))


def group_of(row: Reminder | ReminderRow, bounds: DayBounds) -> QueueGroup | None:
    """Return the group of a live reminder; None if it opens later than the groups show."""
    if is_snoozed(row, bounds.now):
        return LATER
    if row.set_aside:
        return CATCH_UP
    if row.optional:
        return OPTIONAL if row.opens_at <= bounds.now else None
    if row.opens_at >= bounds.tonight:
        return COMING if row.opens_at < bounds.week else None
    return OVERDUE if is_overdue(row, bounds.now) else NOW


def in_group(user: User, kind: QueueGroup, bounds: DayBounds) -> QuerySet[Reminder]:
    """Return all reminders of ``user`` that are in a group."""
    return owned_by(user, Reminder).filter(kind.where(bounds))
