"""Queries on one application's events: its latest submission, last interview, outcome and so on.

"Latest" and "last" mean last in reading order: sorted by `at`, ties in the order given. "After"
means strictly later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from followups.timing.calendar import Calendar
from followups.timing.facts import (
    TO_REFERENCES,
    Applied,
    Consent,
    EmployerReply,
    Event,
    Facts,
    Interview,
    Kind,
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

E = TypeVar("E", bound=Event)
REOPENED_BY_EMPLOYER = (Result.REJECTED, Result.NO_RESPONSE)
"""Outcomes that no longer hold once the employer asks for references or gives a date."""


class History:
    """One application's events in reading order, and the queries that the rules use."""

    def __init__(self, facts: Facts) -> None:
        self.interest = facts.interest
        self.references = facts.references
        self.events = sorted(facts.events, key=lambda event: event.at)
        self._by_type: dict[type[Event], list[Event]] = {}
        for event in self.events:
            self._by_type.setdefault(type(event), []).append(event)

    def all(self, kind: type[E]) -> Sequence[E]:
        """Return the events of one type, in reading order."""
        return self._by_type.get(kind, [])  # type: ignore[return-value]

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
    def first_interview(self) -> Interview | None:
        """The interview that starts first."""
        return min(self.interviews, key=lambda event: event.starts_at, default=None)

    @cached_property
    def last_interview(self) -> Interview | None:
        """The interview that ends last; of several, the last in reading order."""
        return max(reversed(self.interviews), key=lambda event: event.ends_at, default=None)

    @cached_property
    def timeline(self) -> TimelineGiven | None:
        """The latest date the employer gave, valid or not."""
        return self.last(TimelineGiven)

    @cached_property
    def answers(self) -> Sequence[datetime]:
        """When the employer was in touch without giving a date, in order of time."""
        moments = [event.at for event in self.all(EmployerReply)]
        moments += [event.at for event in self.all(ReferencesRequested)]
        for interview in self.all(Interview):
            if interview.cancelled_at is not None:
                moments += [interview.at, interview.cancelled_at]
        return sorted(moments)

    def answer_after(self, moment: datetime) -> datetime | None:
        """Return the latest answer, if it came after `moment`."""
        return self.answers[-1] if self.answers and self.answers[-1] > moment else None

    @cached_property
    def outcome(self) -> Outcome | None:
        """The latest outcome, unless a later event reopened the application."""
        outcome = self.last(Outcome)
        return None if outcome is None or self._reopened(outcome) else outcome

    def _reopened(self, outcome: Outcome) -> bool:
        signs: list[Event] = []
        if outcome.result != Result.OFFER:
            signs += self.interviews
        if outcome.result in REOPENED_BY_EMPLOYER:
            signs += [*self.all(ReferencesRequested), *self.all(TimelineGiven)]
        return any(sign.at > outcome.at for sign in signs)

    @property
    def closed(self) -> bool:
        """Whether the application is closed; an offer does not close it."""
        return self.outcome is not None and self.outcome.result != Result.OFFER

    @cached_property
    def status_notes(self) -> Sequence[MessageSent]:
        """All status notes, in reading order."""
        return [note for note in self.all(MessageSent) if note.purpose == Purpose.STATUS]

    def messages(self, purpose: Purpose) -> Iterable[MessageSent]:
        """Return the messages of one purpose, in reading order."""
        return (note for note in self.all(MessageSent) if note.purpose == purpose)

    def was_sent(self, reference: str, purpose: Purpose, since: datetime | None = None) -> bool:
        """Return whether the reference was sent a message of this purpose, at or after `since`."""
        return any(
            note.to == reference and (since is None or note.at >= since)
            for note in self.messages(purpose)
        )

    def thanked(self, interview: Interview, to: str | None = None) -> bool:
        """Return whether a thank-you for this interview went to `to`, or to nobody by name.

        Without `to`, a thank-you to anyone counts.
        """
        return any(
            note.interview == interview.name and (to is None or note.to in (to, None))
            for note in self.messages(Purpose.THANK_YOU)
        )

    def actions_of(self, reference: str) -> Sequence[ReferenceContacted | ReferenceLetter]:
        """Return the times this reference spoke or wrote for the seeker, in reading order."""
        return [event for event in self._reference_actions if event.reference == reference]

    @cached_property
    def _reference_actions(self) -> Sequence[ReferenceContacted | ReferenceLetter]:
        return [
            event
            for event in self.events
            if isinstance(event, ReferenceContacted | ReferenceLetter)
        ]

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
    def references_owed(self) -> bool:
        """Whether the employer's latest request for references is unanswered.

        It is answered by a reference who did not decline, and was chosen or acted after the
        request before it.
        """
        requests = self.all(ReferencesRequested)
        if not requests:
            return False
        since = requests[-2].at if len(requests) > 1 else None
        willing = {person.id for person in self.references if person.consent != Consent.DECLINED}
        return not any(
            event.reference in willing and (since is None or event.at > since)
            for event in (*self.all(ReferenceChosen), *self._reference_actions)
        )


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
        return cls(History(facts), policy, Calendar.of(facts.timezone, policy))
