"""How often one person may press what makes us connect to a host of theirs."""

from django.core.cache import cache

MOST_PRESSES = 30
SECONDS = 3600


def may_press(what: str, user_id: int) -> bool:
    """Count a press, and return whether it is not one of too many within an hour."""
    key = f"presses.{what}.{user_id}"
    cache.add(key, 0, SECONDS)
    return cache.incr(key) <= MOST_PRESSES
