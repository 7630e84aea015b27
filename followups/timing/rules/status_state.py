"""Whose turn it is: the round an application is in, and what was said in it (step 3)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from followups.timing.facts import Event, MessageSent, Purpose, ReferenceContacted, TimelineGiven
from followups.timing.history import History
from followups.timing.rules.context import RuleContext


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
