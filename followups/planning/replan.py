"""The one entry to the planner: collect the facts, make the plan, bring the rows in line."""

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
"""Whose plans are to be made at the end of ``defer_replan``; None outside of it."""


@receiver(facts_changed)
def on_facts_changed(
    sender: object,
    *,
    owner_id: int,
    application_ids: Collection[int] | None,
    now: datetime,
    **kwargs: Any,
) -> None:
    """Plan anew what the changed facts bear on, in the same transaction."""
    owners = _deferred.get()
    if owners is None:
        replan(owner_id, application_ids, now=now)
    else:
        owners.add(owner_id)


@contextmanager
def defer_replan(*, now: datetime) -> Iterator[None]:
    """Within it, changed facts change no plan; at its end each owner's is made anew, once.

    For acts on very many rows, inside one transaction. Where it ends in an error nothing is
    planned.
    """
    owners: set[int] = set()
    token = _deferred.set(owners)
    try:
        yield
    finally:
        _deferred.reset(token)
    for owner_id in owners:
        replan(owner_id, None, now=now)


@transaction.atomic
def replan(
    owner_id: int, application_ids: Collection[int] | None, *, now: datetime
) -> Counter[str]:
    """Plan anew for one seeker: these applications (all where None) and their references.

    The owner's row is locked first, so that two refreshes of one seeker come one after the other
    and the second sees the facts of the first. Gives the number of rows changed, by kind.
    """
    return apply(owner_id, plans(collect(lock(owner_id), application_ids)), now=now)


def plans(collected: Collected) -> Iterator[PlanForScope]:
    """The plan of every application and every reference that was collected."""
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
