"""Waiting invitations in templates: ``{% load invitations %}``."""

from django import template
from django.db.models import QuerySet

from accounts.models import CoachGrant, User
from accounts.services.grants import invitations_to_coach

register = template.Library()


@register.simple_tag
def invitations(person: User) -> QuerySet[CoachGrant]:
    """Return seekers' invitations to this user: ``{% invitations user as waiting %}``."""
    return invitations_to_coach(person).select_related("seeker")
