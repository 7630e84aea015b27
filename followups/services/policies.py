"""Service that sets a seeker's policy."""

from collections.abc import Mapping
from datetime import datetime, time

from accounts.locking import owner_locked
from accounts.models import User
from followups.models import PolicyChange, PolicyChoice
from followups.planning.replan import replan
from followups.timing.policy.make import make


@owner_locked
def choose_policy(
    owner: User, base: str, changes: Mapping[str, object], *, by: User, now: datetime
) -> PolicyChoice:
    """Set the policy of ``owner`` and replan all of their applications in the same transaction.

    Raises PolicyError if a figure is outside its limits.
    """
    make(base, changes)
    stored = {
        name: f"{value:%H:%M}" if isinstance(value, time) else value
        for name, value in changes.items()
    }
    choice, _ = PolicyChoice.objects.update_or_create(
        owner=owner, defaults={"base": base, "changes": stored, "set_by": by, "set_at": now}
    )
    if by.pk == owner.pk:
        PolicyChange.objects.filter(client=owner, resolved_at=None).update(resolved_at=now)
    replan(owner.pk, None, now=now, revive=False)
    return choice
