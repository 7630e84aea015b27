"""Template filters for dates and times, in the user's own time zone, language and formats.

Pages render these by the hundred, so nothing here uses Django's date formats: names and patterns
are looked up once per language and order of dates, and combined directly.
"""

from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from functools import cache

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from jobtracker import local_formats

register = template.Library()

Day = date | datetime
Names = tuple[tuple[str, ...], tuple[str, ...], str, str, str]


@register.filter
def day(value: Day | None) -> str:
    """Format a date as ``Thu 2 Apr``, or ``Thu 2 Apr 2027`` outside the current year.

    For a reader who is used to the month first: ``Thu, Apr 2``.
    """
    if value is None:
        return ""
    return _day(_local(value), _current_names(), timezone.localdate().year)


def day_in(value: Day, year: int) -> str:
    """Format as ``day`` does, read in ``year``; a time is taken as it is."""
    return _day(value, _current_names(), year)


def day_formatter() -> Callable[[Day | None], str]:
    """Return ``day`` for many values: time zone, year and language are looked up once."""
    zone = timezone.get_current_timezone()
    names, year = _current_names(), timezone.localdate(timezone=zone).year

    def write(value: Day | None) -> str:
        return "" if value is None else _day(_in_zone(value, zone), names, year)

    return write


@register.filter
def short_day(value: date) -> str:
    """Format a date for a chart, as ``2 Apr``."""
    return local_formats.short_day(value)


@register.filter
def clock(value: datetime | time | None) -> str:
    """Format as ``09:00`` an instant in the active time zone, or a time of day as it is.

    For a reader who is used to twelve hours: ``9:00 AM``.
    """
    if value is None:
        return ""
    local = value if isinstance(value, time) else _local(value)
    return local_formats.clock(local)  # type: ignore[arg-type]


@register.filter
def moment(value: Day | None) -> SafeString:
    """Format an instant as a ``<time>`` such as ``Thu 2 Apr, 09:00``, with its zone on hover.

    A plain date has no time and no zone.
    """
    return moment_formatter()(value)


def moment_formatter() -> Callable[[Day | None], SafeString]:
    """Return ``moment`` for many values: time zone, year and language are looked up once."""
    zone = timezone.get_current_timezone()
    names, year = _current_names(), timezone.localdate(timezone=zone).year
    time_format = local_formats.current().time_format

    def write(value: Day | None) -> SafeString:
        if value is None:
            return SafeString("")
        local = _in_zone(value, zone)
        text = _day(local, names, year)
        if not isinstance(local, datetime):
            return _mark(f'<time datetime="{local.isoformat()}">{text}</time>')
        text = names[4] % {"day": text, "time": local_formats.clock(local, time_format)}
        title = _zone_title(str(local.tzinfo or ""))
        return _mark(f'<time datetime="{local.isoformat(timespec="minutes")}"{title}>{text}</time>')

    return write


@register.filter
def days_until(value: Day | None, now: Day) -> str:
    """Return the distance in the user's calendar days: ``in 3 days``, ``today``."""
    if value is None:
        return ""
    days = (_date(value) - _date(now)).days
    if abs(days) <= 1:
        return (gettext("today"), gettext("tomorrow"), gettext("yesterday"))[days]
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


def _local(value: Day) -> Day:
    return _in_zone(value, timezone.get_current_timezone())


def _in_zone(value: Day, zone: tzinfo) -> Day:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(zone)
    return value


def _date(value: Day) -> date:
    local = _local(value)
    return local.date() if isinstance(local, datetime) else local


def _day(local: Day, names: Names, year: int) -> str:
    weekdays, months, this_year, other_year, _moment = names
    pattern = this_year if local.year == year else other_year
    return pattern % {
        "weekday": weekdays[local.weekday()],
        "day": local.day,
        "month": months[local.month - 1],
        "year": local.year,
    }


def _current_names() -> Names:
    return _names(get_language() or "en", local_formats.current().date_order)


@cache
def _names(language: str, date_order: str) -> Names:
    """Return the weekdays, months and patterns of ``language``, which must be the active one."""
    this_year, other_year = local_formats.day_patterns(date_order)
    return (
        tuple(str(WEEKDAYS_ABBR[index]) for index in range(7)),
        tuple(str(MONTHS_3[index + 1]).capitalize() for index in range(12)),
        escape(this_year),
        escape(other_year),
        # Translators: a day and a time of it, such as “Thu 2 Apr, 09:00”.
        escape(gettext("%(day)s, %(time)s")),
    )


@cache
def _zone_title(name: str) -> str:
    return f' title="{escape(name)}"' if name else ""


def _mark(html: str) -> SafeString:
    return mark_safe(html)  # numbers, escaped patterns and escaped names only
