"""What a note is drafted and checked from: facts only, no rows and no clock."""

from dataclasses import dataclass, field
from datetime import date

TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "herr", "frau"})


def called(name: str) -> str:
    """What somebody is greeted with: the first name, or all of a name that opens with a title."""
    first = name.split(" ", maxsplit=1)[0]
    short = first.rstrip(".").casefold()
    return name if short in TITLES or len(short) == 1 else first


@dataclass(frozen=True, slots=True)
class OtherNote:
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
    def first_name(self) -> str:
        """What the reader is greeted with."""
        return called(self.person)

    @property
    def is_to_employer(self) -> bool:
        """Whether the note goes to the employer rather than to a reference."""
        is_theirs = self.purpose in ("thank_you", "status", "decline_note")
        return is_theirs or (self.purpose == "other" and bool(self.company))

    @property
    def days(self) -> tuple[date, ...]:
        """The days by which the reader knows what this is about; one of them should be named.

        Where there was an interview it is that day alone (S0:ask-result).
        """
        if self.purpose not in ("thank_you", "status"):
            return ()
        if self.met_on or self.purpose == "thank_you":
            return (self.met_on,) if self.met_on else ()
        answered_on = self.answered_on if self.asked_on else None
        known = (self.applied_on, self.asked_on, answered_on, self.named_on, self.ask_on)
        return tuple(day for day in known if day)
