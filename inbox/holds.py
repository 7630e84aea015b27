"""How long an unanswered suggestion holds its application's follow-up back."""

from datetime import datetime

from inbox.models import Suggestion
from inbox.models.suggestion import HOLDS_FOR
from inbox.proposals import is_proposal

NO_ANSWERS = (Suggestion.Kind.SENT, Suggestion.Kind.IGNORE)
"""Kinds that are no answer of an employer."""


def held_until(suggestion: Suggestion, now: datetime) -> datetime | None:
    """Return until when it holds a follow-up back; None if it holds none, or none any more.

    A confirmation holds, too: until somebody has looked at it, it may be anything. What a program
    proposes holds nothing: without a yes it changes no plan.
    """
    is_waiting = suggestion.state == Suggestion.State.WAITING
    if not is_waiting or not suggestion.application_id or suggestion.kind in NO_ANSWERS:
        return None
    if suggestion.finding.get("may_be_forged") or is_proposal(suggestion.finding):
        return None
    until = suggestion.at + HOLDS_FOR
    return until if until > now else None
