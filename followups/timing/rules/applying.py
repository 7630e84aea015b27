"""The rules around applying, one function per rule.

Each takes the context and yields the reminders that are not settled yet.
"""

from collections.abc import Iterator
from datetime import date

from followups.timing.calendar import Day
from followups.timing.facts import (
    Confirmation,
    EmployerReply,
    Interview,
    MailUnsorted,
    NoContactRequested,
    Outcome,
    ReferenceContacted,
    ReferencesRequested,
    TimelineGiven,
)
from followups.timing.history import RuleContext
from followups.timing.plan_items import Planned, ReasonData, remind

EMPLOYER_SIGNS = (
    Confirmation,
    EmployerReply,
    MailUnsorted,
    TimelineGiven,
    NoContactRequested,
    Interview,
    ReferencesRequested,
    ReferenceContacted,
    Outcome,
)
"""Events that show that the employer has the application."""


def apply_in_time(context: RuleContext) -> Iterator[Planned]:
    """application.apply_by: the posting of a saved job closes soon."""
    history, calendar = context.history, context.calendar
    closes_on = history.closes_on
    if closes_on is None or not history.is_saved or not history.goes_on:
        return
    lead = context.policy.apply_lead_days
    end = calendar.ends(Day(closes_on))
    yield remind(
        "application.apply_by",
        [],
        ReasonData("application.apply_by", {"closes_on": closes_on}),
        calendar.opens(Day(closes_on).plus_days(-lead, "apply_lead_days")),
        end,
        end,
    )


def check_receipt(context: RuleContext) -> Iterator[Planned]:
    """application.receipt: nothing shows that the application arrived."""
    history, policy, calendar = context.history, context.policy, context.calendar
    applied = history.applied
    if applied is None or not history.goes_on:
        return
    day = calendar.day(applied.at)
    if _employer_reacted(context, day.on):
        return
    check_day = calendar.plus_working_days(day, policy.receipt_days, "receipt_days")
    yield remind(
        "application.receipt",
        [applied.name],
        ReasonData("application.receipt", {"applied_at": applied.at}),
        calendar.opens(check_day),
        calendar.closes(check_day),
        calendar.opens(day.plus_days(policy.silence_days, "silence_days")),
    )


def _employer_reacted(context: RuleContext, since: date) -> bool:
    signs = (event for kind in EMPLOYER_SIGNS for event in context.history.all(kind))
    return any(context.calendar.date_of(sign.at) >= since for sign in signs)


APPLYING_RULES = (apply_in_time, check_receipt)
"""The rules of this module, in the order of the catalogue."""
