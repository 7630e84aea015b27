"""Words of the API's document as HTML."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
MARKS = ((re.compile(r"`([^`]+)`"), "code"), (re.compile(r"\*\*([^*]+)\*\*"), "strong"))


@register.filter
def marked(text: str) -> SafeString:
    """Return a text with what stands between backticks as code, and between stars as strong."""
    said = str(escape(text))
    for pattern, tag in MARKS:
        said = pattern.sub(rf"<{tag}>\1</{tag}>", said)
    return mark_safe(said)
