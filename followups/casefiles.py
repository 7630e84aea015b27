"""Case files of what is in the database: the facts from which `manage.py plan` makes the plan."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from accounts.access import owned_by
from applications.models import Application
from followups.models import PlanContext, Reminder
from followups.planning.collect import facts_of, facts_of_person, policy_of_owner
from followups.planning.siblings import LINE_UP
from followups.timing import facts as f
from followups.timing.casefile.anonymous import anonymous
from followups.timing.casefile.read import Case, to_json
from followups.timing.casefile.write import write_case
from followups.timing.plan import label, plan_application

__all__ = ["anonymous", "case_of", "case_of_reminder", "plan_of"]


def case_of(application: Application, *, now: datetime) -> dict[str, Any]:
    """Return the case file of one application, archived or not.

    What other applications mean for it is among its events. `manage.py plan` adds to its plan the
    reminders that belong to a person rather than to an application, as far as it knows them.
    """
    case = _case(application, now)
    return write_case(case.facts, case.policy, case.now)


def plan_of(application: Application, *, now: datetime) -> dict[str, Any]:
    """Return the plan of one application's case at ``now``, as `manage.py plan` prints it.

    Without what belongs to a person: to keep in touch, to offer the same, to line up references.
    """
    case = _case(application, now)
    plan = plan_application(case.facts, case.policy)
    own = tuple(each for each in plan.reminders if each.rule != LINE_UP)
    return to_json(label(replace(plan, reminders=own), case.now))


def case_of_reminder(reminder: Reminder, *, now: datetime) -> dict[str, Any] | None:
    """Return the case file behind a reminder; None where no application asks for it any more.

    A reminder about a reference as a person rests on all messages to them. To line up references
    rests on the application that asks for it first.
    """
    if reminder.application is not None:
        return case_of(reminder.application, now=now)
    if reminder.reference is not None:
        facts = facts_of_person(reminder.reference)
        return write_case(facts, policy_of_owner(reminder.owner), now)
    asking = owned_by(reminder.owner, PlanContext).filter(line_up_at__isnull=False)
    first = asking.select_related("application").order_by("line_up_at", "application").first()
    return None if first is None else case_of(first.application, now=now)


def _case(application: Application, now: datetime) -> Case:
    facts = facts_of(application)
    events = sorted(facts.events, key=lambda event: event.at)
    told = replace(
        facts,
        events=tuple(_open_from_its_day(event, facts) for event in events),
        references=tuple(_as_told(facts.references, facts.referred_by)),
    )
    return Case(told, policy_of_owner(application.owner), now.replace(microsecond=0))


def _open_from_its_day(event: f.Event, facts: f.Facts) -> f.Event:
    """Return an event whose offer is open on its own day at least, as a case file wants it.

    After a change of zone the offer's day may be a later one.
    """
    if not isinstance(event, f.Outcome) or event.answer_by is None:
        return event
    made_on = event.at.astimezone(facts.timezone).date()
    return replace(event, answer_by=max(event.answer_by, made_on))


def _as_told(
    references: Iterable[f.ReferenceFacts], referred_by: str | None
) -> Iterable[f.ReferenceFacts]:
    """Yield the references in lasting order; only who referred the seeker is told as a contact."""
    for each in sorted(references, key=lambda person: int(person.id.removeprefix("r"))):
        contact = each.contact if each.contact == referred_by else None
        yield replace(each, contact=contact)
