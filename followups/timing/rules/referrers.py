"""The rules about the person who referred the seeker, one function per rule.

Each takes the context and yields at most one reminder.
"""

from collections.abc import Iterator

from followups.timing.calendar import Moment
from followups.timing.facts import Applied, Purpose, Result
from followups.timing.history import RuleContext
from followups.timing.plan_items import Planned, ReasonData, remind

LAPSES_AFTER_DAYS = 30
"""A note to the person who referred the seeker lapses after this many times 24 hours."""
NEWS = (Result.ACCEPTED, Result.DECLINED, Result.REJECTED, Result.WITHDRAWN)
"""Outcomes of which the person who referred the seeker is told."""


def thank_referrer(context: RuleContext) -> Iterator[Planned]:
    """referrer.thank_you: someone referred the seeker, who applied and did not thank them."""
    history, person = context.history, context.history.referred_by
    first = next(iter(history.all(Applied)), None)
    if person is None or first is None:
        return
    if not history.was_sent(Purpose.REFERRER_THANK_YOU, to=person, ever=True):
        since = Moment(first.at)
        yield remind(
            "referrer.thank_you",
            [person],
            ReasonData("referrer.thank_you", {"person": person, "applied_at": first.at}),
            since,
            since.plus_hours(context.policy.thank_you_hours, "thank_you_hours"),
            since.plus_full_days(LAPSES_AFTER_DAYS),
            to=person,
        )


def tell_referrer(context: RuleContext) -> Iterator[Planned]:
    """referrer.outcome: the person who referred the seeker does not know how it ended.

    Who was also involved as a reference is told as one.
    """
    history, person = context.history, context.history.referred_by
    outcome = history.outcome
    if person is None or outcome is None or outcome.result not in NEWS:
        return
    if any(history.referred(each) and history.is_involved(each.id) for each in history.references):
        return
    if not history.was_sent(Purpose.REFERRER_OUTCOME, to=person, since=outcome.at):
        since = Moment(outcome.at)
        yield remind(
            "referrer.outcome",
            [person, outcome.name],
            ReasonData(
                "referrer.outcome",
                {"person": person, "outcome_at": outcome.at, "result": outcome.result.value},
            ),
            since,
            since.plus_hours(context.policy.outcome_hours, "outcome_hours"),
            since.plus_full_days(LAPSES_AFTER_DAYS),
            to=person,
        )


REFERRER_RULES = (thank_referrer, tell_referrer)
"""The rules of this module, in the order of the catalogue."""
