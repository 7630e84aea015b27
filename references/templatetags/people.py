"""Template tags of the pages about people."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import template

from references import formatting

register = template.Library()


@register.simple_tag
def token() -> str:
    """Return a new token for a one-button form, which makes it safe to submit twice."""
    return str(uuid4())


@register.filter
def age(since: date | None, today: date) -> str:
    """Return how long ago a date is: ``3 days ago``, ``5 months ago``, ``4 years ago``."""
    return formatting.age(since, today)


@register.filter
def of(values: dict[Any, Any], key: Any) -> Any:
    """Return the value under ``key``: ``{{ topics|of:interview.pk }}``."""
    return values.get(key)
