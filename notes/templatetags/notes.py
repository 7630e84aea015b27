"""Notes on pages of lower apps: ``{% load notes %}``."""

from datetime import datetime

from django import template

from applications.models import Interview
from notes import thank_yous as of_interview

register = template.Library()


@register.simple_tag
def thank_yous(interview: Interview, now: datetime) -> list[of_interview.Thanks]:
    """The thank-yous of an interview: ``{% thank_yous interview now as rows %}``."""
    return of_interview.thank_yous(interview, now)
