"""The next steps of an application: ``{% load followups %}``."""

from datetime import datetime

from django import template

from applications.models import Application
from followups.inbox_cards import InboxCard, cards_of
from followups.inbox_line import waiting_on
from followups.next_steps import Steps, steps

register = template.Library()


@register.simple_tag
def next_steps(application: Application, now: datetime) -> Steps:
    """Return the application's open and coming reminders, and what is held back.

    ``{% next_steps application now as steps %}``
    """
    return steps(application, now)


@register.simple_tag
def waiting_suggestions(application: Application, now: datetime) -> list[InboxCard]:
    """Return the suggestions that wait for an answer and belong to the application."""
    found = waiting_on(application)
    return cards_of(application.owner, found, now) if found else []
