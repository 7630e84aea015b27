"""The date on which the next status note opens, and the rule and sources it follows.

`status_state` finds the current round and its notes (step 3 of the status rule); `status_date` and
`apply_bounds` work out the date (steps 7 and 8).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from followups.timing.calendar import Day
from followups.timing.catalogue.index import RULES
from followups.timing.facts import (
    Event,
    Interview,
    MessageSent,
    Purpose,
    ReferenceContacted,
    TimelineGiven,
)
from followups.timing.history import History, RuleContext, is_full_interview
from followups.timing.plan_items import ReasonData, ReasonFacts

AFTER_INTERVIEW_SOURCES = ((2, "S0:one-or-two-days"), (10, "S4:two-emails"))
"""The source of `after_interview_days`, by the highest number of days that source supports."""
LONGEST_WAIT_SOURCE = "S3:couple-of-weeks"
"""The source for more days than those."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An instant to count days from, and the event it comes from."""

    at: datetime
    event: Event


@dataclass(frozen=True)
class StatusState:
    """Where an application stands for the status rule: its round, and the notes sent in it.

    `round` is the start of the round, in which the policy limits the number of notes. `start` is
    where the days of silence are counted from.
    """

    context: RuleContext
    round: Anchor
    start: Anchor

    @property
    def timeline(self) -> TimelineGiven | None:
        """The latest date the employer gave, valid or not."""
        return self.context.history.timeline

    @cached_property
    def valid_timeline(self) -> TimelineGiven | None:
        """The latest date the employer gave, if the last interview starts no later than that."""
        return _valid_timeline(self.context.history)

    @property
    def last_note(self) -> MessageSent | None:
        """The last status note ever sent."""
        notes = self.context.history.status_notes
        return notes[-1] if notes else None

    @property
    def last_note_this_round(self) -> MessageSent | None:
        """The last status note, if it was sent in this round."""
        note = self.last_note
        return note if note and note.at > self.round.at else None

    @cached_property
    def notes_since_start(self) -> int:
        """The number of status notes sent after `start`."""
        return self._status_notes_after(self.start)

    @cached_property
    def notes_this_round(self) -> int:
        """The number of notes that count towards the policy's maximum."""
        return self._status_notes_after(self.round) + self.thank_yous_this_round

    def _status_notes_after(self, anchor: Anchor) -> int:
        return sum(note.at > anchor.at for note in self.context.history.status_notes)

    @cached_property
    def thank_yous_this_round(self) -> int:
        """The number of thank-yous for the last interview that this policy counts as notes."""
        interview = self.context.history.last_interview
        if interview is None or not self.context.policy.thank_you_counts or self.valid_timeline:
            return 0
        return sum(
            note.interview == interview.name and note.at > self.round.at
            for note in self.context.history.messages(Purpose.THANK_YOU)
        )

    def last_activity(self, *others: datetime) -> datetime:
        """Return the latest of `start`, the last status note, the last answer and `others`."""
        moments = [self.start.at, *others, *self.context.history.answers]
        if self.last_note:
            moments.append(self.last_note.at)
        return max(moments)


def status_state(context: RuleContext) -> StatusState:
    """Return the state of an application that was submitted or has an interview.

    The round starts at the latest of the application, the last interview's end and the employer's
    valid date. The count of days starts there too, or at a later reference check.
    """
    round_start = _round_start(context.history)
    check = context.history.last(ReferenceContacted)
    start = Anchor(check.at, check) if check and check.at > round_start.at else round_start
    return StatusState(context, round_start, start)


def _round_start(history: History) -> Anchor:
    anchors = []
    if history.applied:
        anchors.append(Anchor(history.applied.at, history.applied))
    if history.last_interview:
        anchors.append(Anchor(history.last_interview.ends_at, history.last_interview))
    timeline = _valid_timeline(history)
    if timeline:
        anchors.append(Anchor(timeline.at, timeline))
    return max(reversed(anchors), key=lambda anchor: anchor.at)


def _valid_timeline(history: History) -> TimelineGiven | None:
    timeline, interview = history.timeline, history.last_interview
    if timeline is None or (interview is not None and timeline.at < interview.starts_at):
        return None
    return timeline


@dataclass(frozen=True, slots=True)
class StatusDate:
    """The rule a status note follows, the date it opens on, and the reason."""

    rule: str
    reason: ReasonData
    day: Day
    sources: tuple[str, ...]

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The rule's sources, and those of the bounds that moved the date."""
        return (*self.sources, *self.day.sources)


