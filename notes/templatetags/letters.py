"""Days as written in a letter."""

from datetime import date

from django import template
from django.utils.dateformat import format as formatted

from jobtracker.local_formats import day_in_letter

register = template.Library()


@register.filter
def letter_day(day: date | None) -> str:
    """``Thursday 19 March``, or ``Thursday, March 19`` for whoever is used to that."""
    return day_in_letter(day) if day else ""


@register.filter
def letter_month(day: date, today: date) -> str:
    """``March``, with the year if it differs from that of ``today``."""
    return formatted(day, "F" if day.year == today.year else "F Y")
