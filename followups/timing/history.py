"""Queries on one application's events: its latest submission, last interview, outcome and so on.

"Latest" and "last" mean last in reading order: sorted by `at`, ties in the order given. "After"
means strictly later. All but the queries that say "ever" look at the latest run alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from followups.timing.calendar import Calendar
from followups.timing.facts import (
    TO_REFERENCES,
    AcceptedElsewhere,
    Applied,
    Consent,
    EmployerReply,
    Event,
    Facts,
    Interview,
    Kind,
    MailUnsorted,
    MessageSent,
    Outcome,
    Purpose,
    ReferenceChosen,
    ReferenceContacted,
    ReferenceFacts,
    ReferenceLetter,
    ReferencesRequested,
    Result,
    TimelineGiven,
)
from followups.timing.policy.make import Policy
from followups.timing.runs import is_end, latest_run

E = TypeVar("E", bound=Event)
ReferenceAction = ReferenceContacted | ReferenceLetter
EventsByType = Mapping[type[Event], Sequence[Event]]
ASKING = (Purpose.STATUS, Purpose.REFERENCES_LIST)
"""Messages after which the employer is given a week before the next status note."""


class History:
    """One application's events in reading order, and the queries that the rules use."""

    def __init__(self, facts: Facts) -> None:
        self.interest = facts.interest
        self.references = facts.references
        self.referred_by = facts.referred_by
        self.closes_on = facts.closes_on
        ever = sorted(facts.events, key=lambda event: event.at)
        run = latest_run(ever)
        self.outcome: Outcome | None = run.outcome
        """The latest outcome, unless a later event reopened the application."""
        self._ever = _grouped(ever)
        self._by_type = _grouped(run.events) if run.past else self._ever

    def all(self, kind: type[E]) -> Sequence[E]:
        """Return the events of one type, in reading order."""
        return self._by_type.get(kind, [])  # type: ignore[return-value]

    def ever(self, kind: type[E]) -> Sequence[E]:
        """Return the events of one type in all runs, in reading order."""
        return self._ever.get(kind, [])  # type: ignore[return-value]

    def last(self, kind: type[E]) -> E | None:
        """Return the latest event of one type."""
        events = self.all(kind)
        return events[-1] if events else None

    @cached_property
    def applied(self) -> Applied | None:
        """The latest submission of the application."""
        return self.last(Applied)

    @cached_property
    def interviews(self) -> Sequence[Interview]:
        """The interviews and phone screens that are not cancelled."""
        return [event for event in self.all(Interview) if event.cancelled_at is None]

    @cached_property
    def first_full_interview(self) -> Interview | None:
        """The interview that starts first, phone screens aside."""
        full = filter(is_full_interview, self.interviews)
        return min(full, key=lambda event: event.starts_at, default=None)

    @cached_property
    def last_interview(self) -> Interview | None:
        """The interview that ends last; of several, the last in reading order."""
        return max(reversed(self.interviews), key=lambda event: event.ends_at, default=None)

    @cached_property
    def timeline(self) -> TimelineGiven | None:
        """The latest date the employer gave, valid or not."""
        return self.last(TimelineGiven)

    def answers(self, *, with_unsorted_mail: bool) -> Sequence[datetime]:
        """Return when the employer was in touch without giving a date, in order of time."""
        moments = [event.at for event in self.all(EmployerReply)]
        moments += [event.at for event in self.all(ReferencesRequested)]
        if with_unsorted_mail:
            moments += [event.at for event in self.all(MailUnsorted)]
        for interview in self.all(Interview):
            if interview.cancelled_at is not None:
                moments += [interview.at, interview.cancelled_at]
        return sorted(moments)

    def is_involved(self, reference: str) -> bool:
        """Whether a reference acted for this application, or was told that a call is coming."""
        told = self.was_sent(Purpose.HEADS_UP, to=reference)
        return bool(self.actions_of(reference)) or told

    def referred(self, person: ReferenceFacts) -> bool:
        """Whether a reference is also the person who referred the seeker."""
        return person.contact is not None and person.contact == self.referred_by

    @property
    def has_begun(self) -> bool:
        """Whether the application was submitted or has an interview."""
        return self.applied is not None or bool(self.interviews)

    @property
    def is_saved(self) -> bool:
        """Whether nothing has come of the application yet, not even that it was submitted."""
        return not self.has_begun and self.outcome is None

    @property
    def closed(self) -> bool:
        """Whether the application is closed; an offer does not close it."""
        return is_end(self.outcome)

    def outcome_of(self, result: Result) -> Outcome | None:
        """Return the outcome, if it is this one."""
        outcome = self.outcome
        return outcome if outcome is not None and outcome.result == result else None

    @cached_property
    def taken(self) -> AcceptedElsewhere | None:
        """The latest acceptance of another offer, if this application has rested since then."""
        accepted = self.last(AcceptedElsewhere)
        if accepted is None or self.closed:
            return None
        steps = (*self.all(Applied), *self.all(Interview))
        return None if any(step.at > accepted.at for step in steps) else accepted

    @property
    def goes_on(self) -> bool:
        """Whether the seeker still pursues the application: it is neither closed nor taken."""
        return not self.closed and self.taken is None

    @cached_property
    def status_notes(self) -> Sequence[MessageSent]:
        """All status notes, in reading order."""
        return [note for note in self.all(MessageSent) if note.purpose == Purpose.STATUS]

    @cached_property
    def last_request_ever(self) -> MessageSent | None:
        """The last status note or list of references sent, in all runs."""
        notes = [note for note in self.ever(MessageSent) if note.purpose in ASKING]
        return notes[-1] if notes else None

    def messages(self, purpose: Purpose) -> Iterable[MessageSent]:
        """Return the messages of one purpose, in reading order."""
        return (note for note in self.all(MessageSent) if note.purpose == purpose)

    def was_sent(
        self,
        purpose: Purpose,
        *,
        to: str | None = None,
        since: datetime | None = None,
        ever: bool = False,
    ) -> bool:
        """Return whether a message of this purpose was sent: to `to`, at or after `since`.

        Without `to`, a message to anyone counts; with `ever`, one of an earlier run, too.
        """
        notes = self.ever(MessageSent) if ever else self.all(MessageSent)
        return any(
            note.purpose == purpose
            and (to is None or note.to == to)
            and (since is None or note.at >= since)
            for note in notes
        )

    def thanked(self, interview: Interview, to: str | None = None) -> bool:
        """Return whether a thank-you went to `to`, or to nobody by name, since the interview began.

        Without `to`, a thank-you to anyone counts.
        """
        return any(
            note.interview == interview.name
            and note.at >= interview.starts_at
            and (to is None or note.to in (to, None))
            for note in self.messages(Purpose.THANK_YOU)
        )

    def actions_of(self, reference: str) -> Sequence[ReferenceAction]:
        """Return the times this reference spoke or wrote for the seeker, in reading order."""
        return [event for event in self._reference_actions if event.reference == reference]

    @cached_property
    def _reference_actions(self) -> Sequence[ReferenceAction]:
        return _in_order(self.all(ReferenceContacted), self.all(ReferenceLetter))

    def actions_ever_of(self, reference: str) -> Sequence[ReferenceAction]:
        """Return the times this reference spoke or wrote in any run, in order of time."""
        actions = _in_order(self.ever(ReferenceContacted), self.ever(ReferenceLetter))
        return [event for event in actions if event.reference == reference]

    def contacted(self, reference: str) -> bool:
        """Return whether the employer contacted this reference."""
        return any(event.reference == reference for event in self.all(ReferenceContacted))

    def chosen_at(self, reference: str) -> datetime | None:
        """Return when this reference was first chosen, or first acted if never chosen."""
        choices: Sequence[Event] = [
            event for event in self.all(ReferenceChosen) if event.reference == reference
        ]
        first = next(iter(choices or self.actions_of(reference)), None)
        return None if first is None else first.at

    @cached_property
    def owed_request(self) -> ReferencesRequested | None:
        """The employer's latest request for references, if it has no list since.

        It has one if it said so, if the seeker sent one, or once a reference acted.
        """
        request = self.last(ReferencesRequested)
        if request is None or request.has_list:
            return None
        if self.was_sent(Purpose.REFERENCES_LIST, since=request.at):
            return None
        acted = any(action.at >= request.at for action in self._reference_actions)
        return None if acted else request


