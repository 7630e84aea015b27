"""Moments of the demo, told in working days back and forth from the last one that is over.

Whatever the hour, and on a weekend too, all that is told as done lies behind, and the same
reminders stand in the same groups of Today.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = 7
WORKDAYS = 5
OVER = time(18)
"""When a working day is over: what was due by its end is overdue from here on."""


class Days:
    """The calendar of a demo search. ``now`` is an aware instant."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self.now = now
        self.zone = zone
        self.last = _last_over(now.astimezone(zone))

    def day(self, workdays: int) -> date:
        """The date so many working days from the last one that is over, which is zero."""
        weeks, rest = divmod(workdays + self.last.weekday(), WORKDAYS)
        monday = self.last - timedelta(days=self.last.weekday())
        return monday + timedelta(days=weeks * WEEK + rest)

    def at(self, workdays: int, clock: str) -> datetime:
        """The instant at ``clock`` (HH:MM, local) on ``day(workdays)``."""
        return datetime.combine(self.day(workdays), time.fromisoformat(clock), self.zone)

    def before(self, days: int) -> date:
        """The date so many calendar days before the last working day that is over."""
        return self.last - timedelta(days=days)

    def ago(self, minutes: int) -> datetime:
        """The instant so many minutes ago."""
        return self.now - timedelta(minutes=minutes)


def _last_over(local: datetime) -> date:
    """The date of the last working day that was over at a local time."""
    day = local.date() if local.time() >= OVER else local.date() - timedelta(days=1)
    while day.weekday() >= WORKDAYS:
        day -= timedelta(days=1)
    return day