def status_date(state: StatusState) -> StatusDate:
    """Return the date from the first rule that applies (step 7)."""
    for rule in DATE_RULES:
        note_date = rule(state)
        if note_date:
            return note_date
    return _after_applying(state)


def _again(state: StatusState) -> StatusDate | None:
    note = state.last_note
    if not state.notes_since_start or note is None:
        return None
    answer = state.context.history.answer_after(note.at)
    facts: ReasonFacts = {
        "noted_at": note.at,
        "answered_at": answer,
        "count": state.notes_since_start,
    }
    day = state.context.calendar.day(answer or note.at)
    return _status_date("again", facts, _plus_days(state, day, "min_gap_days"))


def _promised(state: StatusState) -> StatusDate | None:
    timeline, note = state.valid_timeline, state.last_note
    if timeline is None or (note is not None and note.at > timeline.at):
        return None
    if timeline.date < state.context.calendar.date_of(state.start.at):
        return None
    return _status_date("promised", timeline_facts(timeline), _day_of(timeline))


def _after_reference_check(state: StatusState) -> StatusDate | None:
    check = state.start.event
    if not isinstance(check, ReferenceContacted):
        return None
    facts: ReasonFacts = {"person": check.reference, "checked_at": check.at}
    return _status_date(
        "after_reference_check", facts, _from_start(state, "after_reference_check_days")
    )


def _after_interview(state: StatusState) -> StatusDate | None:
    interview = state.start.event
    if not isinstance(interview, Interview):
        return None
    facts: ReasonFacts = {
        "kind": interview.kind.value,
        "people": interview.interviewers,
        "starts_at": interview.starts_at,
        "ends_at": interview.ends_at,
    }
    if not is_full_interview(interview):
        return _status_date("after_screen", facts, _from_start(state, "after_screen_days"))
    days = state.context.policy.after_interview_days
    source = next(
        (source for most, source in AFTER_INTERVIEW_SOURCES if days <= most), LONGEST_WAIT_SOURCE
    )
    note_date = _status_date("after_interview", facts, _from_start(state, "after_interview_days"))
    return replace(note_date, sources=(source,))


DATE_RULES: tuple[Callable[[StatusState], StatusDate | None], ...] = (
    _again,
    _promised,
    _after_reference_check,
    _after_interview,
)
"""The rules of step 7, in order; `status.after_applying` is for when none of them applies."""


def _after_applying(state: StatusState) -> StatusDate:
    start = state.start
    answer = state.context.history.answer_after(start.at)
    facts: ReasonFacts = {"answered_at": answer}
    if isinstance(start.event, TimelineGiven):
        facts |= timeline_facts(start.event)
    else:
        facts["applied_at"] = start.at
    day = state.context.calendar.day(answer or start.at)
    return _status_date("after_applying", facts, _plus_days(state, day, "silence_days"))


def _status_date(name: str, facts: ReasonFacts, day: Day) -> StatusDate:
    rule = f"status.{name}"
    return StatusDate(rule, ReasonData(rule, facts), day, RULES[rule].sources)


def _from_start(state: StatusState, field: str) -> Day:
    return _plus_days(state, state.context.calendar.day(state.start.at), field)


def _plus_days(state: StatusState, day: Day, field: str) -> Day:
    return day.plus_days(getattr(state.context.policy, field), field)


def _day_of(timeline: TimelineGiven) -> Day:
    if timeline.news_by is not None:
        return Day(timeline.news_by).plus_days(1)
    return Day(timeline.date)


def timeline_facts(timeline: TimelineGiven) -> ReasonFacts:
    """Return the dates the employer gave, and when they gave them."""
    return {
        "given_at": timeline.at,
        "news_by_on": timeline.news_by,
        "ask_on": timeline.ask_on,
    }


def apply_bounds(state: StatusState, note_date: StatusDate) -> StatusDate:
    """Return the date moved past the employer's date and the gaps after an answer and a note.

    Step 8: both gaps are `min_gap_days`. A valid date the employer gave after the last note lifts
    the gap after that note.
    """
    history, calendar, day = state.context.history, state.context.calendar, note_date.day
    if state.timeline:
        day = day.not_before(_day_of(state.timeline), "timeline", "S2:keep-to-timeline")
    answer = history.answer_after(state.start.at)
    if answer:
        limit = _plus_days(state, calendar.day(answer), "min_gap_days")
        day = day.not_before(limit, "answered", "S2:another-week")
    note = state.last_note
    if note and not (state.valid_timeline and state.valid_timeline.at > note.at):
        limit = _plus_days(state, calendar.day(note.at), "min_gap_days")
        day = day.not_before(limit, "last_note", "S3:once-a-week")
    return replace(note_date, day=day)
