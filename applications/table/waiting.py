"""Whose turn it is at an application: conditions on its reminders and on what is held back."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.models import Application

LIVE = ("planned", "open", "snoozed")
"""States of a reminder in which it may be asked for."""


def asked_at(now: datetime) -> Q:
    """An application's reminder that is asked for at ``now``: here, awake, and not optional."""
    return Q(
        Q(reminders__lapses_at=None) | Q(reminders__lapses_at__gte=now),
        Q(reminders__snoozed_until=None) | Q(reminders__snoozed_until__lte=now),
        reminders__state__in=LIVE,
        reminders__optional=False,
        reminders__opens_at__lte=now,
    )


def needing_me(rows: QuerySet[Application], now: datetime) -> QuerySet[Application]:
    """Where something is asked for at ``now``."""
    return rows.filter(_is_asked(now))


def waiting_on_them(rows: QuerySet[Application], now: datetime) -> QuerySet[Application]:
    """Where nothing is asked for at ``now``, and something is held back until others act."""
    held = _same().filter(
        ~Q(held_back__guard="closed"),
        Q(held_back__hides_at=None) | Q(held_back__hides_at__gt=now),
        held_back__isnull=False,
    )
    return rows.filter(Exists(held), ~_is_asked(now))


def _is_asked(now: datetime) -> Exists:
    return Exists(_same().filter(asked_at(now)))


def _same() -> QuerySet[Application]:
    return Application.objects.filter(pk=OuterRef("pk"))
