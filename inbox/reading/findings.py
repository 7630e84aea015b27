"""What the readers find."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

KINDS = (
    "confirmation",
    "rejection",
    "interview_invitation",
    "interview_rescheduled",
    "interview_cancelled",
    "offer",
    "references_requested",
    "timeline_given",
    "no_contact_requested",
    "reply",
    "ignore",
)
MEETINGS = ("interview_invitation", "interview_rescheduled", "interview_cancelled")
NO_INVITATIONS = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")
"""The methods of calendar parts that only answer an invitation, or ask for another time."""
DATES = ("interview", "interview_before", "answer_by", "news_by", "start", "applied", "back_on")


class Unreadable(ValueError):
    """The input is no mail or calendar file, or larger than the readers take."""


class TooMany(Unreadable):
    """A file with more mails or events in it than are taken at once."""


@dataclass(frozen=True, slots=True)
class Address:
    """A person's or a firm's mail address, with the name that stands beside it."""

    name: str | None
    email: str


PROPOSAL = "COUNTER"
"""The method of an event by which somebody proposes another time."""
NO_INVITATIONS = ("REPLY", PROPOSAL, "DECLINECOUNTER", "REFRESH")
"""Methods of events that arrange, move or cancel nothing."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event of a calendar file.

    Times are aware where the file names a zone, naive where it does not, and days where the
    event takes whole days.
    """

    uid: str | None
    method: str | None
    sequence: int | None
    starts_at: date | datetime | None
    ends_at: date | datetime | None
    timezone: str | None
    organizer: Address | None
    attendees: tuple[Address, ...]
    status: str | None
    summary: str | None
    location: str | None
    link: str | None
    recurs: str | None
    description: str = field(default="", repr=False)

    @property
    def all_day(self) -> bool:
        """Whether the event takes whole days."""
        return self.starts_at is not None and not isinstance(self.starts_at, datetime)

    @property
    def is_cancelled(self) -> bool:
        """Whether the file calls the event off; a CANCEL may come without a status."""
        return self.method == "CANCEL" or self.status == "CANCELLED"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a mail and what it is for; aware only where the mail names the zone."""

    what: str
    at: date | datetime


@dataclass(frozen=True, slots=True)
class MailFinding:
    """What a mail says about an application, and the sentences it rests on."""

    kind: str
    company: str | None = None
    title: str | None = None
    person: str | None = None
    dates: tuple[FoundDate, ...] = ()
    interviewers: tuple[str, ...] = ()
    language: str | None = None
    evidence: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """The words that decided, as they stand in the evidence."""
    link: str | None = None
    """Where a meeting takes place online."""
    place: str | None = None
    booking_link: str | None = None
    """Where one chooses a time."""
    is_choice: bool = False
    """Whether times are offered, and none is set."""
    events: tuple[CalendarEvent, ...] = ()
    subject: str = ""
    sender: Address | None = None
    reply_to: Address | None = None
    recipients: tuple[Address, ...] = ()
    forwarded_by: Address | None = None
    """Who sent the mail on; the rest is said of the mail inside."""
    sent_at: datetime | None = None
    message_id: str | None = None
    references: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    """Other firms that are named, the likeliest first."""
    is_about_a_job: bool = True
    """False for a meeting that may be any: no word, person or event of it tells of a job."""
