"""The time until an interview, in words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobtracker.templatetags.dates import day, days_until

HOUR = 60


def countdown(starts_at: datetime, ends_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """``in 25 minutes``, ``tomorrow``, ``in 4 days``, ``going on now``, ``it was yesterday``.

    Days are counted on the calendar of ``zone``; within twelve hours or on the same day, hours and
    minutes are counted instead.
    """
    if starts_at <= now < ends_at:
        return _("going on now")
    days = (starts_at.astimezone(zone).date() - now.astimezone(zone).date()).days
    if now >= ends_at:
        return _past(-days)
    ahead = starts_at - now
    if days == 0 or ahead < timedelta(hours=12):
        return _soon(int(ahead.total_seconds() // 60))
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


def answer_text(answer_by: date, today: date) -> str:
    """Until when an offer stays open: ``answer by Fri 3 Apr, in 15 days``."""
    left = (answer_by - today).days
    if left < 0:
        return _("the answer was due %(day)s") % {"day": day(answer_by)}
    if left == 0:
        return _("answer today: it is the last day")
    names = {"day": day(answer_by), "left": days_until(answer_by, today)}
    return _("answer by %(day)s, %(left)s") % names


def lasts(minutes: int) -> str:
    """The duration of an interview: ``45 minutes``, ``1 hour``, ``1 h 30 min``."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}
    if not rest:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def _soon(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return ngettext("in %(n)d minute", "in %(n)d minutes", rest) % {"n": rest}
    if not rest or hours >= 6:
        return ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}
    return _("in %(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def _past(days: int) -> str:
    if days <= 0:
        return _("it was today")
    if days == 1:
        return _("it was yesterday")
    return ngettext("it was %(n)d day ago", "it was %(n)d days ago", days) % {"n": days}
