"""The words the rules are written in: the latest application, the last interview, the answers…

"Latest" and "last" go by reading order: by `at`, ties in the order given. "After" is strictly
later in time.
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
from followups.timing.policy.policy import Policy

E = TypeVar("E", bound=Event)
GIVEN_UP_ON = (Result.REJECTED, Result.NO_RESPONSE)


class History:
    """One application's events in reading order, and what the rules call things in them."""

    def __init__(self, facts: Facts) -> None:
        self.interest = facts.interest
        self.references = facts.references
        self.events = sorted(facts.events, key=lambda event: event.at)
        self._by_type: dict[type[Event], list[Event]] = {}
        for event in self.events:
            self._by_type.setdefault(type(event), []).append(event)

    def all(self, kind: type[E]) -> Sequence[E]:
        """Every event of one type, in reading order."""
        return self._by_type.get(kind, [])  # type: ignore[return-value]

    def last(self, kind: type[E]) -> E | None:
        """The latest event of one type."""
        events = self.all(kind)
        return events[-1] if events else None

    @cached_property
    def applied(self) -> Applied | None:
        """The latest time the application was submitted."""
        return self.last(Applied)

    @cached_property
    def interviews(self) -> Sequence[Interview]:
        """Interviews of either kind that are not cancelled."""
        return [event for event in self.all(Interview) if event.cancelled_at is None]

    @cached_property
    def first_interview(self) -> Interview | None:
        """The interview that starts first."""
        return min(self.interviews, key=lambda event: event.starts_at, default=None)

    @cached_property
    def last_interview(self) -> Interview | None:
        """The interview that ends last; of several, the later in reading order."""
        return max(reversed(self.interviews), key=lambda event: event.ends_at, default=None)

    @cached_property
    def timeline(self) -> TimelineGiven | None:
        """The latest date the employer gave, still to the point or not."""
        return self.last(TimelineGiven)

    @cached_property
    def answers(self) -> Sequence[datetime]:
        """When the employer was in touch and gave no date, in order of time."""
        moments = [event.at for event in self.all(EmployerReply)]
        moments += [event.at for event in self.all(ReferencesRequested)]
        for interview in self.all(Interview):
            if interview.cancelled_at is not None:
                moments += [interview.at, interview.cancelled_at]
        return sorted(moments)

    def answer_after(self, moment: datetime) -> datetime | None:
        """The latest answer, where it came after `moment`."""
        return self.answers[-1] if self.answers and self.answers[-1] > moment else None

    @cached_property
    def outcome(self) -> Outcome | None:
        """The latest outcome, unless what came after it shows that it no longer stands."""
        outcome = self.last(Outcome)
        return None if outcome is None or self._reopened(outcome) else outcome

    def _reopened(self, outcome: Outcome) -> bool:
        signs: list[Event] = []
        if outcome.result != Result.OFFER:
            signs += self.interviews
        if outcome.result in GIVEN_UP_ON:
            signs += [*self.all(ReferencesRequested), *self.all(TimelineGiven)]
        return any(sign.at > outcome.at for sign in signs)

    @property
    def closed(self) -> bool:
        """Whether the application has ended; an offer has not."""
        return self.outcome is not None and self.outcome.result != Result.OFFER

    @cached_property
    def status_notes(self) -> Sequence[MessageSent]:
        """The status messages ever sent."""
        return [note for note in self.all(MessageSent) if note.purpose == Purpose.STATUS]

    def messages(self, purpose: Purpose) -> Iterable[MessageSent]:
        """The messages of one purpose, in reading order."""
        return (note for note in self.all(MessageSent) if note.purpose == purpose)

    def was_sent(self, reference: str, purpose: Purpose, since: datetime | None = None) -> bool:
        """Whether a message of this purpose went to this reference, at or after `since`."""
        return any(
            note.to == reference and (since is None or note.at >= since)
            for note in self.messages(purpose)
        )

    def thanked(self, interview: Interview, to: str | None = None) -> bool:
        """Whether a thank-you went out for this interview: to `to`, to nobody in particular, or,
        where no person is named, to anyone."""
        return any(
            note.interview == interview.name and (to is None or note.to in (to, None))
            for note in self.messages(Purpose.THANK_YOU)
        )

    def acts(self, reference: str) -> Sequence[ReferenceContacted | ReferenceLetter]:
        """Each time this reference spoke or wrote for the seeker, in reading order."""
        return [event for event in self._acts if event.reference == reference]

    @cached_property
    def _acts(self) -> Sequence[ReferenceContacted | ReferenceLetter]:
        return [
            event
            for event in self.events
            if isinstance(event, ReferenceContacted | ReferenceLetter)
        ]

    def contacted(self, reference: str) -> bool:
        """Whether the employer contacted this reference."""
        return any(event.reference == reference for event in self.all(ReferenceContacted))

    def chosen(self, reference: str) -> datetime | None:
        """Since when this reference is chosen: picked, or, where never picked, first acting."""
        picks: Sequence[Event] = [
            event for event in self.all(ReferenceChosen) if event.reference == reference
        ]
        first = next(iter(picks or self.acts(reference)), None)
        return None if first is None else first.at

    @cached_property
    def references_owed(self) -> bool:
        """Whether the employer asked for references and got nobody who did not decline."""
        requests = self.all(ReferencesRequested)
        if not requests:
            return False
        since = requests[-2].at if len(requests) > 1 else None
        willing = {person.id for person in self.references if person.consent != Consent.DECLINED}
        return not any(
            event.reference in willing and (since is None or event.at > since)
            for event in (*self.all(ReferenceChosen), *self._acts)
        )


def messages_to(reference: str, messages: Iterable[MessageSent]) -> Sequence[MessageSent]:
    """Those of the messages that are messages to this reference, in order of time."""
    notes = [note for note in messages if note.to == reference and note.purpose in TO_REFERENCES]
    return sorted(notes, key=lambda note: note.at)


def agreed(references: Iterable[ReferenceFacts]) -> int:
    """How many of these people agreed to be named."""
    return sum(person.consent == Consent.AGREED for person in references)


def held(interview: Interview) -> bool:
    """Whether this is an interview proper, not a phone screen."""
    return interview.kind == Kind.INTERVIEW


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What every rule is given: one application's history, the policy and the calendar."""

    history: History
    policy: Policy
    calendar: Calendar

    @classmethod
    def of(cls, facts: Facts, policy: Policy) -> "RuleContext":
        """The context that these facts make."""
        return cls(History(facts), policy, Calendar.of(facts.timezone, policy))
