"""The project's two signals, sent by services inside their transaction.

``facts_changed``: a user's data changed, and their plan must follow, so that both are saved or lost
together. Arguments: ``owner_id`` (int), ``application_ids`` (a collection of ints, or None for
everything of that owner), ``now`` (aware datetime) and, where only settings such as the time zone
changed, ``revive=False``: that brings back nothing that was done or dismissed.

``happened``, sent by ``tell``: something that a program of the user's may want to hear of. Its
arguments are those of ``tell``. No plan depends on it; where nobody listens it costs one query.
"""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from django.dispatch import Signal

facts_changed = Signal()
happened = Signal()


class Happening(StrEnum):
    """What can happen, and the kind of row that it happens to."""

    REMINDER_OPENED = "reminder.opened"
    REMINDER_DONE = "reminder.done"
    SUGGESTION_CREATED = "suggestion.created"
    APPLICATION_CHANGED = "application.changed"
    DIGEST_FAILED = "digest.failed"


def tell(
    what: Happening, keys: Collection[int], *, owner_ids: Collection[int], now: datetime
) -> None:
    """Send ``happened`` for these rows, inside the transaction that wrote them; not for none."""
    if keys:
        happened.send(sender=None, what=what, keys=keys, owner_ids=owner_ids, now=now)
