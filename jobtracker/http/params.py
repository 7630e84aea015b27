"""What a person typed, read from a request that no form stands behind."""

from django.http import QueryDict


def clean_line(typed: QueryDict, name: str) -> str:
    """One line, with single spaces and without the character that PostgreSQL does not take."""
    return " ".join(typed.get(name, "").replace("\0", "").split())


def parse_pk(text: str) -> int | None:
    """The key of a row; None where the text is none that a database could hold."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
