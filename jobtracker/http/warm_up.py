"""What pages need, loaded before anybody asks for one."""

from django.conf import settings
from django.urls import reverse


def warm_up() -> None:
    """Import every view and what they build upon; no database and no cache is asked.

    Connections are made by the process that uses them: two workers must not share one.
    """
    reverse("account_login")
    if settings.REDIS_URL:
        import redis  # noqa: F401, PLC0415 - who runs without it does not load it
