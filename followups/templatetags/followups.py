"""Reminders for pages of lower floors: ``{% load followups %}``."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.utils import timezone

from applications.lists import NextStep, TableRow
from applications.models import Application
from followups.next_in_short import next_in_short
from followups.steps import Steps, steps

register = template.Library()


@register.simple_tag
def next_steps(application: Application, now: datetime | None = None) -> Steps:
    """What is asked of the seeker for one application now, what is coming, and why one may rest.

    ``{% next_steps application now as steps %}``
    """
    return steps(application, now or timezone.now())


@register.simple_tag
def next_of(rows: Iterable[TableRow]) -> dict[int, NextStep]:
    """The next step of each application of a table: ``{% next_of table.rows as steps %}``."""
    return next_in_short([row.pk for row in rows], timezone.now())
