"""When the next status note may go out, and on whose words.

First the round an application is in and what was said in it (step 3 of the chain), then the date
that follows from it (steps 7 and 8).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from followups.timing.calendar import Day, Fact
from followups.timing.catalogue.index import RULES
from followups.timing.facts import (
    Event,
    Interview,
    MessageSent,
    Purpose,
    ReferenceContacted,
    TimelineGiven,
)
from followups.timing.history import History, RuleContext, held
from followups.timing.plan_items import ReasonData

Facts = dict[str, Fact]
AUTHORS = ((2, "S0:one-or-two-days"), (10, "S4:two-emails"))
"""Up to how many days after an interview a note follows whose advice; beyond it is another's."""
BEYOND = "S3:couple-of-weeks"


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment in the story to count from, and the event it belongs to."""

    at: datetime
    event: Event


@dataclass(frozen=True)
class Turn:
    """Where the round began (`round`), where counting starts (`start`), and the notes since."""

    story: RuleContext
    round: Mark
    start: Mark

    @property
    def timeline(self) -> TimelineGiven | None:
        """The latest date the employer gave, valid or not."""
        return self.story.history.timeline

    @cached_property
    def valid_timeline(self) -> TimelineGiven | None:
        """The latest date the employer gave, where no later interview has overtaken it."""
        return _valid_timeline(self.story.history)

    @property
    def last_note(self) -> MessageSent | None:
        """The last status message ever sent."""
        notes = self.story.history.status_notes
        return notes[-1] if notes else None

    @property
    def last_note_of_the_round(self) -> MessageSent | None:
        """The last status message, where it was sent in this round."""
        note = self.last_note
        return note if note and note.at > self.round.at else None

    @cached_property
    def asked(self) -> int:
        """How many status messages went out after the start."""
        return self._status_notes_after(self.start)

    @cached_property
    def notes_this_round(self) -> int:
        """How many notes count towards the policy's maximum."""
        return self._status_notes_after(self.round) + self.thank_yous_this_round

    def _status_notes_after(self, mark: Mark) -> int:
        return sum(note.at > mark.at for note in self.story.history.status_notes)

    @cached_property
    def thank_yous_this_round(self) -> int:
        """How many thank-yous for the last interview count as notes under this policy."""
        talk = self.story.history.last_interview
        if talk is None or not self.story.policy.thank_you_counts or self.valid_timeline:
            return 0
        return sum(
            note.interview == talk.name and note.at > self.round.at
            for note in self.story.history.messages(Purpose.THANK_YOU)
        )

    def last_word(self, *others: datetime) -> datetime:
        """The latest of the start, the last status message, the latest answer and `others`."""
        moments = [self.start.at, *others, *self.story.history.answers]
        if self.last_note:
            moments.append(self.last_note.at)
        return max(moments)


def take_turn(story: RuleContext) -> Turn:
    """The turn of a story that has an application or an interview.

    The round began with the latest of the application, the last interview's end and the valid
    date; counting starts there too, or with a reference check after it.
    """
    began = _round_of(story.history)
    check = story.history.last(ReferenceContacted)
    start = Mark(check.at, check) if check and check.at > began.at else began
    return Turn(story, began, start)


def _round_of(history: History) -> Mark:
    marks = []
    if history.applied:
        marks.append(Mark(history.applied.at, history.applied))
    if history.last_interview:
        marks.append(Mark(history.last_interview.ends_at, history.last_interview))
    timeline = _valid_timeline(history)
    if timeline:
        marks.append(Mark(timeline.at, timeline))
    return max(reversed(marks), key=lambda mark: mark.at)


def _valid_timeline(history: History) -> TimelineGiven | None:
    timeline, talk = history.timeline, history.last_interview
    if timeline is None or (talk is not None and timeline.at < talk.starts_at):
        return None
    return timeline


@dataclass(frozen=True, slots=True)
class StatusDate:
    """The rule a status note goes by, the date it opens on, and why."""

    rule: str
    why: ReasonData
    day: Day
    sources: tuple[str, ...]

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The rule's sources and those of the bounds that moved the date."""
        return (*self.sources, *self.day.sources)


