"""What coaches leave for a seeker: ``{% load coaches %}``."""

from datetime import datetime

from django import template
from django.db.models import QuerySet

from accounts.models import User
from followups import from_coach
from followups.coach_models import CoachNote

register = template.Library()


@register.simple_tag
def from_coaches(seeker: User, now: datetime) -> list[from_coach.Word]:
    """The nudges and the policy that stand on Today: ``{% from_coaches user now as words %}``."""
    return from_coach.words_for(seeker, now)


@register.simple_tag
def shared_notes(seeker: User) -> QuerySet[CoachNote]:
    """The notes that coaches share: ``{% shared_notes user as notes %}``."""
    return from_coach.shared_notes(seeker)
