"""Dates and times as people type them, where the browser has no input of its own for them.

The order of day and month is the reader's. Years first and months by name are always understood.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import product

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jobtracker import local_formats

ALWAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")
IN_ORDER = {
    "dmy": ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"),
    "mdy": ("%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y"),
    "ymd": (),
}
TIMES = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p")
EXAMPLES = {"dmy": "24/04/2026", "mdy": "04/24/2026", "ymd": "2026-04-24"}
AM_PM = ("a.m.", "p.m.", "a.m", "p.m")
NINE = time(9)


def read_day(text: str) -> date:
    """Return the date that was typed. Raises ValidationError with an example of one."""
    found = _read(text, _day_patterns())
    if found is None:
        problem = _("Enter a day, like %(example)s.") % {"example": _example()}
        raise ValidationError(problem, code="invalid")
    return found.date()


def read_wall_clock(text: str) -> datetime:
    """Return the date and time that were typed, without a zone.

    Raises ValidationError with an example of one.
    """
    patterns = (f"{day} {at}" for day, at in product(_day_patterns(), TIMES))
    found = _read(text, patterns)
    if found is None:
        example = f"{_example()} {local_formats.clock(NINE)}"
        problem = _("Enter a day and a time, like %(example)s.") % {"example": example}
        raise ValidationError(problem, code="invalid")
    return found


def _read(text: str, patterns: Iterable[str]) -> datetime | None:
    plain = _plain(text)
    for pattern in patterns:
        try:
            return datetime.strptime(plain, pattern)  # noqa: DTZ007  (a wall clock has no zone)
        except ValueError:
            continue
    return None


def _plain(text: str) -> str:
    """Return the text with single spaces, without commas, ``T`` and the dots of ``a.m.``."""
    day, _t, rest = text.partition("T")
    joined = f"{day} {rest}" if rest[:1].isdigit() else text
    words = joined.replace(",", " ").split()
    return " ".join(word.replace(".", "") if word.lower() in AM_PM else word for word in words)


def _day_patterns() -> tuple[str, ...]:
    return (*ALWAYS, *IN_ORDER[local_formats.current().date_order])


def _example() -> str:
    return EXAMPLES[local_formats.current().date_order]
