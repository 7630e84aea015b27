"""The two questions asked of the engine: what does the plan say, and how does it look now?"""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain as chained
from zoneinfo import ZoneInfo

from followups.timing.calendar import Calendar
from followups.timing.facts import Facts, MessageSent, ReferenceFacts
from followups.timing.history import RuleContext
from followups.timing.plan_items import HeldBack, Labelled, LabelledPlan, Plan, Planned, Status
from followups.timing.policy.policy import Policy
from followups.timing.rules.interviews import APPLICATION_RULES
from followups.timing.rules.people import PERSON_RULES
from followups.timing.rules.references import REFERENCE_RULES, consent_guards
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


def plan(facts: Facts, policy: Policy) -> Plan:
    """Everything the rules say of one application and its references, in no clock's light.

    Reminders are sorted by (opens_at, key), what is held back by (rule, about, guard).
    """
    notes = [event for event in facts.events if isinstance(event, MessageSent)]
    people = [plan_person(person, notes, facts.timezone, policy) for person in facts.references]
    return _merged([plan_application(facts, policy), *people])


def plan_application(facts: Facts, policy: Policy) -> Plan:
    """The plan without the rules that belong to a person rather than to an application."""
    story = RuleContext.of(facts, policy)
    reminders = [found for rule in APPLICATION_RULES for found in rule(story)]
    held_back: list[HeldBack] = []
    for person in story.history.references:
        for rule in REFERENCE_RULES:
            reminders += rule(story, person)
        held_back += consent_guards(story, person)
    return _merged([Plan(tuple(reminders), tuple(held_back)), status_chain(story)])


def plan_person(
    reference: ReferenceFacts, messages: Iterable[MessageSent], timezone: ZoneInfo, policy: Policy
) -> Plan:
    """The rules that belong to one person, from the messages of all applications.

    Messages to others may be among them: they are passed over.
    """
    calendar, messages = Calendar.of(timezone, policy), tuple(messages)
    found = (rule(reference, messages, calendar, policy) for rule in PERSON_RULES)
    return _merged([Plan(tuple(chained.from_iterable(found)))])


def _merged(plans: Iterable[Plan]) -> Plan:
    plans = tuple(plans)
    reminders = [found for part in plans for found in part.reminders]
    held_back = [entry for part in plans for entry in part.held_back]
    reminders.sort(key=lambda found: (found.opens_at, found.key))
    held_back.sort(key=lambda entry: (entry.rule, entry.about or "", entry.guard))
    return Plan(tuple(reminders), tuple(held_back))


def label(plan: Plan, now: datetime) -> LabelledPlan:
    """How the plan looks at `now` (aware): each reminder's status, without those that lapsed, and
    without what is no longer held back."""
    return LabelledPlan(
        tuple(
            Labelled(found, status_at(found, now))
            for found in plan.reminders
            if found.lapses_at is None or now <= found.lapses_at
        ),
        tuple(entry for entry in plan.held_back if entry.until is None or now < entry.until),
    )


def status_at(planned: Planned, now: datetime) -> Status:
    """Where a reminder that has not lapsed stands at `now` (aware)."""
    if now < planned.opens_at:
        return Status.PLANNED
    late = planned.due_at is not None and now > planned.due_at
    return Status.OVERDUE if late and not planned.optional else Status.OPEN
