"""How to sign in to the demo: ``{% load demo %}``."""

from django import template
from django.conf import settings

from accounts.models import User
from demo import leave
from demo.load import PASSWORD, SEEKER

register = template.Library()


@register.simple_tag
def demo_login() -> dict[str, str]:
    """Return the demo's credentials; empty if DEBUG is off or no demo is loaded."""
    if settings.DEBUG and User.objects.filter(email=SEEKER).exists():
        return {"login": SEEKER, "password": PASSWORD}
    return {}


@register.filter
def is_demo(user: User) -> bool:
    """Return whether this is the seeker of the demo: ``{% if user|is_demo %}``."""
    return leave.is_demo(user)
