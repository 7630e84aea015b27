"""Phrases that say when a reminder is due, opens or wakes, and until when something waits.

``moment`` and ``day`` format an instant as pages do (``jobtracker.templatetags.dates``).
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
    """Return the phrase for a card, with the time: ``by Thu 2 Apr, 09:00``; empty if undated."""
    form, at = _form(row, now)
    return format_html(form, when=moment(at))


def in_short(row: Row, now: datetime, day: Day) -> str:
    """Return the phrase for a table cell, with the day only: ``was due Thu 2 Apr``."""
    if comes_at(row) > now:
        return _("from {when}").format(when=day(comes_at(row)))
    form, at = _form(row, now)
    return form.format(when=day(at))


def on_a_line(row: Row, now: datetime, day: Day) -> str:
    """Return when it opens, wakes or was due, for a row; empty if it is open and not overdue."""
    return in_short(row, now, day) if is_overdue(row, now) else day_it_comes(row, now, day)


def day_it_comes(row: Row, now: datetime, day: Day) -> str:
    """Return the day on which it opens or wakes; empty if it is open."""
    return day(comes_at(row)) if comes_at(row) > now else ""


def until(row: HeldBack | HeldBackRow, day: Day) -> str:
    """Return until which day it is held back; empty if there is no date."""
    return _("until {when}").format(when=day(row.until)) if row.until else ""


def _form(row: Row, now: datetime) -> tuple[str, datetime | None]:
    """Return a phrase for a card, and the instant to insert."""
    if is_snoozed(row, now):
        return _("put off until {when}"), row.snoozed_until
    if is_coming(row, now):
        return _("from {when}"), row.opens_at
    if is_overdue(row, now):
        return _("was due {when}"), row.due_at
    if row.optional:
        return _("if you like"), None
    if row.catch_up:
        return _("as soon as you can"), None
    return (_("by {when}"), row.due_at) if row.due_at else ("", None)
