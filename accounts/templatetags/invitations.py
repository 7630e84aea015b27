"""Invitations that wait: ``{% load invitations %}``."""

from django import template
from django.db.models import QuerySet

from accounts.models import CoachGrant, User
from accounts.services.grants import invitations_to_coach

register = template.Library()


@register.simple_tag
def invitations(person: User) -> QuerySet[CoachGrant]:
    """The seekers' invitations that wait for this person: ``{% invitations user as waiting %}``."""
    return invitations_to_coach(person).select_related("seeker")
