"""The public holidays of a country or a part of it, from the ``holidays`` package."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import islice

MOST_DATES = 1_000
"""As many days off as a plan takes."""
LONGEST_WEEKEND = 3
"""Days. With every day off there would be no next working day."""


@lru_cache(maxsize=256)
def public_holidays(country: str, region: str, first: int, last: int) -> frozenset[date]:
    """Return the public holidays of the years ``first`` to ``last``, the earliest ``MOST_DATES``.

    None for a country or a region that the package does not know.
    """
    if not country:
        return frozenset()
    # It takes a while to load, and only those who named their country need it.
    import holidays  # noqa: PLC0415

    try:
        days: Iterable[date] = holidays.country_holidays(
            country, subdiv=region or None, years=range(first, last + 1)
        )
    except (KeyError, NotImplementedError, ValueError):
        return frozenset()
    return frozenset(islice(sorted(days), MOST_DATES))


def weekdays(bits: int) -> frozenset[int]:
    """Return the ISO weekdays of a weekend stored as bits, Monday the lowest.

    None if there are more than ``LONGEST_WEEKEND``.
    """
    days = frozenset(day for day in range(1, 8) if bits >> (day - 1) & 1)
    return days if len(days) <= LONGEST_WEEKEND else frozenset()
