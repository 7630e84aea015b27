"""What the pages about people need in their templates."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import template

from references import formatting

register = template.Library()


@register.simple_tag
def token() -> str:
    """A fresh token for a form of one button: pressing it twice writes once."""
    return str(uuid4())


@register.filter
def age(since: date | None, today: date) -> str:
    """How long ago a date is: ``3 days ago``, ``5 months ago``, ``4 years ago``."""
    return formatting.age(since, today)


@register.filter
def of(kept: dict[Any, Any], key: Any) -> Any:
    """What ``kept`` holds under ``key``: ``{{ topics|of:interview.pk }}``."""
    return kept.get(key)
