"""Moments as the pages of the tests show them and take them in, told from when a test began."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
"""That of every person in the tests."""
TYPED = "%Y-%m-%dT%H:%M"


def typed(moment: datetime) -> str:
    """An instant as one types it: the day and the time on the person's own calendar."""
    return moment.astimezone(ZONE).strftime(TYPED)


def day_of(moment: datetime) -> date:
    """The person's own day at an instant."""
    return moment.astimezone(ZONE).date()


def shown(day: date, at: datetime) -> str:
    """A day as a page shows it at an instant: with its year where that is another one."""
    year = f" {day.year}" if day.year != day_of(at).year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"
