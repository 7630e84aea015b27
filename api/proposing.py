"""Proposals of programs and assistants: into the Inbox, each once a day."""

import json
from datetime import datetime
from uuid import UUID, uuid5

from accounts.models import User
from api.http.problems import Problem
from inbox.answers import Answer
from inbox.models import Suggestion
from inbox.proposals import finding_of
from inbox.services.propose import InboxFullError, propose

NAMESPACE = UUID("7d3f2a51-0c2e-4c8e-8a0f-2f1f6b9d5e64")


def lay(owner: User, answer: Answer, author: str, now: datetime) -> Suggestion:
    """Lay an answer into the Inbox. Raises Problem 409 where too many wait, and ValidationError."""
    try:
        return propose(owner, answer, author=author, token=_token(owner, answer), now=now)
    except InboxFullError as error:
        raise Problem(409, error.messages[0]) from None


def _token(owner: User, answer: Answer) -> UUID:
    """Return the same token for the same facts on the same day, whoever proposes them."""
    day = answer.at.astimezone(owner.zone).date().isoformat()
    about = answer.application.pk if answer.application else None
    facts = finding_of(answer, "")
    return uuid5(NAMESPACE, json.dumps([owner.pk, day, about, facts], sort_keys=True))
