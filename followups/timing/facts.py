"""The facts a plan is made from: one application's events, and the seeker's references."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo


class Kind(StrEnum):
    """The type of an interview event."""

    PHONE_SCREEN = "phone_screen"
    INTERVIEW = "interview"


class Purpose(StrEnum):
    """Why a message was sent."""

    THANK_YOU = "thank_you"
    STATUS = "status"
    REFERENCES_LIST = "references_list"
    OFFER_THANKS = "offer_thanks"
    DECLINE_NOTE = "decline_note"
    WITHDRAW_NOTE = "withdraw_note"
    REFERRER_THANK_YOU = "referrer_thank_you"
    REFERRER_OUTCOME = "referrer_outcome"
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
"""Messages with one of these purposes are messages to a reference, if sent to a reference's id."""


class Result(StrEnum):
    """What an application led to; all but an offer close it."""

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
    """Something that happened. `name` is unique and permanent; `at` is aware, in whole seconds."""

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
    """The employer asked the seeker not to call: they will call themselves."""

    __slots__ = ()


class MailUnsorted(Event):
    """A mail came that seems to be the employer's; the seeker has not said yet what it is."""

    __slots__ = ()


class StatusElsewhere(Event):
    """A status note about another application went to a contact of this application, too."""

    __slots__ = ()


class AcceptedElsewhere(Event):
    """The seeker accepted an offer for another application."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ReferencesRequested(Event):
    """The employer asked for references; with `has_list` it has them, and will contact them."""

    has_list: bool = False


@dataclass(frozen=True, slots=True)
class TimelineGiven(Event):
    """The employer gave a date: "you will hear by" or "ask again on", not both."""

    news_by: date | None = None
    ask_on: date | None = None

    @property
    def date(self) -> date:
        """The first local date on which the seeker may ask: `ask_on`, or the day after `news_by`.

        Raises `ValueError` if neither is set.
        """
        if self.ask_on is not None:
            return self.ask_on
        if self.news_by is None:
            raise ValueError(f"{self.name}: a timeline needs news_by or ask_on")
        return self.news_by + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interview(Event):
    """An interview or a phone screen. `at` is when it was arranged; `name` is its id."""

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
    """The seeker sent a message; `to` is a person's or a reference's id, None where not given."""

    purpose: Purpose
    to: str | None = None
    interview: str | None = None


@dataclass(frozen=True, slots=True)
class ReferenceEvent(Event):
    """An event about one reference, on this application."""

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
    """The application led to an offer, or was closed; an offer stays open until `answer_by`."""

    result: Result
    answer_by: date | None = None


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
        "mail_unsorted": MailUnsorted,
        "status_elsewhere": StatusElsewhere,
        "accepted_elsewhere": AcceptedElsewhere,
    }
)
"""The event classes, by their type's name in a case file."""


@dataclass(frozen=True, slots=True)
class ReferenceFacts:
    """A person who may act as a reference. Dates are on the seeker's calendar.

    `contact` is their id as somebody who may have referred the seeker, if that is known.
    """

    id: str
    consent: Consent
    agreed_on: date | None = None
    last_contact_on: date | None = None
    job_hunting_since: date | None = None
    contact: str | None = None


SATURDAY_AND_SUNDAY = frozenset({6, 7})


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts about one application. `interest` is 1 to 5; events may be in any order.

    `referred_by` is the id of the person who referred the seeker, `closes_on` the posting's closing
    date. `weekend` holds ISO weekdays (Monday is 1), `days_off` the public holidays.
    """

    timezone: ZoneInfo
    interest: int
    events: tuple[Event, ...]
    references: tuple[ReferenceFacts, ...] = ()
    referred_by: str | None = None
    closes_on: date | None = None
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    days_off: frozenset[date] = frozenset()