def _grouped(events: Sequence[Event]) -> EventsByType:
    found: dict[type[Event], list[Event]] = {}
    for event in events:
        found.setdefault(type(event), []).append(event)
    return found


def _in_order(
    calls: Sequence[ReferenceContacted], letters: Sequence[ReferenceLetter]
) -> Sequence[ReferenceAction]:
    return sorted([*calls, *letters], key=lambda action: action.at)


def messages_to(reference: str, messages: Iterable[MessageSent]) -> Sequence[MessageSent]:
    """Return the messages to this reference, in order of time."""
    notes = [note for note in messages if note.to == reference and note.purpose in TO_REFERENCES]
    return sorted(notes, key=lambda note: note.at)


def count_agreed(references: Iterable[ReferenceFacts]) -> int:
    """Return how many of these people agreed to be a reference."""
    return sum(person.consent == Consent.AGREED for person in references)


def is_full_interview(interview: Interview) -> bool:
    """Return whether this is an interview rather than a phone screen."""
    return interview.kind == Kind.INTERVIEW


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What every rule works with: one application's history, the policy and the calendar."""

    history: History
    policy: Policy
    calendar: Calendar

    @classmethod
    def of(cls, facts: Facts, policy: Policy) -> "RuleContext":
        """Return the context for these facts and this policy."""
        return cls(History(facts), policy, Calendar.of_seeker(facts, policy))
