"""How long an unanswered suggestion holds its application's follow-up back."""

from datetime import datetime

from inbox.models import Suggestion
from inbox.models.suggestion import HOLDS_FOR

NO_ANSWERS = (Suggestion.Kind.SENT, Suggestion.Kind.IGNORE)
"""Kinds that are no answer of an employer."""


def held_until(suggestion: Suggestion, now: datetime) -> datetime | None:
    """Return until when it holds a follow-up back; None if it holds none, or none any more.

    A confirmation holds, too: until somebody has looked at it, it may be anything.
    """
    is_waiting = suggestion.state == Suggestion.State.WAITING
    if not is_waiting or not suggestion.application_id or suggestion.kind in NO_ANSWERS:
        return None
    if suggestion.finding.get("may_be_forged"):
        return None
    until = suggestion.at + HOLDS_FOR
    return until if until > now else None
