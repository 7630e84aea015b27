"""Days as written in a letter."""

from datetime import date

from django import template
from django.utils.dateformat import format as formatted

register = template.Library()


@register.filter
def letter_day(day: date | None) -> str:
    """``Thursday 19 March``."""
    return formatted(day, "l j F") if day else ""


@register.filter
def letter_month(day: date, today: date) -> str:
    """``March``, with the year if it differs from that of ``today``."""
    return formatted(day, "F" if day.year == today.year else "F Y")
