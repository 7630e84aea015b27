"""The seeker's interest in a job, as five dots."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

MOST = 5
ON = '<span class="interest-dot is-on"></span>'
OFF = '<span class="interest-dot"></span>'


@register.simple_tag
def interest(value: int) -> SafeString:
    """Five dots, of which ``value`` are filled: ``{% interest application.interest %}``."""
    return _dots(value, get_language() or "en")


@cache
def _dots(value: int, language: str) -> SafeString:
    label = _("Interest %(interest)s of 5") % {"interest": value}
    dots = mark_safe(ON * value + OFF * (MOST - value))  # contains no user input
    return format_html('<span class="interest" role="img" aria-label="{}">{}</span>', label, dots)
