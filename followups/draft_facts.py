"""What a note is drafted and checked from: facts only, no rows and no clock."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Letter:
    """A note written to somebody else after the same interview."""

    reader: str
    body: str


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """One note to be written. Dates are on the seeker's calendar; what is not known is empty.

    ``met_on`` is the day of the talk with the employer, ``named_on`` the day they gave (they would
    decide by it, or it was the one to ask on), ``place`` the reader's place on the loop.
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
    reference: str = ""
    topic: str = ""
    learned: str = ""
    pace: str = ""
    culture: str = ""
    is_debriefed: bool = False
    place: int = 0
    others: tuple[Letter, ...] = field(default=())
    result: str = ""
    spoke: bool = True
    agreed_on: date | None = None
    last_contact_on: date | None = None
    relationship: str = ""
    points: str = ""

    @property
    def first_name(self) -> str:
        """What the reader is greeted with."""
        return self.person.split(" ")[0]

    @property
    def is_to_employer(self) -> bool:
        """Whether the note goes to the employer rather than to a reference."""
        is_theirs = self.purpose in ("thank_you", "status", "decline_note")
        return is_theirs or (self.purpose == "other" and bool(self.company))

    @property
    def days(self) -> tuple[date, ...]:
        """The days by which the reader knows what this is about; one of them should be named."""
        if self.purpose == "thank_you":
            known: tuple[date | None, ...] = (self.met_on,)
        elif self.purpose == "status":
            asked = (self.asked_on, self.answered_on, self.named_on, self.ask_on)
            known = (self.met_on, self.applied_on, self.checked_on, *asked)
        else:
            known = ()
        return tuple(day for day in known if day)
