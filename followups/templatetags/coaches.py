"""What coaches and seekers leave for one another: ``{% load coaches %}``."""

from datetime import datetime

from django import template
from django.db.models import QuerySet

from accounts.grants import invitations_to_coach
from accounts.models import CoachGrant, User
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


@register.simple_tag
def invitations(person: User) -> QuerySet[CoachGrant]:
    """The seekers' invitations that wait for this person: ``{% invitations user as waiting %}``."""
    return invitations_to_coach(person).select_related("seeker")