def status_date(turn: Turn) -> StatusDate:
    """Step 7: the first reading that fits gives the date."""
    for reading in READINGS:
        found = reading(turn)
        if found:
            return found
    return _after_applying(turn)


def _again(turn: Turn) -> StatusDate | None:
    note = turn.last_note
    if not turn.asked or note is None:
        return None
    answer = turn.story.history.answer_after(note.at)
    facts: Facts = {
        "noted_at": note.at,
        "answered_at": answer,
        "count": turn.asked,
    }
    day = turn.story.calendar.day(answer or note.at)
    return _status_date("again", facts, _plus(turn, day, "min_gap_days"))


def _promised(turn: Turn) -> StatusDate | None:
    timeline, note = turn.valid_timeline, turn.last_note
    if timeline is None or (note is not None and note.at > timeline.at):
        return None
    if timeline.date < turn.story.calendar.date_of(turn.start.at):
        return None
    return _status_date("promised", timeline_facts(timeline), _date_of(timeline))


def _after_reference_check(turn: Turn) -> StatusDate | None:
    check = turn.start.event
    if not isinstance(check, ReferenceContacted):
        return None
    facts: Facts = {"person": check.reference, "checked_at": check.at}
    return _status_date(
        "after_reference_check", facts, _from_start(turn, "after_reference_check_days")
    )


def _after_talk(turn: Turn) -> StatusDate | None:
    talk = turn.start.event
    if not isinstance(talk, Interview):
        return None
    facts: Facts = {
        "kind": talk.kind.value,
        "people": talk.interviewers,
        "starts_at": talk.starts_at,
        "ends_at": talk.ends_at,
    }
    if not held(talk):
        return _status_date("after_screen", facts, _from_start(turn, "after_screen_days"))
    days = turn.story.policy.after_interview_days
    author = next((source for most, source in AUTHORS if days <= most), BEYOND)
    found = _status_date("after_interview", facts, _from_start(turn, "after_interview_days"))
    return replace(found, sources=(author,))


READINGS: tuple[Callable[[Turn], StatusDate | None], ...] = (
    _again,
    _promised,
    _after_reference_check,
    _after_talk,
)


def _after_applying(turn: Turn) -> StatusDate:
    start = turn.start
    answer = turn.story.history.answer_after(start.at)
    facts: Facts = {"answered_at": answer}
    if isinstance(start.event, TimelineGiven):
        facts |= timeline_facts(start.event)
    else:
        facts["applied_at"] = start.at
    day = turn.story.calendar.day(answer or start.at)
    return _status_date("after_applying", facts, _plus(turn, day, "silence_days"))


def _status_date(name: str, facts: Facts, day: Day) -> StatusDate:
    rule = f"status.{name}"
    return StatusDate(rule, ReasonData(rule, facts), day, RULES[rule].sources)


def _from_start(turn: Turn, field: str) -> Day:
    return _plus(turn, turn.story.calendar.day(turn.start.at), field)


def _plus(turn: Turn, day: Day, field: str) -> Day:
    return day.plus_days(getattr(turn.story.policy, field), field)


def _date_of(timeline: TimelineGiven) -> Day:
    if timeline.news_by is not None:
        return Day(timeline.news_by).plus_days(1)
    return Day(timeline.date)


def timeline_facts(timeline: TimelineGiven) -> Facts:
    """What the employer said, and when."""
    return {
        "given_at": timeline.at,
        "news_by_on": timeline.news_by,
        "ask_on": timeline.ask_on,
    }


def bounded(turn: Turn, found: StatusDate) -> StatusDate:
    """Step 8: not before the employer's date, a week after an answer, a week after a note."""
    history, calendar, day = turn.story.history, turn.story.calendar, found.day
    if turn.timeline:
        day = day.not_before(_date_of(turn.timeline), "timeline", "S2:keep-to-timeline")
    answer = history.answer_after(turn.start.at)
    if answer:
        limit = _plus(turn, calendar.day(answer), "min_gap_days")
        day = day.not_before(limit, "answered", "S2:another-week")
    note = turn.last_note
    if note and not (turn.valid_timeline and turn.valid_timeline.at > note.at):
        limit = _plus(turn, calendar.day(note.at), "min_gap_days")
        day = day.not_before(limit, "last_note", "S3:once-a-week")
    return replace(found, day=day)
