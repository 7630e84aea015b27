"""The next steps of an application: ``{% load followups %}``."""

from datetime import datetime

from django import template

from applications.models import Application
from followups.next_steps import Steps, steps

register = template.Library()


@register.simple_tag
def next_steps(application: Application, now: datetime) -> Steps:
    """Return the application's open and coming reminders, and what is held back.

    ``{% next_steps application now as steps %}``
    """
    return steps(application, now)
