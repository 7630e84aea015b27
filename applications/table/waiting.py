"""Whose turn it is at an application: conditions on its reminders and on what is held back.

``at`` is the path to the reminder, or to what is held back, from the rows that are asked for.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.models import Application

LIVE = ("planned", "open", "snoozed")
"""States of a reminder in which it may be asked for."""


def live(now: datetime, at: str = "") -> Q:
    """A reminder that is neither settled nor, at ``now``, too late."""
    lasts = Q((f"{at}lapses_at", None)) | Q((f"{at}lapses_at__gte", now))
    return lasts & Q((f"{at}state__in", LIVE))


def awake(now: datetime, at: str = "") -> Q:
    """A live reminder that is not put off beyond ``now``."""
    is_up = Q((f"{at}snoozed_until", None)) | Q((f"{at}snoozed_until__lte", now))
    return live(now, at) & is_up


def asked(now: datetime, at: str = "") -> Q:
    """A reminder that is asked for at ``now``: here, awake, and not optional."""
    return awake(now, at) & Q((f"{at}optional", False), (f"{at}opens_at__lte", now))


def overdue(now: datetime, at: str = "") -> Q:
    """A reminder that is asked for and should have been done by ``now``."""
    return asked(now, at) & Q((f"{at}due_at__lt", now))


def still_held(now: datetime, at: str = "") -> Q:
    """Something held back that has still something to say at ``now``."""
    return Q((f"{at}hides_at", None)) | Q((f"{at}hides_at__gt", now))


def needing_me(rows: QuerySet[Application], now: datetime) -> QuerySet[Application]:
    """Where something is asked for at ``now``."""
    return rows.filter(_is_asked(now))


def waiting_on_them(rows: QuerySet[Application], now: datetime) -> QuerySet[Application]:
    """Where nothing is asked for at ``now``, and something is held back until others act."""
    held = _same().filter(
        ~Q(held_back__guard="closed"), still_held(now, "held_back__"), held_back__isnull=False
    )
    return rows.filter(Exists(held), ~_is_asked(now))


def _is_asked(now: datetime) -> Exists:
    return Exists(_same().filter(asked(now, "reminders__")))


def _same() -> QuerySet[Application]:
    return Application.objects.filter(pk=OuterRef("pk"))
