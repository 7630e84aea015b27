"""What coaches and seekers leave for one another: ``{% load coaches %}``."""

from datetime import datetime

from django import template
from django.db.models import QuerySet

from accounts.models import User
from followups import coach_messages
from followups.models.coach import CoachNote

register = template.Library()


@register.simple_tag
def from_coaches(seeker: User, now: datetime) -> list[coach_messages.CoachMessage]:
    """The nudges and the policy that stand on Today: ``{% from_coaches user now as words %}``."""
    return coach_messages.messages_for(seeker, now)


@register.simple_tag
def shared_notes(seeker: User) -> QuerySet[CoachNote]:
    """The notes that coaches share: ``{% shared_notes user as notes %}``."""
    return coach_messages.shared_notes(seeker)
