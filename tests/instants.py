"""The instants at which the tests must pass: every weekday, and the odd hours and days.

`make test-any-day` runs the fast suite at all of them and the browser's at those marked; every
change is tested at the one that its day chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True)
class Instant:
    """An instant in UTC, as `--at` takes it; why; and whether the browser suite runs at it too."""

    text: str
    why: str
    browser: bool = False

    @property
    def moment(self) -> datetime:
        """The same, as an aware datetime."""
        return datetime.fromisoformat(self.text).replace(tzinfo=UTC)


INSTANTS = (
    Instant("2026-03-29T00:10", "Sunday, 50 minutes before London's spring change", browser=True),
    Instant("2026-03-31T23:50", "a Tuesday and month's end in UTC, the next day in London"),
    Instant("2026-08-31T00:10", "Monday, a month's end, soon after midnight"),
    Instant("2026-10-25T01:30", "Sunday, the second 01:30 of London's autumn change"),
    Instant("2026-11-01T06:30", "Sunday, the second 01:30 of New York's autumn change"),
    Instant("2026-11-26T05:30", "Thursday, before people get up", browser=True),
    Instant("2026-12-31T23:50", "the last minutes of a year", browser=True),
    Instant("2027-01-01T12:00", "Friday, the first day of a year"),
    Instant("2027-03-14T06:50", "Sunday, ten minutes before New York's spring change"),
    Instant("2027-06-12T05:30", "Saturday, an early summer morning"),
    Instant("2027-09-15T12:00", "Wednesday, noon"),
    Instant("2028-02-29T12:00", "29 February, a Tuesday", browser=True),
)


def of_the_day(day: date) -> Instant:
    """Return the instant that the day of the year chooses: the next one each day.

    >>> of_the_day(date(2026, 1, 1)).text
    '2026-03-31T23:50'
    """
    return INSTANTS[day.timetuple().tm_yday % len(INSTANTS)]
