"""The date on which the next status note opens, and the rule and sources it follows.

`dated` works it out (steps 7 and 8 of the status rule).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from followups.timing.calendar import Day
from followups.timing.catalogue.index import RULES
from followups.timing.facts import Interview, ReferenceContacted, StatusElsewhere, TimelineGiven
from followups.timing.history import is_full_interview
from followups.timing.plan_items import ReasonData, ReasonFacts
from followups.timing.rules.status_state import StatusState

AFTER_INTERVIEW_SOURCES = ((2, "S0:one-or-two-days"), (10, "S4:two-emails"))
"""The source of `after_interview_days`, by the highest number of days that source supports."""
LONGEST_WAIT_SOURCE = "S3:couple-of-weeks"
"""The source for more days than those."""


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


def dated(state: StatusState) -> StatusDate:
    """Return the date on which the next note may go out, weekends and holidays aside."""
    return apply_bounds(state, status_date(state))


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
    answer = state.answer_after(note.at)
    facts: ReasonFacts = {
        "noted_at": note.at,
        **state.answer_facts(note.at),
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
    return _status_date("promised", timeline_facts(timeline), date_of(timeline))


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
    answer = state.answer_after(start.at)
    facts = state.answer_facts(start.at)
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


def date_of(timeline: TimelineGiven) -> Day:
    """Return the first date on which the seeker may ask."""
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
    """Return the date moved past the employer's date and the three gaps (step 8).

    Each gap is `min_gap_days`: after an answer, after a note or list of references, and after a
    status note about another application. A valid date given since lifts the last two.
    """
    day = note_date.day
    if state.timeline:
        day = day.not_before(date_of(state.timeline), "timeline", "S2:keep-to-timeline")
    for since, bound, source in _gaps(state):
        limit = _plus_days(state, state.context.calendar.day(since), "min_gap_days")
        day = day.not_before(limit, bound, source)
    return replace(note_date, day=day)


def _gaps(state: StatusState) -> Iterator[tuple[datetime, str, str]]:
    """Yield the moments from which a gap is kept, with the bound's name and source."""
    history, valid = state.context.history, state.valid_timeline
    answer = state.answer_after(state.start.at)
    if answer:
        unsorted = "unsorted" in state.answer_facts(state.start.at)
        yield answer, "mailed" if unsorted else "answered", "S2:another-week"
    note, elsewhere = history.last_request_ever, history.ever(StatusElsewhere)
    if note and not (valid and valid.at > note.at):
        yield note.at, "last_note", "S3:once-a-week"
    if elsewhere and not (valid and valid.at > elsewhere[-1].at):
        yield elsewhere[-1].at, "elsewhere", "S3:once-a-week"
