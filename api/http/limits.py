"""How often may be asked: so many requests in each minute of the clock."""

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from api.http.problems import Problem

SECONDS = 60


def check_limit(who: str, now: datetime) -> None:
    """Count a request of ``who``. Raises Problem 429 beyond ``API_REQUESTS_A_MINUTE``."""
    minute, second = divmod(int(now.timestamp()), SECONDS)
    counter = f"api:{who}:{minute}"
    cache.add(counter, 0, timeout=2 * SECONDS)
    if _count(counter) > settings.API_REQUESTS_A_MINUTE:
        wait = SECONDS - second
        detail = _("Too many requests. Ask again in %(seconds)s seconds.") % {"seconds": wait}
        raise Problem(429, detail, headers={"Retry-After": str(wait)})


def _count(counter: str) -> int:
    try:
        return cache.incr(counter)
    except ValueError:
        # It was dropped between the two: the cache is full.
        return 1
