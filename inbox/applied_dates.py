"""When an application was sent, by an answer that came before the day that is known of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from inbox.answers import Answer
from inbox.models import Suggestion

ABOUT_A_RUN = (Suggestion.Kind.CONFIRMATION, Suggestion.Kind.REJECTION)
"""Kinds that make no sense before the application was sent."""
SECOND = timedelta(seconds=1)


def sent_earlier(answer: Answer, sent: Iterable[datetime], zone: ZoneInfo) -> datetime | None:
    """Return when an application was sent instead; None where its days ``sent`` fit the answer.

    Who types an application first and brings its mails later has left it with the present day.
    """
    first = min(sent, default=None)
    if answer.kind not in ABOUT_A_RUN or first is None:
        return None
    if answer.at.astimezone(zone).date() >= first.astimezone(zone).date():
        return None
    before = answer.at - SECOND
    return min(answer.applied_at or before, before)
