"""Query conditions for whose turn it is, on reminders and held-back items.

``at`` is the lookup path from the filtered rows to the reminder or held-back item.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.models import Application

LIVE = ("planned", "open", "snoozed")
"""States of a reminder that is not settled yet."""
OVER = ("closed", "accepted_elsewhere")
"""Guards of the rules on applications that wait for nobody."""


def live(now: datetime, at: str = "") -> Q:
    """A reminder that is neither settled nor lapsed at ``now``."""
    lasts = Q((f"{at}lapses_at", None)) | Q((f"{at}lapses_at__gte", now))
    return lasts & Q((f"{at}state__in", LIVE))


def awake(now: datetime, at: str = "") -> Q:
    """A live reminder that is not snoozed beyond ``now``."""
    is_up = Q((f"{at}snoozed_until", None)) | Q((f"{at}snoozed_until__lte", now))
    return live(now, at) & is_up


def asked(now: datetime, at: str = "") -> Q:
    """A reminder to act on at ``now``: open, awake, not optional, and not set aside."""
    is_asked = Q((f"{at}optional", False), (f"{at}set_aside", False))
    return awake(now, at) & is_asked & Q((f"{at}opens_at__lte", now))


def overdue(now: datetime, at: str = "") -> Q:
    """A reminder to act on that was due before ``now``, and of which the seeker was told."""
    return asked(now, at) & Q((f"{at}catch_up", False), (f"{at}due_at__lt", now))


def still_held(now: datetime, at: str = "") -> Q:
    """A held-back item that still applies at ``now``."""
    return Q((f"{at}expires_at", None)) | Q((f"{at}expires_at__gt", now))


def needing_me(rows: QuerySet[Application], now: datetime) -> QuerySet[Application]:
    """Applications with a reminder to act on at ``now``."""
    return rows.filter(_is_asked(now))


def waiting_on_them(rows: QuerySet[Application], now: datetime) -> QuerySet[Application]:
    """Applications with nothing to do at ``now``, held back until others act."""
    held = _same().filter(
        ~Q(held_back__guard__in=OVER), still_held(now, "held_back__"), held_back__isnull=False
    )
    return rows.filter(Exists(held), ~_is_asked(now))


def _is_asked(now: datetime) -> Exists:
    return Exists(_same().filter(asked(now, "reminders__")))


def _same() -> QuerySet[Application]:
    return Application.objects.filter(pk=OuterRef("pk"))
