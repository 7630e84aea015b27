"""The engine's entry points: `plan` makes a plan from facts, `label` adds statuses at a moment."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

from followups.timing.calendar import Calendar
from followups.timing.facts import Facts, MessageSent, ReferenceFacts
from followups.timing.history import RuleContext
from followups.timing.plan_items import HeldBack, Labelled, LabelledPlan, Plan, Planned, Status
from followups.timing.policy.make import Policy
from followups.timing.rules.applying import APPLYING_RULES
from followups.timing.rules.interviews import INTERVIEW_RULES
from followups.timing.rules.offers import OFFER_RULES
from followups.timing.rules.people import PERSON_RULES
from followups.timing.rules.references import REFERENCE_RULES, consent_guards
from followups.timing.rules.referrers import REFERRER_RULES
from followups.timing.rules.status import status_chain

__all__ = [
    "HeldBack",
    "Labelled",
    "LabelledPlan",
    "Plan",
    "Planned",
    "Status",
    "label",
    "plan",
    "plan_application",
    "plan_person",
]

APPLICATION_RULES = (*APPLYING_RULES, *INTERVIEW_RULES, *OFFER_RULES, *REFERRER_RULES)


def plan(facts: Facts, policy: Policy) -> Plan:
    """Return the plan for one application and its references; it does not depend on the clock.

    Reminders are sorted by (opens_at, key), held-back entries by (rule, about, guard).
    """
    notes = [event for event in facts.events if isinstance(event, MessageSent)]
    people = [plan_person(person, notes, facts.timezone, policy) for person in facts.references]
    return _merged([plan_application(facts, policy), *people])


def plan_application(facts: Facts, policy: Policy) -> Plan:
    """Return the plan without the rules that belong to a person rather than an application."""
    context = RuleContext.of(facts, policy)
    reminders = [planned for rule in APPLICATION_RULES for planned in rule(context)]
    held_back: list[HeldBack] = []
    for person in context.history.references:
        for rule in REFERENCE_RULES:
            reminders += rule(context, person)
        held_back += consent_guards(context, person)
    return _merged([Plan(tuple(reminders), tuple(held_back)), status_chain(context)])


def plan_person(
    reference: ReferenceFacts, messages: Iterable[MessageSent], timezone: ZoneInfo, policy: Policy
) -> Plan:
    """Return the plan of the rules that belong to one person.

    `messages` are those of all applications; messages to other people are ignored.
    """
    calendar, messages = Calendar.of(timezone, policy), tuple(messages)
    reminders = (rule(reference, messages, calendar, policy) for rule in PERSON_RULES)
    return _merged([Plan(tuple(chain.from_iterable(reminders)))])


def _merged(plans: Iterable[Plan]) -> Plan:
    plans = tuple(plans)
    reminders = [planned for part in plans for planned in part.reminders]
    held_back = [entry for part in plans for entry in part.held_back]
    reminders.sort(key=lambda planned: (planned.opens_at, planned.key))
    held_back.sort(key=lambda entry: (entry.rule, entry.about or "", entry.guard))
    return Plan(tuple(reminders), tuple(held_back))


def label(plan: Plan, now: datetime) -> LabelledPlan:
    """Return the plan with each reminder's status at `now` (aware).

    Lapsed reminders and expired held-back entries are left out.
    """
    return LabelledPlan(
        tuple(
            Labelled(planned, status_at(planned, now))
            for planned in plan.reminders
            if planned.lapses_at is None or now <= planned.lapses_at
        ),
        tuple(entry for entry in plan.held_back if entry.until is None or now < entry.until),
    )


def status_at(planned: Planned, now: datetime) -> Status:
    """Return the status at `now` (aware) of a reminder that has not lapsed."""
    if now < planned.opens_at:
        return Status.PLANNED
    late = planned.due_at is not None and now > planned.due_at
    return Status.OVERDUE if late and not planned.optional else Status.OPEN
