"""The status rule: at most one status reminder per application, or the reason there is none.

`status_chain` takes the steps in order, one function per step. The first step that holds the
reminder back ends the chain.
"""

from datetime import datetime

from followups.timing.calendar import Day
from followups.timing.facts import MailUnsorted, NoContactRequested, TimelineGiven
from followups.timing.history import RuleContext
from followups.timing.plan_items import (
    HeldBack,
    Plan,
    Planned,
    ReasonData,
    ReasonFacts,
    held_back,
    remind,
)
from followups.timing.rules.status_date import StatusDate, date_of, dated, timeline_facts
from followups.timing.rules.status_state import StatusState, status_state

CLOSE_OUT_DUE_DAYS = 7
"""A suggestion to close is due this many days after it opens; it never lapses."""


def status_chain(context: RuleContext) -> Plan:
    """Return the status note, the entry that holds it back, and the suggestion to close.

    The plan is empty for an application that was neither submitted nor has an interview.
    """
    if not context.history.has_begun:
        return Plan()
    ended = _ended(context)
    if ended:
        return Plan((), (ended,))
    state = status_state(context)
    for step in (_asked_not_to_call, _your_turn, _notes_used_up):
        held = step(state)
        if held:
            return held
    return _plan_note(state)


def _ended(context: RuleContext) -> HeldBack | None:
    """Step 2: the application is closed, there is an offer, or another one was accepted."""
    outcome, taken = context.history.outcome, context.history.taken
    if outcome is not None:
        guard = "closed" if context.history.closed else "offer_in_hand"
        facts: ReasonFacts = {"outcome_at": outcome.at, "result": outcome.result.value}
    elif taken is not None:
        guard, facts = "accepted_elsewhere", {"accepted_at": taken.at}
    else:
        return None
    return held_back(guard, ReasonData(f"held_back.{guard}", facts))


def _asked_not_to_call(state: StatusState) -> Plan | None:
    """Step 4: the employer said "don't call us", and has not invited contact since."""
    request = state.context.history.last(NoContactRequested)
    if request is None or _invited_after(state, request.at):
        return None
    facts: ReasonFacts = {"requested_at": request.at}
    held = held_back("asked_not_to_call", ReasonData("held_back.asked_not_to_call", facts))
    close = _close_after_silence(state, "they_will_call", facts, request.at)
    return Plan((close,), (held,))


def _invited_after(state: StatusState, moment: datetime) -> bool:
    history = state.context.history
    dates = [event.at for event in history.all(TimelineGiven) if event.ask_on is not None]
    return any(at > moment for at in (*dates, *(interview.at for interview in history.interviews)))


def _your_turn(state: StatusState) -> Plan | None:
    """Step 5: the employer asked for references and has no list yet."""
    request = state.context.history.owed_request
    if request is None:
        return None
    facts: ReasonFacts = {"requested_at": request.at}
    return Plan((), (held_back("your_turn", ReasonData("held_back.your_turn", facts)),))


def _notes_used_up(state: StatusState) -> Plan | None:
    """Step 6: all the notes that the policy allows in a round were sent."""
    allowed = state.context.policy.max_status_notes
    if state.notes_this_round < allowed:
        return None
    last = state.last_note_this_round
    facts: ReasonFacts = {
        "allowed": allowed,
        "count": state.notes_this_round,
        "thank_yous": state.thank_yous_this_round,
        "round_at": state.round.at,
        "noted_at": last.at if last else None,
        **state.answer_facts(last.at if last else state.start.at),
    }
    held = held_back("notes_used_up", ReasonData("held_back.notes_used_up", facts))
    return Plan((_close_after_silence(state, "notes_used_up", facts),), (held,))


def _close_after_silence(
    state: StatusState, case: str, facts: ReasonFacts, *others: datetime
) -> Planned:
    since = state.last_activity(*others)
    day = state.context.calendar.day(since)
    if state.timeline:
        day = day.not_before(date_of(state.timeline), "timeline")
    facts = {**facts, "silent_since_on": day.on}
    return _suggest_closing(state, ReasonData(f"application.close_out.{case}", facts), day)


def _suggest_closing(state: StatusState, reason: ReasonData, day: Day) -> Planned:
    calendar = state.context.calendar
    quiet = day.plus_days(state.context.policy.close_out_days, "close_out_days")
    return remind(
        "application.close_out",
        [state.start.event.name, str(len(state.context.history.status_notes))],
        reason,
        calendar.opens(quiet),
        calendar.closes(Day(quiet.on).plus_days(CLOSE_OUT_DUE_DAYS)),
    )


def _plan_note(state: StatusState) -> Plan:
    """Steps 7 to 9: the note, why it has to wait, and the close to suggest if nobody answers."""
    note_date = dated(state)
    day = _past_days_off(state, note_date.day)
    note = _note(state, note_date, day)
    facts: ReasonFacts = {"silent_since_at": state.last_activity()}
    reason = ReasonData("application.close_out.note_unanswered", facts)
    close = _suggest_closing(state, reason, Day(day.on))
    return Plan((note, close), (_waiting(state, note_date, day),))


def _past_days_off(state: StatusState, day: Day) -> Day:
    skips = state.context.policy.skip_weekends
    return state.context.calendar.past_days_off(day) if skips else day


def _note(state: StatusState, note_date: StatusDate, day: Day) -> Planned:
    policy, calendar = state.context.policy, state.context.calendar
    due = Day(day.on).plus_days(policy.due_days, "due_days")
    lapses = Day(day.on).plus_days(policy.close_out_days, "close_out_days")
    return remind(
        note_date.rule,
        [state.start.event.name, str(state.notes_since_start)],
        note_date.reason,
        calendar.opens(day),
        calendar.closes(_past_days_off(state, due)),
        calendar.opens(lapses),
        sources=note_date.all_sources,
        key_prefix="status",
    )


def _waiting(state: StatusState, note_date: StatusDate, day: Day) -> HeldBack:
    """Return why the note has to wait: for their own date, for a mail to be sorted, or for time."""
    timeline, mail = state.timeline, state.context.history.last(MailUnsorted)
    facts: ReasonFacts = {**note_date.reason.facts, "note_on": day.on}
    if timeline is not None and note_date.day.on == timeline.date:
        guard, facts = "promised", {**timeline_facts(timeline), "note_on": day.on}
    elif mail is not None and _waits_for_mail(state, note_date):
        guard, facts = "mail_to_sort", {"mailed_at": mail.at, "note_on": day.on}
    else:
        guard, facts = "too_soon", {**facts, "because": note_date.reason.sentence}
    opens = state.context.calendar.opens(day)
    return held_back(
        guard, ReasonData(f"held_back.{guard}", facts), opening=opens, sources=note_date.all_sources
    )


def _waits_for_mail(state: StatusState, note_date: StatusDate) -> bool:
    """Return whether the note would come earlier if the unsorted mail were no answer."""
    return dated(state.without_unsorted_mail).day.on < note_date.day.on
