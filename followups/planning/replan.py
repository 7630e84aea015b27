"""Replan: collect the facts, make the plan, apply it to the reminder rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from accounts.locking import lock
from followups.planning.apply import PlanForScope, apply
from followups.planning.collect import Collected, collect_many
from followups.planning.elsewhere import events_elsewhere
from followups.planning.siblings import Siblings, line_up_in
from followups.timing.facts import Facts
from followups.timing.plan import plan_application, plan_person
from jobtracker.signals import facts_changed

SEEKER = "seeker"
"""The scope of the reminder that belongs to no application and no reference."""
_deferred: ContextVar[dict[int, bool] | None] = ContextVar("deferred", default=None)
"""The owners to replan when ``defer_replan`` ends, and whether facts changed; None outside."""


@receiver(facts_changed)
def on_facts_changed(
    sender: object,
    *,
    owner_id: int,
    application_ids: Collection[int] | None,
    now: datetime,
    revive: bool = True,
    **kwargs: Any,
) -> None:
    """Replan what the changed facts affect, in the same transaction."""
    owners = _deferred.get()
    if owners is None:
        replan(owner_id, application_ids, now=now, revive=revive)
    else:
        owners[owner_id] = owners.get(owner_id, False) or revive


@contextmanager
def defer_replan(*, now: datetime) -> Iterator[dict[int, bool]]:
    """Collect changed facts, and replan each owner once when the block ends.

    For bulk changes, inside one transaction. If the block raises, nothing is replanned. Yields the
    keys of the owners to replan, each with whether more than their settings changed.
    """
    owners: dict[int, bool] = {}
    token = _deferred.set(owners)
    try:
        yield owners
    finally:
        _deferred.reset(token)
    for owner_id, revive in owners.items():
        replan(owner_id, None, now=now, revive=revive)


@transaction.atomic
def replan(
    owner_id: int,
    application_ids: Collection[int] | None,
    *,
    now: datetime,
    revive: bool = True,
) -> Counter[str]:
    """Replan one seeker's applications (None: all), those they bear on, and references.

    Locks the owner's row first, so that two replans for one seeker run one after the other and the
    second sees the facts of the first. ``revive`` is False where no fact changed, only settings
    (the zone, the policy, days off): then what was done or dismissed stays so. Returns the number
    of rows changed, by kind.
    """
    owner = lock(owner_id)
    elsewhere = events_elsewhere([owner_id])
    siblings = Siblings(owner_id, elsewhere)
    if application_ids is not None:
        application_ids = siblings.with_affected(application_ids)
    collected = collect_many([owner], application_ids, elsewhere)[0]
    made = list(_plans_alone(collected))
    siblings.remember(made)
    return apply(owner_id, _line_up_once(made), now=now, revive=revive)


def plans(collected: Collected) -> Iterator[PlanForScope]:
    """Yield the plan of every collected application and reference, and of the seeker."""
    return _line_up_once(_plans_alone(collected))


def _plans_alone(collected: Collected) -> Iterator[PlanForScope]:
    """Yield the plans as they are made, each from its own facts."""
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


def _line_up_once(plans: Iterable[PlanForScope]) -> Iterator[PlanForScope]:
    """Yield the plans so that the seeker lines up references once: when it is first asked for."""
    asked = []
    for plan in plans:
        if found := line_up_in(plan):
            asked.append((found.opens_at, plan.application_id, found))
            rest = tuple(each for each in plan.reminders if each is not found)
            plan = replace(plan, reminders=rest)
        yield plan
    first = min(asked, key=lambda each: each[:2], default=None)
    yield PlanForScope(SEEKER, (first[2],) if first else ())
