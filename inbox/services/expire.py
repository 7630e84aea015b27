"""Let suggestions that nobody answers hold no follow-up back any more."""

from collections import Counter
from datetime import datetime

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.services.base import send_facts_changed
from inbox.models import Suggestion


def expire_holds(now: datetime) -> Counter[str]:
    """End the holds that are over at ``now`` (aware), for every owner in a transaction of its own.

    Returns how many ended.
    """
    due = Suggestion.objects.filter(holds_until__lte=now).order_by()
    owners = User.objects.filter(pk__in=due.values("owner"))
    ended = sum(end_holds(owner, now=now) for owner in owners.order_by("pk"))
    return +Counter(holds_ended=ended)


@owner_locked
def end_holds(owner: User, *, now: datetime) -> int:
    """End the owner's holds that are over, replan, and return how many there were."""
    due = owned_by(owner, Suggestion).filter(holds_until__lte=now).order_by()
    held = set(due.values_list("application", flat=True))
    ended = due.update(holds_until=None)
    if applications := {pk for pk in held if pk is not None}:
        send_facts_changed(owner.pk, applications, now, only_holds=True)
    return ended
