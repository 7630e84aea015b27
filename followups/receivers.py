"""Facts have changed: plan anew, in the same transaction."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from followups.refresh import refresh
from jobtracker.signals import facts_changed


@receiver(facts_changed)
def plan_anew(
    sender: object,
    *,
    owner_id: int,
    application_ids: Collection[int] | None,
    now: datetime,
    **kwargs: Any,
) -> None:
    """Refresh the plans that the changed facts bear on."""
    refresh(owner_id, application_ids, now=now)
