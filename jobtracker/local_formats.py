"""How the reader is used to see dates and times, active for a request or a mail.

``override`` activates the formats of one reader, as Django's own overrides do for the time zone and
the language. The words are those of the active language.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

NOON = 12
DAY_FIRST = "dmy"
MONTH_FIRST = "mdy"
YEAR_FIRST = "ymd"
HOURS_12 = "12"


@dataclass(frozen=True, slots=True)
class LocalFormats:
    """The order of dates, the hours of a day, the first day of the week (Monday is 0), the money.

    ``date_order`` is ``dmy``, ``mdy`` or ``ymd``, ``time_format`` is ``24`` or ``12``.
    """

    date_order: str = "dmy"
    time_format: str = "24"
    week_starts_on: int = 0
    currency: str = ""


DEFAULT = LocalFormats()
_current: ContextVar[LocalFormats] = ContextVar("local_formats", default=DEFAULT)


def current() -> LocalFormats:
    """Return the formats of the active reader."""
    return _current.get()


@contextmanager
def override(formats: LocalFormats) -> Iterator[None]:
    """Activate the formats of one reader."""
    token = _current.set(formats)
    try:
        yield
    finally:
        _current.reset(token)


def clock(at: datetime | time, time_format: str | None = None) -> str:
    """Format a time of day: 09:00, or 9:00 AM, without dots that would end a sentence."""
    if (time_format or current().time_format) != HOURS_12:
        return f"{at.hour:02d}:{at.minute:02d}"
    text = _("%(time)s AM") if at.hour < NOON else _("%(time)s PM")
    return text % {"time": f"{at.hour % NOON or NOON}:{at.minute:02d}"}


def day_patterns(date_order: str) -> tuple[str, str]:
    """Return the patterns of a date of this year, and of one of another year."""
    if date_order == MONTH_FIRST:
        return (
            # Translators: a date of this year, such as “Thu, Apr 2”.
            _("%(weekday)s, %(month)s %(day)s"),
            # Translators: a date of another year, such as “Thu, Apr 2, 2027”.
            _("%(weekday)s, %(month)s %(day)s, %(year)s"),
        )
    if date_order == YEAR_FIRST:
        return (
            # Translators: a date of this year, such as “Thu Apr 2”.
            _("%(weekday)s %(month)s %(day)s"),
            # Translators: a date of another year, such as “Thu 2027 Apr 2”.
            _("%(weekday)s %(year)s %(month)s %(day)s"),
        )
    return (
        # Translators: a date of this year, such as “Thu 2 Apr”.
        _("%(weekday)s %(day)s %(month)s"),
        # Translators: a date of another year, such as “Thu 2 Apr 2027”.
        _("%(weekday)s %(day)s %(month)s %(year)s"),
    )


def short_day(day: date) -> str:
    """Format a date without its weekday, for a chart: 2 Apr, or Apr 2."""
    if current().date_order == DAY_FIRST:
        return formatted(day, pgettext("date in a chart", "j M"))
    return formatted(day, pgettext("date in a chart, month first", "M j"))


def day_in_letter(day: date) -> str:
    """Format a date as written in a letter: Thursday 19 March, or Thursday, March 19."""
    if current().date_order == DAY_FIRST:
        return formatted(day, pgettext("date in a letter", "l j F"))
    return formatted(day, pgettext("date in a letter, month first", "l, F j"))
