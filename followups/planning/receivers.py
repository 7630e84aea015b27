"""Facts have changed: plan anew, in the same transaction."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from followups.planning.replan import replan
from jobtracker.signals import facts_changed


@receiver(facts_changed)
def on_facts_changed(
    sender: object,
    *,
    owner_id: int,
    application_ids: Collection[int] | None,
    now: datetime,
    **kwargs: Any,
) -> None:
    """Refresh the plans that the changed facts bear on."""
    replan(owner_id, application_ids, now=now)
