"""The rules about an offer and about leaving an application, one function per rule.

Each takes the context and yields the reminders that are not settled yet.
"""

from collections.abc import Iterator
from datetime import timedelta

from followups.timing.calendar import Day, Moment
from followups.timing.facts import AcceptedElsewhere, Outcome, Purpose, Result
from followups.timing.history import RuleContext
from followups.timing.plan_items import Planned, ReasonData, ReasonFacts, remind

WITHDRAWN_BEFORE = timedelta(hours=24)
"""A note sent this long before the withdrawal was logged counts as the note about it."""
TAKEN_LAPSES_AFTER_DAYS = 30
"""The note to an employer whose application rests lapses after this many times 24 hours."""


def acknowledge_offer(context: RuleContext) -> Iterator[Planned]:
    """offer.acknowledge: thank for the offer, and ask until when it stays open."""
    offer = context.history.outcome_of(Result.OFFER)
    if offer is None or context.history.taken:
        return
    if not context.history.was_sent(Purpose.OFFER_THANKS, since=offer.at):
        since = Moment(offer.at)
        yield remind(
            "offer.acknowledge",
            [offer.name],
            ReasonData("offer.acknowledge", _offer_facts(offer)),
            since,
            since.plus_hours(context.policy.thank_you_hours, "thank_you_hours"),
            since.plus_full_days(context.policy.lapse_days, "lapse_days"),
        )


def answer_offer(context: RuleContext) -> Iterator[Planned]:
    """offer.answer: accept or decline, by the offer's date where it has one."""
    offer = context.history.outcome_of(Result.OFFER)
    if offer is not None:
        answer_by = offer.answer_by
        yield remind(
            "offer.answer",
            [offer.name],
            ReasonData("offer.answer", _offer_facts(offer)),
            Moment(offer.at),
            context.calendar.ends(Day(answer_by)) if answer_by else None,
        )


def decline_note(context: RuleContext) -> Iterator[Planned]:
    """offer.decline_note: the seeker declined the offer and sent no note."""
    declined = context.history.outcome_of(Result.DECLINED)
    if declined is None:
        return
    if not context.history.was_sent(Purpose.DECLINE_NOTE, since=declined.at):
        since = Moment(declined.at)
        yield remind(
            "offer.decline_note",
            [declined.name],
            ReasonData("offer.decline_note", {"outcome_at": declined.at}),
            since,
            since.plus_hours(context.policy.outcome_hours, "outcome_hours"),
            since.plus_full_days(context.policy.lapse_days, "lapse_days"),
        )


def withdraw_note(context: RuleContext) -> Iterator[Planned]:
    """application.withdraw_note: the seeker left, or accepted another offer, and sent no note."""
    history = context.history
    withdrawn = history.outcome_of(Result.WITHDRAWN)
    left = withdrawn or (history.taken if history.outcome is None else None)
    if left is None or not history.has_begun:
        return
    if not history.was_sent(Purpose.WITHDRAW_NOTE, since=left.at - WITHDRAWN_BEFORE):
        yield _withdraw(context, left)


def _withdraw(context: RuleContext, left: Outcome | AcceptedElsewhere) -> Planned:
    since, withdrew = Moment(left.at), isinstance(left, Outcome)
    case = "withdrew" if withdrew else "taken"
    return remind(
        "application.withdraw_note",
        [left.name],
        ReasonData(f"application.withdraw_note.{case}", {"left_at": left.at}),
        since,
        since.plus_hours(context.policy.outcome_hours, "outcome_hours"),
        since.plus_full_days(context.policy.lapse_days, "lapse_days")
        if withdrew
        else since.plus_full_days(TAKEN_LAPSES_AFTER_DAYS),
        optional=withdrew,
    )


def _offer_facts(offer: Outcome) -> ReasonFacts:
    return {"outcome_at": offer.at, "answer_by_on": offer.answer_by}


OFFER_RULES = (acknowledge_offer, answer_offer, decline_note, withdraw_note)
"""The rules of this module, in the order of the catalogue."""
