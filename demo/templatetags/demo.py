"""The way into the demo, where there is one: ``{% load demo %}``."""

from django import template
from django.conf import settings

from accounts.models import User
from demo import leave
from demo.load import PASSWORD, SEEKER

register = template.Library()


@register.simple_tag
def demo_door() -> dict[str, str]:
    """What signs in to the demo; empty where DEBUG is off, or no demo is loaded."""
    if settings.DEBUG and User.objects.filter(email=SEEKER).exists():
        return {"login": SEEKER, "password": PASSWORD}
    return {}


@register.filter
def is_demo(user: User) -> bool:
    """Whether this is the seeker of the demo: ``{% if user|is_demo %}``."""
    return leave.is_demo(user)
