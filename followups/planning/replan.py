"""Replan: collect the facts, make the plan, apply it to the reminder rows."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from accounts.locking import lock
from followups.planning.apply import PlanForScope, apply
from followups.planning.collect import Collected, collect
from followups.timing.facts import Facts
from followups.timing.plan import plan_application, plan_person
from jobtracker.signals import facts_changed

_deferred: ContextVar[set[int] | None] = ContextVar("deferred", default=None)
"""The owners to replan when ``defer_replan`` ends; None outside of it."""


@receiver(facts_changed)
def on_facts_changed(
    sender: object,
    *,
    owner_id: int,
    application_ids: Collection[int] | None,
    now: datetime,
    **kwargs: Any,
) -> None:
    """Replan what the changed facts affect, in the same transaction."""
    owners = _deferred.get()
    if owners is None:
        replan(owner_id, application_ids, now=now)
    else:
        owners.add(owner_id)


@contextmanager
def defer_replan(*, now: datetime) -> Iterator[set[int]]:
    """Collect changed facts, and replan each owner once when the block ends.

    For bulk changes, inside one transaction. If the block raises, nothing is replanned. Yields the
    keys of the owners to replan.
    """
    owners: set[int] = set()
    token = _deferred.set(owners)
    try:
        yield owners
    finally:
        _deferred.reset(token)
    for owner_id in owners:
        replan(owner_id, None, now=now)


@transaction.atomic
def replan(
    owner_id: int, application_ids: Collection[int] | None, *, now: datetime
) -> Counter[str]:
    """Replan one seeker's applications (None: all) and references.

    Locks the owner's row first, so that two replans for one seeker run one after the other and the
    second sees the facts of the first. Returns the number of rows changed, by kind.
    """
    return apply(owner_id, plans(collect(lock(owner_id), application_ids)), now=now)


def plans(collected: Collected) -> Iterator[PlanForScope]:
    """Yield the plan of every collected application and reference."""
    for pk, facts in collected.applications.items():
        yield _of_application(pk, facts, collected)
    for reference in collected.references:
        plan = plan_person(
            reference,
            collected.messages.get(reference.id, ()),
            collected.owner.zone,
            collected.policy,
        )
        yield PlanForScope(reference.id, plan.reminders, plan.held_back)


def _of_application(pk: int, facts: Facts | None, collected: Collected) -> PlanForScope:
    if facts is None:
        return PlanForScope(f"a{pk}", (), application_id=pk)
    plan = plan_application(facts, collected.policy)
    return PlanForScope(f"a{pk}", plan.reminders, plan.held_back, application_id=pk)
