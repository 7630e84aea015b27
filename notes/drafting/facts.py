"""The facts a note is drafted and checked from: no rows, no clock."""

from dataclasses import dataclass, field
from datetime import date

from references.greetings import greeted


@dataclass(frozen=True, slots=True)
class OtherNote:
    """A note to somebody else after the same interview."""

    reader: str
    body: str


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """The facts of one note. Dates are in the seeker's time zone; unknown facts are empty.

    ``met_on`` is the day of the interview, ``named_on`` the day they would decide by, ``ask_on``
    the day to ask again, ``place`` the recipient's position among the interviewers.
    """

    purpose: str
    rule: str
    you: str
    today: date
    person: str = ""
    email: str = ""
    title: str = ""
    company: str = ""
    posting_url: str = ""
    kind: str = ""
    met_on: date | None = None
    applied_on: date | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    named_on: date | None = None
    ask_on: date | None = None
    checked_on: date | None = None
    topic: str = ""
    learned: str = ""
    pace: str = ""
    medium_hint: str = ""
    is_debriefed: bool = False
    place: int = 0
    others: tuple[OtherNote, ...] = field(default=())
    result: str = ""
    spoke: bool = True
    agreed_on: date | None = None
    last_contact_on: date | None = None
    relationship: str = ""
    points: tuple[str, ...] = ()
    has_resume: bool = False

    @property
    def greeted_as(self) -> str:
        """The name used in the greeting."""
        return greeted(self.person, self.company)

    @property
    def is_to_employer(self) -> bool:
        """Whether the note goes to the employer rather than to a reference."""
        is_theirs = self.purpose in ("thank_you", "status", "decline_note")
        return is_theirs or (self.purpose == "other" and bool(self.company))

    @property
    def days(self) -> tuple[date, ...]:
        """The days that identify what the note is about; it should name one of them.

        After an interview that is the day of the interview alone (S0:ask-result).
        """
        if self.purpose not in ("thank_you", "status"):
            return ()
        if self.met_on or self.purpose == "thank_you":
            return (self.met_on,) if self.met_on else ()
        answered_on = self.answered_on if self.asked_on else None
        known = (self.applied_on, self.asked_on, answered_on, self.named_on, self.ask_on)
        return tuple(day for day in known if day)
