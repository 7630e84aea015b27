"""Cleaning of request parameters that no form validates."""

from django.http import QueryDict


def clean_line(typed: QueryDict, name: str) -> str:
    """Return one line with single spaces, and without NUL, which PostgreSQL rejects."""
    return " ".join(typed.get(name, "").replace("\0", "").split())


def parse_pk(text: str) -> int | None:
    """Return the primary key; None if the text is not one that a database can hold."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
