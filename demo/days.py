"""Dates of the demo, counted in working days from the last one that is over.

So at any hour, at weekends and on public holidays too, everything logged lies in the past, and
Today shows the same groups of reminders.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.holidays import public_holidays

WORKDAYS = 5
ONE_DAY = timedelta(days=1)
OVER = time(18)
"""When a working day is over, and what was due by its end is overdue."""


class Days:
    """The calendar of a demo search in a country. ``now`` is an aware instant."""

    def __init__(self, now: datetime, zone: ZoneInfo, country: str = "", region: str = "") -> None:
        self.now = now
        self.zone = zone
        local = now.astimezone(zone)
        self._days_off = public_holidays(country, region, local.year - 1, local.year + 1)
        today = local.date()
        self.last = self._working_day(today if local.time() >= OVER else today - ONE_DAY, -ONE_DAY)
        self.today = today

    def day(self, workdays: int) -> date:
        """Return the date that many working days from the last one that is over, which is zero."""
        step = ONE_DAY if workdays > 0 else -ONE_DAY
        found = self.last
        for _ in range(abs(workdays)):
            found = self._working_day(found + step, step)
        return found

    def _working_day(self, day: date, step: timedelta) -> date:
        """Return the first working day from ``day``, in the direction of ``step``."""
        while day.weekday() >= WORKDAYS or day in self._days_off:
            day += step
        return day

    def at(self, workdays: int, clock: str) -> datetime:
        """Return the instant at ``clock`` (HH:MM, local) on ``day(workdays)``."""
        return datetime.combine(self.day(workdays), time.fromisoformat(clock), self.zone)

    def soon(self, days: int) -> date:
        """Return the date that many calendar days after the last working day, at least today."""
        return max(self.today, self.before(-days))

    def before(self, days: int) -> date:
        """Return the date that many calendar days before the last working day that is over."""
        return self.last - timedelta(days=days)

    def at_before(self, days: int, clock: str) -> datetime:
        """Return the instant at ``clock`` (HH:MM, local) on ``before(days)``."""
        return datetime.combine(self.before(days), time.fromisoformat(clock), self.zone)

    def ago(self, minutes: int) -> datetime:
        """Return the instant that many minutes ago."""
        return self.now - timedelta(minutes=minutes)
