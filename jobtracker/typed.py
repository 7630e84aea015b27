"""What a person typed, read from a request that no form stands behind."""

from django.http import QueryDict


def line(typed: QueryDict, name: str) -> str:
    """One line, with single spaces and without the character that PostgreSQL does not take."""
    return " ".join(typed.get(name, "").replace("\0", "").split())
