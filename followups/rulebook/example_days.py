"""The calendar of the examples: days counted from a Monday, in the reader's time zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Days:
    """Day 0 is ``monday``; 3 is the Thursday of that week, 7 the Monday after."""

    monday: date
    zone: ZoneInfo

    @classmethod
    def around(cls, now: datetime, zone: ZoneInfo) -> "Days":
        """Return the calendar that starts in the week of ``now`` (aware), in ``zone``."""
        today = now.astimezone(zone).date()
        return cls(today - timedelta(days=today.weekday()), zone)

    def on(self, day: int) -> date:
        """Return the date of a day."""
        return self.monday + timedelta(days=day)

    def at(self, day: int, clock: str) -> datetime:
        """Return the instant (UTC) of a local time, HH:MM, on a day."""
        local = datetime.combine(self.on(day), time.fromisoformat(clock), self.zone)
        return local.astimezone(UTC)
