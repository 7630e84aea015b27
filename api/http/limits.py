"""How often may be asked: so many requests in each minute of the clock; 0 is no limit."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.login_limits import network_of
from api.http.problems import Problem
from api.models import ApiKey

SECONDS = 60


def check_requests(key: ApiKey, now: datetime) -> None:
    """Count a request with a key. Raises Problem 429 beyond ``API_REQUESTS_A_MINUTE``."""
    _check(f"key-{key.pk}", settings.API_REQUESTS_A_MINUTE, now)


def check_wrong_keys(request: HttpRequest, now: datetime) -> None:
    """Count a wrong key from here. Raises Problem 429 beyond ``API_WRONG_KEYS_A_MINUTE``.

    A right key from the same place is let in all the same: nobody can lock somebody else out.
    """
    network = network_of(get_adapter().get_client_ip(request))
    _check(f"wrong-{network}", settings.API_WRONG_KEYS_A_MINUTE, now)


def _check(who: str, most: int, now: datetime) -> None:
    minute, second = divmod(int(now.timestamp()), SECONDS)
    if most and _count(f"api:{who}:{minute}") > most:
        wait = SECONDS - second
        detail = _("Too many requests. Ask again in %(seconds)s seconds.") % {"seconds": wait}
        raise Problem(429, detail, headers={"Retry-After": str(wait)})


def _count(counter: str) -> int:
    """Count one more; most requests are not the first of their minute."""
    try:
        return cache.incr(counter)
    except ValueError:
        if cache.add(counter, 1, timeout=2 * SECONDS):
            return 1
    try:
        return cache.incr(counter)
    except ValueError:
        # It was dropped between the two: the cache is full.
        return 1
