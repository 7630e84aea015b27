"""Reminders for pages of lower floors: ``{% load followups %}``."""

from datetime import datetime

from django import template

from applications.models import Application
from followups.next_steps import Steps, steps

register = template.Library()


@register.simple_tag
def next_steps(application: Application, now: datetime) -> Steps:
    """What is asked of the seeker for one application now, what is coming, and why one may rest.

    ``{% next_steps application now as steps %}``
    """
    return steps(application, now)
