"""The rules about references on one application, one function per rule.

Each takes the context and one reference, and yields the reminders that are not settled yet. The
rules that belong to no single application are in `people`.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from followups.timing.calendar import Fact, Moment, years_later
from followups.timing.facts import (
    Consent,
    Purpose,
    ReferenceContacted,
    ReferenceFacts,
    ReferencesRequested,
    Result,
)
from followups.timing.history import RuleContext
from followups.timing.plan_items import (
    HeldBack,
    Planned,
    ReasonData,
    ReasonFacts,
    held_back,
    remind,
)

GIFT_LAPSES_AFTER_DAYS = 30
"""The suggestion of a gift lapses this many times 24 hours after it was due."""


def ask_first(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.ask: the reference was chosen but never asked."""
    chosen_at = _pending_since(context, person)
    if chosen_at is None or person.consent != Consent.NOT_ASKED:
        return
    if not context.history.was_sent(Purpose.ASK_REFERENCE, to=person.id, ever=True):
        yield _remind_soon(context, "reference.ask", person, chosen_at, {"chosen_at": chosen_at})


def reconfirm(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.reconfirm: the reference agreed years before being chosen."""
    chosen_at = _stale_since(context, person)
    if chosen_at is None or not context.history.goes_on:
        return
    if context.history.was_sent(Purpose.RECONFIRM, to=person.id, since=chosen_at):
        return
    facts: ReasonFacts = {
        "chosen_at": chosen_at,
        "agreed_on": person.agreed_on,
        "years": context.policy.reconfirm_years,
    }
    yield _remind_soon(context, "reference.reconfirm", person, chosen_at, facts)


def give_heads_up(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.heads_up: the employer asked for references, and this one does not know yet."""
    history = context.history
    requests, chosen_at = history.all(ReferencesRequested), history.chosen_at(person.id)
    if not history.goes_on or not requests or chosen_at is None:
        return
    if person.consent != Consent.AGREED or _stale_since(context, person) is not None:
        return
    if history.contacted(person.id) or history.was_sent(Purpose.HEADS_UP, to=person.id):
        return
    requested_at = requests[0].at
    facts: ReasonFacts = {"chosen_at": chosen_at, "requested_at": requested_at}
    since = max(chosen_at, requested_at)
    yield _remind_soon(context, "reference.heads_up", person, since, facts)


def thank_every_time(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.thank_you: the reference spoke or wrote, and was not thanked since."""
    history = context.history
    for action in history.actions_ever_of(person.id):
        thanks = Purpose.REFERENCE_THANK_YOU
        if history.was_sent(thanks, to=person.id, since=action.at, ever=True):
            continue
        spoke = isinstance(action, ReferenceContacted)
        facts: ReasonFacts = {"acted_at": action.at, "spoke": spoke}
        yield _remind_soon(context, "reference.thank_you", person, action.at, facts, action.name)


def tell_outcome(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.outcome: a reference who acted or got a heads-up does not know the outcome yet.

    It is optional where no answer came. Who also referred the seeker is told once for both.
    """
    history, outcome, to = context.history, context.history.outcome, person.id
    if outcome is None or not history.is_involved(to):
        return
    if history.was_sent(Purpose.REFERENCE_OUTCOME, to=to, since=outcome.at):
        return
    if history.referred(person) and history.was_sent(
        Purpose.REFERRER_OUTCOME, to=person.contact, since=outcome.at
    ):
        return
    since = Moment(outcome.at)
    yield remind(
        "reference.outcome",
        [person.id, outcome.name],
        ReasonData(
            "reference.outcome",
            {"person": person.id, "outcome_at": outcome.at, "result": outcome.result.value},
        ),
        since,
        since.plus_hours(context.policy.outcome_hours, "outcome_hours"),
        to=person.id,
        optional=outcome.result == Result.NO_RESPONSE,
    )


def suggest_gift(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.gift: the seeker accepted the job that this reference spoke or wrote for."""
    history, outcome = context.history, context.history.outcome
    if outcome is None or outcome.result != Result.ACCEPTED:
        return
    times = len(history.actions_of(person.id))
    if not times or history.was_sent(Purpose.GIFT, to=person.id):
        return
    calendar = context.calendar
    day = calendar.day(outcome.at).plus_days(context.policy.gift_days, "gift_days")
    due = calendar.closes(day)
    yield remind(
        "reference.gift",
        [person.id],
        ReasonData(
            "reference.gift", {"person": person.id, "outcome_at": outcome.at, "times": times}
        ),
        Moment(outcome.at),
        due,
        Moment(due.at).plus_full_days(GIFT_LAPSES_AFTER_DAYS),
        to=person.id,
    )


def consent_guards(context: RuleContext, person: ReferenceFacts) -> Iterator[HeldBack]:
    """awaiting_consent, consent_declined: the chosen reference has not agreed, or not again."""
    chosen_at = _pending_since(context, person)
    if chosen_at is None:
        return
    guard = "consent_declined" if person.consent == Consent.DECLINED else "awaiting_consent"
    if guard == "consent_declined" or _awaits_answer(context, person):
        reason = ReasonData(f"held_back.{guard}", {"person": person.id, "chosen_at": chosen_at})
        yield held_back(guard, reason, about=person.id)


def _awaits_answer(context: RuleContext, person: ReferenceFacts) -> bool:
    history, to = context.history, person.id
    if person.consent == Consent.NOT_ASKED:
        return history.was_sent(Purpose.ASK_REFERENCE, to=to, ever=True)
    stale_since = _stale_since(context, person)
    if stale_since is None:
        return person.consent == Consent.ASKED
    return history.was_sent(Purpose.RECONFIRM, to=to, since=stale_since)


def _pending_since(context: RuleContext, person: ReferenceFacts) -> datetime | None:
    """When the reference was chosen; None once they acted or the application ended or rests."""
    history = context.history
    if not history.goes_on or history.actions_of(person.id):
        return None
    return history.chosen_at(person.id)


def _stale_since(context: RuleContext, person: ReferenceFacts) -> datetime | None:
    """When the reference was chosen, if their consent was too old then and they have not acted."""
    history = context.history
    chosen_at = None if history.actions_of(person.id) else history.chosen_at(person.id)
    if chosen_at is None or person.agreed_on is None or person.consent != Consent.AGREED:
        return None
    stale_on = years_later(person.agreed_on, context.policy.reconfirm_years)
    return chosen_at if stale_on <= context.calendar.date_of(chosen_at) else None


def _remind_soon(
    context: RuleContext,
    rule: str,
    person: ReferenceFacts,
    since: datetime,
    facts: Mapping[str, Fact],
    *about: str,
) -> Planned:
    """Return a reminder to write to the person, due `thank_you_hours` after `since`."""
    opens = Moment(since)
    return remind(
        rule,
        [person.id, *about],
        ReasonData(rule, {"person": person.id, **facts}),
        opens,
        opens.plus_hours(context.policy.thank_you_hours, "thank_you_hours"),
        to=person.id,
    )


REFERENCE_RULES = (
    ask_first,
    reconfirm,
    give_heads_up,
    thank_every_time,
    tell_outcome,
    suggest_gift,
)
"""The rules of this module, in the order of the catalogue."""
