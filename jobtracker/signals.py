"""The one signal of the project: somebody's facts have changed.

It is sent inside the transaction of the verb that changed them, so that a fact and the plan made
from it are kept or lost together. Arguments: ``owner_id`` (int) and ``application_ids`` (a
collection of ints, or None for everything of that owner) and ``now`` (aware datetime).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.dispatch import Signal

_gathered: ContextVar[set[int] | None] = ContextVar("gathered", default=None)


class _FactsChanged(Signal):
    """Sent at once, or, within ``gathered``, kept for the end."""

    def send(self, sender: Any, **named: Any) -> list[tuple[Callable[..., Any], Any]]:
        """Tell the planner, unless the changes are being gathered."""
        owners = _gathered.get()
        if owners is None:
            return super().send(sender, **named)
        owners.add(named["owner_id"])
        return []


facts_changed = _FactsChanged()


@contextmanager
def defer_facts_changed(*, now: datetime) -> Iterator[None]:
    """Within it, changed facts are not told one by one; at its end each owner is told of once.

    For acts on very many rows, inside one transaction. Where it ends in an error nothing is told.
    """
    owners: set[int] = set()
    token = _gathered.set(owners)
    try:
        yield
    finally:
        _gathered.reset(token)
    for owner_id in owners:
        facts_changed.send(sender=None, owner_id=owner_id, application_ids=None, now=now)
