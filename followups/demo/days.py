"""Moments of the demo, told from today: working days back and forth on one calendar."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = 7
WORKDAYS = 5


class Days:
    """The calendar of a demo search. ``now`` is an aware instant."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self.now = now
        self.zone = zone
        self.today = now.astimezone(zone).date()

    def day(self, workdays: int) -> date:
        """The date so many working days from today; zero is today or the Monday after."""
        day = self.today
        while day.weekday() >= WORKDAYS:
            day += timedelta(days=1)
        weeks, rest = divmod(workdays + day.weekday(), WORKDAYS)
        return day - timedelta(days=day.weekday()) + timedelta(days=weeks * WEEK + rest)

    def at(self, workdays: int, clock: str) -> datetime:
        """The instant at ``clock`` (HH:MM, local) so many working days from today."""
        return datetime.combine(self.day(workdays), time.fromisoformat(clock), self.zone)

    def ago(self, minutes: int) -> datetime:
        """The instant so many minutes ago."""
        return self.now - timedelta(minutes=minutes)
