"""The one entry to the planner: collect the facts, make the plan, bring the rows in line."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction

from accounts.locking import lock
from followups.planning.apply import PlanForScope, apply
from followups.planning.collect import Collected, collect
from followups.timing.facts import Facts
from followups.timing.plan import plan_application, plan_person


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
