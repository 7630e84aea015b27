"""Dates of the demo, counted in working days from the last one that is over.

So at any hour, and at weekends too, everything logged lies in the past, and Today shows the same
groups of reminders.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = 7
WORKDAYS = 5
OVER = time(18)
"""When a working day is over, and what was due by its end is overdue."""


class Days:
    """The calendar of a demo search. ``now`` is an aware instant."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self.now = now
        self.zone = zone
        self.last = _last_over(now.astimezone(zone))

    def day(self, workdays: int) -> date:
        """Return the date that many working days from the last one that is over, which is zero."""
        weeks, rest = divmod(workdays + self.last.weekday(), WORKDAYS)
        monday = self.last - timedelta(days=self.last.weekday())
        return monday + timedelta(days=weeks * WEEK + rest)

    def at(self, workdays: int, clock: str) -> datetime:
        """Return the instant at ``clock`` (HH:MM, local) on ``day(workdays)``."""
        return datetime.combine(self.day(workdays), time.fromisoformat(clock), self.zone)

    def before(self, days: int) -> date:
        """Return the date that many calendar days before the last working day that is over."""
        return self.last - timedelta(days=days)

    def ago(self, minutes: int) -> datetime:
        """Return the instant that many minutes ago."""
        return self.now - timedelta(minutes=minutes)


def _last_over(local: datetime) -> date:
    """Return the date of the last working day over at a local time."""
    day = local.date() if local.time() >= OVER else local.date() - timedelta(days=1)
    while day.weekday() >= WORKDAYS:
        day -= timedelta(days=1)
    return day
