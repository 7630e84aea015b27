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
    if not context.history.was_sent(person.id, Purpose.ASK_REFERENCE):
        yield _remind_soon(context, "reference.ask", person, chosen_at, {"chosen_at": chosen_at})


def reconfirm(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.reconfirm: the reference agreed years before being chosen."""
    chosen_at = _reconfirm_since(context, person)
    if chosen_at is None:
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
    if history.closed or not requests or chosen_at is None or person.consent != Consent.AGREED:
        return
    if history.contacted(person.id) or history.was_sent(person.id, Purpose.HEADS_UP):
        return
    if _reconfirm_since(context, person) is None:
        requested_at = requests[0].at
        facts: ReasonFacts = {"chosen_at": chosen_at, "requested_at": requested_at}
        yield _remind_soon(
            context, "reference.heads_up", person, max(chosen_at, requested_at), facts
        )


def thank_every_time(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.thank_you: the reference spoke or wrote, and was not thanked since."""
    history = context.history
    for action in history.actions_of(person.id):
        if history.was_sent(person.id, Purpose.REFERENCE_THANK_YOU, since=action.at):
            continue
        spoke = isinstance(action, ReferenceContacted)
        facts: ReasonFacts = {"acted_at": action.at, "spoke": spoke}
        yield _remind_soon(context, "reference.thank_you", person, action.at, facts, action.name)


def tell_outcome(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.outcome: a reference who acted or got a heads-up does not know the outcome yet.

    Not for no_response: there is no news to share.
    """
    history, outcome = context.history, context.history.outcome
    if outcome is None or outcome.result == Result.NO_RESPONSE:
        return
    involved = history.actions_of(person.id) or history.was_sent(person.id, Purpose.HEADS_UP)
    if not involved or history.was_sent(person.id, Purpose.REFERENCE_OUTCOME, since=outcome.at):
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
    )


def suggest_gift(context: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.gift: the seeker accepted the job that this reference spoke or wrote for."""
    history, outcome = context.history, context.history.outcome
    if outcome is None or outcome.result != Result.ACCEPTED:
        return
    times = len(history.actions_of(person.id))
    if not times or history.was_sent(person.id, Purpose.GIFT):
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
    """awaiting_consent, consent_declined: the chosen reference has not agreed."""
    chosen_at = context.history.chosen_at(person.id)
    if chosen_at is None or context.history.closed:
        return
    guard = {
        Consent.ASKED: "awaiting_consent",
        Consent.DECLINED: "consent_declined",
    }.get(person.consent)
    if guard:
        reason = ReasonData(f"held_back.{guard}", {"person": person.id, "chosen_at": chosen_at})
        yield held_back(guard, reason, about=person.id)


def _pending_since(context: RuleContext, person: ReferenceFacts) -> datetime | None:
    """When the reference was chosen; None once they acted or the application is closed."""
    history = context.history
    if history.closed or history.actions_of(person.id):
        return None
    return history.chosen_at(person.id)


def _reconfirm_since(context: RuleContext, person: ReferenceFacts) -> datetime | None:
    """When the reference was chosen, if their consent was too old then and is still unconfirmed."""
    chosen_at = _pending_since(context, person)
    if chosen_at is None or person.agreed_on is None or person.consent != Consent.AGREED:
        return None
    stale_on = years_later(person.agreed_on, context.policy.reconfirm_years)
    if stale_on > context.calendar.date_of(chosen_at):
        return None
    asked_again = context.history.was_sent(person.id, Purpose.RECONFIRM, since=chosen_at)
    return None if asked_again else chosen_at


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
