"""Where an application stands for the status rule: its round, and the notes sent in it (step 3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from followups.timing.facts import (
    Event,
    Interview,
    MessageSent,
    Purpose,
    ReferenceContacted,
    TimelineGiven,
)
from followups.timing.history import History, RuleContext
from followups.timing.plan_items import ReasonFacts


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
    with_unsorted_mail: bool = True

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
        """The last status note of this run."""
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
        interview = self.round.event
        if not isinstance(interview, Interview) or self.valid_timeline:
            return 0
        if not self.context.policy.thank_you_counts:
            return 0
        return sum(
            note.interview == interview.name and note.at >= interview.starts_at
            for note in self.context.history.messages(Purpose.THANK_YOU)
        )

    @cached_property
    def answers(self) -> Sequence[datetime]:
        """When the employer was in touch without giving a date, in order of time."""
        return self.context.history.answers(with_unsorted_mail=self.with_unsorted_mail)

    def answer_after(self, moment: datetime) -> datetime | None:
        """Return the latest answer, if it came after `moment`."""
        return self.answers[-1] if self.answers and self.answers[-1] > moment else None

    def answer_facts(self, moment: datetime) -> ReasonFacts:
        """Return when the last answer after `moment` came, and whether it is a mail to sort."""
        answer = self.answer_after(moment)
        facts: ReasonFacts = {"answered_at": answer}
        if answer is not None and self.without_unsorted_mail.answer_after(moment) != answer:
            facts["unsorted"] = True
        return facts

    @property
    def without_unsorted_mail(self) -> "StatusState":
        """The same, if the mail that is not sorted yet were no answer."""
        return replace(self, with_unsorted_mail=False)

    def last_activity(self, *others: datetime) -> datetime:
        """Return the latest of `start`, the last status note, the last answer and `others`."""
        moments = [self.start.at, *others, *self.answers]
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
