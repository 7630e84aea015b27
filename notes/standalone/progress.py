"""The figures of a search, for the note that tells a reference how it goes (S1:progress)."""

from datetime import datetime, timedelta

from django.db.models import Count, Q

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Event
from notes.drafting.facts import Progress

LOOKS_BACK = timedelta(days=365)
"""How far back a search is told of (our figure)."""


def progress_of(user: User, now: datetime) -> Progress:
    """How many applications were sent, interviews held and offers made; one query, no names."""
    since = Q(events__at__gt=now - LOOKS_BACK, events__at__lte=now)
    talks = Q(
        interviews__cancelled_at=None,
        interviews__ends_at__lte=now,
        interviews__ends_at__gt=now - LOOKS_BACK,
    )
    offers = since & Q(events__kind=Event.Kind.OUTCOME, events__result=Event.Result.OFFER)
    counted = owned_by(user, Application).aggregate(
        sent=Count("pk", filter=since & Q(events__kind=Event.Kind.APPLIED), distinct=True),
        interviews=Count("interviews", filter=talks, distinct=True),
        offers=Count("pk", filter=offers, distinct=True),
    )
    return Progress(**counted)
