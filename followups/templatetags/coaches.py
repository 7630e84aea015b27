"""Messages and notes from a seeker's coaches: ``{% load coaches %}``."""

from datetime import datetime

from django import template
from django.db.models import QuerySet

from accounts.models import User
from followups import coach_messages
from followups.models.coach import CoachNote

register = template.Library()


@register.simple_tag
def from_coaches(seeker: User, now: datetime) -> list[coach_messages.CoachMessage]:
    """Return the nudges and the policy change to show: ``{% from_coaches user now as words %}``."""
    return coach_messages.messages_for(seeker, now)


@register.simple_tag
def shared_notes(seeker: User) -> QuerySet[CoachNote]:
    """Return the notes that coaches share: ``{% shared_notes user as notes %}``."""
    return coach_messages.shared_notes(seeker)
