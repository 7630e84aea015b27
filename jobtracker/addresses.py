"""Addresses of pages about one row, put together without resolving a pattern for every row."""

from functools import cache

from django.urls import reverse


def address(name: str, pk: int) -> str:
    """The address of the page ``name`` about the row ``pk``."""
    before, after = _around(name)
    return f"{before}{pk}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _zero, after = reverse(name, args=[0]).rpartition("0")
    return before, after
