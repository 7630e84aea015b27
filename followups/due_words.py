"""When a reminder is due, comes or comes back, and until when something waits: in a few words.

``moment`` and ``day`` write an instant as pages do (``jobtracker.templatetags.dates``).
"""

from collections.abc import Callable
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from followups.models import HeldBack, Reminder
from followups.rows import HeldBackRow, ReminderRow
from followups.state import comes_at, is_coming, is_overdue, is_snoozed

Row = Reminder | ReminderRow
Day = Callable[[datetime | None], str]


def in_full(row: Row, now: datetime, moment: Callable[[datetime | None], SafeString]) -> SafeString:
    """For a card, with the hour: ``by Thu 2 Apr, 09:00``; empty where nothing says so."""
    form, at = _form(row, now)
    return format_html(form, when=moment(at))


def in_short(row: Row, now: datetime, day: Day) -> str:
    """For a cell, with the day alone: ``was due Thu 2 Apr``; what is put off comes like another."""
    if comes_at(row) > now:
        return _("from {when}").format(when=day(comes_at(row)))
    form, at = _form(row, now)
    return form.format(when=day(at))


def on_a_line(row: Row, now: datetime, day: Day) -> str:
    """For a line: when it comes or was due; what is here and not late needs no word."""
    return in_short(row, now, day) if is_overdue(row, now) else day_it_comes(row, now, day)


def day_it_comes(row: Row, now: datetime, day: Day) -> str:
    """The day on which it comes, or comes back; empty where it is here."""
    return day(comes_at(row)) if comes_at(row) > now else ""


def until(row: HeldBack | HeldBackRow, day: Day) -> str:
    """Until which day it is held back; empty where nobody can tell."""
    return _("until {when}").format(when=day(row.until)) if row.until else ""


def _form(row: Row, now: datetime) -> tuple[str, datetime | None]:
    """What is said of its time, and the instant that goes into it."""
    if is_snoozed(row, now):
        return _("put off until {when}"), row.snoozed_until
    if is_coming(row, now):
        return _("from {when}"), row.opens_at
    if is_overdue(row, now):
        return _("was due {when}"), row.due_at
    if row.optional:
        return _("if you like"), None
    return (_("by {when}"), row.due_at) if row.due_at else ("", None)
