"""Hears what happens in the apps below, and writes it down for webhooks."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from api.webhooks import outbox
from jobtracker.signals import Happening, happened


@receiver(happened)
def on_happened(
    sender: object,
    *,
    what: Happening,
    keys: Collection[int],
    owner_ids: Collection[int],
    now: datetime,
    **kwargs: Any,
) -> None:
    """Write a message for each webhook that is told of it, in the same transaction."""
    outbox.write(what, keys, owner_ids, now)
