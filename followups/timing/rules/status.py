"""The status chain: at most one status reminder an application, or the reason why there is none.

`status_chain` takes the steps in order, a function each. A step that holds back ends the chain.
"""

from datetime import datetime

from followups.timing.calendar import Day, Fact
from followups.timing.facts import NoContactRequested, ReferencesRequested, Result, TimelineGiven
from followups.timing.history import RuleContext
from followups.timing.plan_items import HeldBack, Plan, Planned, ReasonData, held_back, remind
from followups.timing.rules.status_date import (
    StatusDate,
    Turn,
    bounded,
    status_date,
    take_turn,
    timeline_facts,
)

Facts = dict[str, Fact]
ANSWER_WITHIN_DAYS = 7
"""A suggestion to close is due this many days after it opens; it lapses never."""


def status_chain(story: RuleContext) -> Plan:
    """What the chain gives: a note to plan, an entry that holds it back, a close to suggest."""
    if story.history.applied is None and not story.history.interviews:
        return Plan()
    ended = _ended(story)
    if ended:
        return Plan((), (ended,))
    turn = take_turn(story)
    for step in (_asked_not_to_call, _your_turn, _notes_used_up):
        rest = step(turn)
        if rest:
            return rest
    return _plan_note(turn)


def _ended(story: RuleContext) -> HeldBack | None:
    """Step 2: the application has ended, or there is an offer."""
    outcome = story.history.outcome
    if outcome is None:
        return None
    guard = "offer_in_hand" if outcome.result == Result.OFFER else "closed"
    return held_back(
        guard,
        ReasonData(
            f"held_back.{guard}", {"outcome_at": outcome.at, "result": outcome.result.value}
        ),
    )


def _asked_not_to_call(turn: Turn) -> Plan | None:
    """Step 4: "don't call us", and no invitation since."""
    request = turn.story.history.last(NoContactRequested)
    if request is None or _invited_after(turn, request.at):
        return None
    facts: Facts = {"requested_at": request.at}
    held = held_back("asked_not_to_call", ReasonData("held_back.asked_not_to_call", facts))
    close = _close_after_silence(turn, "they_will_call", facts, request.at)
    return Plan((close,), (held,))


def _invited_after(turn: Turn, moment: datetime) -> bool:
    history = turn.story.history
    dates = [event.at for event in history.all(TimelineGiven) if event.ask_on is not None]
    return any(at > moment for at in (*dates, *(talk.at for talk in history.interviews)))


def _your_turn(turn: Turn) -> Plan | None:
    """Step 5: the references they asked for are owed."""
    request = turn.story.history.last(ReferencesRequested)
    if request is None or not turn.story.history.references_owed:
        return None
    return Plan(
        (),
        (held_back("your_turn", ReasonData("held_back.your_turn", {"requested_at": request.at})),),
    )


def _notes_used_up(turn: Turn) -> Plan | None:
    """Step 6: as many notes this round as the policy allows."""
    allowed = turn.story.policy.max_status_notes
    if turn.notes_this_round < allowed:
        return None
    last = turn.last_note_of_the_round
    facts: Facts = {
        "allowed": allowed,
        "count": turn.notes_this_round,
        "thank_yous": turn.thank_yous_this_round,
        "round_at": turn.round.at,
        "noted_at": last.at if last else None,
        "answered_at": turn.story.history.answer_after(last.at if last else turn.start.at),
    }
    held = held_back("notes_used_up", ReasonData("held_back.notes_used_up", facts))
    return Plan((_close_after_silence(turn, "notes_used_up", facts),), (held,))


def _close_after_silence(turn: Turn, case: str, facts: Facts, *others: datetime) -> Planned:
    since = turn.last_word(*others)
    day = turn.story.calendar.day(since)
    why = ReasonData(f"application.close_out.{case}", {**facts, "silent_since_at": since})
    return _suggest_closing(turn, why, day)


def _suggest_closing(turn: Turn, why: ReasonData, day: Day) -> Planned:
    calendar = turn.story.calendar
    quiet = day.plus_days(turn.story.policy.close_out_days, "close_out_days")
    return remind(
        "application.close_out",
        [turn.start.event.name, str(len(turn.story.history.status_notes))],
        why,
        calendar.opens(quiet),
        calendar.closes(Day(quiet.on).plus_days(ANSWER_WITHIN_DAYS)),
    )


def _plan_note(turn: Turn) -> Plan:
    """Steps 7 to 9: the note, why it waits, and what to do should it bring nothing."""
    found = bounded(turn, status_date(turn))
    day = found.day.past_weekend() if turn.story.policy.skip_weekends else found.day
    note = _note(turn, found, day)
    facts: Facts = {"note_on": day.on, "days": turn.story.policy.close_out_days}
    why = ReasonData("application.close_out.note_unanswered", facts)
    close = _suggest_closing(turn, why, Day(day.on))
    return Plan((note, close), (_wait(turn, found, day),))


def _note(turn: Turn, found: StatusDate, day: Day) -> Planned:
    policy, calendar = turn.story.policy, turn.story.calendar
    due = Day(day.on).plus_days(policy.due_days, "due_days")
    gone = Day(day.on).plus_days(policy.close_out_days, "close_out_days")
    return remind(
        found.rule,
        [turn.start.event.name, str(turn.asked)],
        found.why,
        calendar.opens(day),
        calendar.closes(due.past_weekend() if policy.skip_weekends else due),
        calendar.opens(gone),
        sources=found.all_sources,
        family="status",
    )


def _wait(turn: Turn, found: StatusDate, day: Day) -> HeldBack:
    timeline = turn.timeline
    facts: Facts = {**found.why.facts, "note_on": day.on}
    if timeline is not None and found.day.on == timeline.date:
        guard, facts = "promised", {**timeline_facts(timeline), "note_on": day.on}
    else:
        guard, facts = "too_soon", {**facts, "because": found.why.sentence}
    opens = turn.story.calendar.opens(day)
    return held_back(
        guard, ReasonData(f"held_back.{guard}", facts), opening=opens, sources=found.all_sources
    )
