"""What a plan is made from: one application's events, and the seeker's references."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo


class Kind(StrEnum):
    """What sort of conversation an interview event stands for."""

    PHONE_SCREEN = "phone_screen"
    INTERVIEW = "interview"


class Purpose(StrEnum):
    """Why a message was sent."""

    THANK_YOU = "thank_you"
    STATUS = "status"
    DECLINE_NOTE = "decline_note"
    ASK_REFERENCE = "ask_reference"
    RECONFIRM = "reconfirm"
    HEADS_UP = "heads_up"
    REFERENCE_THANK_YOU = "reference_thank_you"
    REFERENCE_OUTCOME = "reference_outcome"
    GIFT = "gift"
    KEEP_IN_TOUCH = "keep_in_touch"
    RECIPROCATE = "reciprocate"
    OTHER = "other"


TO_REFERENCES = frozenset(
    {
        Purpose.ASK_REFERENCE,
        Purpose.RECONFIRM,
        Purpose.HEADS_UP,
        Purpose.REFERENCE_THANK_YOU,
        Purpose.REFERENCE_OUTCOME,
        Purpose.GIFT,
        Purpose.KEEP_IN_TOUCH,
        Purpose.RECIPROCATE,
        Purpose.OTHER,
    }
)
"""A message with one of these purposes, sent to a reference's id, is a message to a reference."""


class Result(StrEnum):
    """How an application stands or ended."""

    OFFER = "offer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    NO_RESPONSE = "no_response"


class Consent(StrEnum):
    """Whether a person agreed to be named as a reference."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `name` is lasting and unique; `at` is aware, in whole seconds."""

    name: str
    at: datetime


class Applied(Event):
    """The application was submitted."""

    __slots__ = ()


class Confirmation(Event):
    """An automatic confirmation came, or the portal shows the application."""

    __slots__ = ()


class EmployerReply(Event):
    """A person at the employer wrote or called, without a date."""

    __slots__ = ()


class NoContactRequested(Event):
    """The employer asked not to be called: they will."""

    __slots__ = ()


class ReferencesRequested(Event):
    """The employer asked for references, or said it will contact them."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TimelineGiven(Event):
    """The employer gave a date: either "you will hear by" or "ask again on", never both."""

    news_by: date | None = None
    ask_on: date | None = None

    @property
    def date(self) -> date:
        """The first local date on which asking keeps to what the employer said."""
        if self.ask_on is not None:
            return self.ask_on
        if self.news_by is None:
            raise ValueError(f"{self.name}: a timeline needs news_by or ask_on")
        return self.news_by + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interview(Event):
    """A conversation with the employer. `at` is when it was arranged; `name` is its id."""

    kind: Kind
    starts_at: datetime
    ends_at: datetime
    interviewers: tuple[str, ...] = ()
    cancelled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Debriefed(Event):
    """The seeker wrote down how an interview went."""

    interview: str


@dataclass(frozen=True, slots=True)
class MessageSent(Event):
    """The seeker sent something: `to` a person's or a reference's id, or nobody in particular."""

    purpose: Purpose
    to: str | None = None
    interview: str | None = None


@dataclass(frozen=True, slots=True)
class ReferenceEvent(Event):
    """Something about one reference, on this application."""

    reference: str


class ReferenceChosen(ReferenceEvent):
    """The seeker picked this reference for this application."""

    __slots__ = ()


class ReferenceContacted(ReferenceEvent):
    """The employer contacted the reference."""

    __slots__ = ()


class ReferenceLetter(ReferenceEvent):
    """The reference wrote a letter or filled in a form for this application."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Outcome(Event):
    """How the application stands or ended."""

    result: Result


EVENT_TYPES: Mapping[str, Callable[..., Event]] = MappingProxyType(
    {
        "applied": Applied,
        "confirmation": Confirmation,
        "employer_reply": EmployerReply,
        "timeline_given": TimelineGiven,
        "no_contact_requested": NoContactRequested,
        "interview": Interview,
        "debriefed": Debriefed,
        "message_sent": MessageSent,
        "references_requested": ReferencesRequested,
        "reference_chosen": ReferenceChosen,
        "reference_contacted": ReferenceContacted,
        "reference_letter": ReferenceLetter,
        "outcome": Outcome,
    }
)
"""Every type of event, by the name it has in a case file."""


@dataclass(frozen=True, slots=True)
class ReferenceFacts:
    """A person who may speak for the seeker. Dates are on the seeker's calendar."""

    id: str
    consent: Consent
    agreed_on: date | None = None
    last_contact_on: date | None = None
    job_hunting_since: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One application as the rules see it. `interest` is 1 to 5; events may come in any order."""

    timezone: ZoneInfo
    interest: int
    events: tuple[Event, ...]
    references: tuple[ReferenceFacts, ...] = ()
