"""The rules about the people who speak for the seeker, on one application: a function each.

Each takes the story and one reference. What belongs to the person whatever the application is in
`person_rules`.
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
from followups.timing.plan_items import HeldBack, Planned, ReasonData, held_back, remind

Facts = dict[str, Fact]
GIFT_LAPSES_AFTER_DAYS = 30
"""A present is no longer suggested this many times 24 hours after it was due."""


def ask_first(story: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.ask: chosen without ever having been asked."""
    chosen = _chosen_and_still_to_act(story, person)
    if chosen is None or person.consent != Consent.NOT_ASKED:
        return
    if not story.history.was_sent(person.id, Purpose.ASK_REFERENCE):
        yield _soon(story, "reference.ask", person, chosen, {"chosen_at": chosen})


def reconfirm(story: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.reconfirm: they agreed years before they were chosen."""
    chosen = _consent_gone_stale(story, person)
    if chosen is None:
        return
    facts: Facts = {
        "chosen_at": chosen,
        "agreed_on": person.agreed_on,
        "years": story.policy.reconfirm_years,
    }
    yield _soon(story, "reference.reconfirm", person, chosen, facts)


def give_heads_up(story: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.heads_up: the employer asked for references, and this one does not know."""
    history = story.history
    requests, chosen = history.all(ReferencesRequested), history.chosen(person.id)
    if history.closed or not requests or chosen is None or person.consent != Consent.AGREED:
        return
    if history.contacted(person.id) or history.was_sent(person.id, Purpose.HEADS_UP):
        return
    if _consent_gone_stale(story, person) is None:
        asked = requests[0].at
        facts: Facts = {"chosen_at": chosen, "requested_at": asked}
        yield _soon(story, "reference.heads_up", person, max(chosen, asked), facts)


def thank_every_time(story: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.thank_you: they spoke or wrote, and no thank-you came since."""
    history = story.history
    for act in history.acts(person.id):
        if history.was_sent(person.id, Purpose.REFERENCE_THANK_YOU, since=act.at):
            continue
        spoke = isinstance(act, ReferenceContacted)
        facts: Facts = {"acted_at": act.at, "spoke": spoke}
        yield _soon(story, "reference.thank_you", person, act.at, facts, act.name)


def tell_outcome(story: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.outcome: whoever helped, or was told to expect a call, hears how it went."""
    history, outcome = story.history, story.history.outcome
    if outcome is None or outcome.result == Result.NO_RESPONSE:
        return
    involved = history.acts(person.id) or history.was_sent(person.id, Purpose.HEADS_UP)
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
        since.plus_hours(story.policy.outcome_hours, "outcome_hours"),
        to=person.id,
    )


def suggest_gift(story: RuleContext, person: ReferenceFacts) -> Iterator[Planned]:
    """reference.gift: the job was won, and this person spoke or wrote for it."""
    history, outcome = story.history, story.history.outcome
    if outcome is None or outcome.result != Result.ACCEPTED:
        return
    times = len(history.acts(person.id))
    if not times or history.was_sent(person.id, Purpose.GIFT):
        return
    calendar = story.calendar
    day = calendar.day(outcome.at).plus_days(story.policy.gift_days, "gift_days")
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


def consent_guards(story: RuleContext, person: ReferenceFacts) -> Iterator[HeldBack]:
    """awaiting_consent, consent_declined: chosen, and the name may not be given."""
    chosen = story.history.chosen(person.id)
    if chosen is None or story.history.closed:
        return
    guard = {
        Consent.ASKED: "awaiting_consent",
        Consent.DECLINED: "consent_declined",
    }.get(person.consent)
    if guard:
        why = ReasonData(f"held_back.{guard}", {"person": person.id, "chosen_at": chosen})
        yield held_back(guard, why, about=person.id)


def _chosen_and_still_to_act(story: RuleContext, person: ReferenceFacts) -> datetime | None:
    history = story.history
    if history.closed or history.acts(person.id):
        return None
    return history.chosen(person.id)


def _consent_gone_stale(story: RuleContext, person: ReferenceFacts) -> datetime | None:
    """When they were chosen, where they are to be asked again and were not since."""
    chosen = _chosen_and_still_to_act(story, person)
    if chosen is None or person.agreed_on is None or person.consent != Consent.AGREED:
        return None
    stale_on = years_later(person.agreed_on, story.policy.reconfirm_years)
    if stale_on > story.calendar.date_of(chosen):
        return None
    asked_again = story.history.was_sent(person.id, Purpose.RECONFIRM, since=chosen)
    return None if asked_again else chosen


def _soon(
    story: RuleContext,
    rule: str,
    person: ReferenceFacts,
    since: datetime,
    facts: Mapping[str, Fact],
    *about: str,
) -> Planned:
    opens = Moment(since)
    return remind(
        rule,
        [person.id, *about],
        ReasonData(rule, {"person": person.id, **facts}),
        opens,
        opens.plus_hours(story.policy.thank_you_hours, "thank_you_hours"),
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
"""The rules of this page, in the order of the catalogue."""
