"""The facts a note is drafted and checked from: no rows, no clock."""

from dataclasses import dataclass, field
from datetime import date

from references.greetings import greeted

TO_EMPLOYER = (
    "thank_you",
    "status",
    "references_list",
    "offer_thanks",
    "decline_note",
    "withdraw_note",
)
TO_REFERRER = ("referrer_thank_you", "referrer_outcome")
TO_REFERENCES = (
    "ask_reference",
    "reconfirm",
    "heads_up",
    "reference_thank_you",
    "reference_outcome",
    "gift",
    "keep_in_touch",
    "reciprocate",
)
ENDED = ("accepted", "declined", "rejected", "withdrawn", "no_response")
HIGH_INTEREST, HIGHEST_INTEREST = 4, 5
NOT_FREELY = ("not_asked", "declined")
"""Consents of a reference who was contacted without having agreed to it."""


@dataclass(frozen=True, slots=True)
class OtherNote:
    """A note to somebody else after the same interview."""

    reader: str
    body: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures of a search, for a note that says how it goes: no names of employers."""

    sent: int = 0
    interviews: int = 0
    offers: int = 0


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """The facts of one note; unknown ones are empty.

    Days are those of the seeker's time zone, and of interviews, of the zone they were agreed in.

    ``met_on`` is the day of the interview, ``named_on`` the day they would decide by, ``ask_on``
    the day to ask again, ``answer_by`` until when an offer is open, ``ahead_on`` the day of an
    interview to come, ``called_off_on`` that of one that was called off, ``place`` the recipient's
    position among everyone interviewing for the job.
    ``also`` are further purposes of the same note, ``further`` the facts of notes that go into it,
    and ``talks`` the interviews with this person that day, if there were several. ``result`` is the
    application's outcome; ``is_taken`` says that the seeker accepted another offer. ``leads`` is
    false for all but one interviewer of a panel; ``listed`` are the entries of the reference list.
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
    interest: int = 3
    kind: str = ""
    met_on: date | None = None
    applied_on: date | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    named_on: date | None = None
    ask_on: date | None = None
    checked_on: date | None = None
    answer_by: date | None = None
    ahead_on: date | None = None
    called_off_on: date | None = None
    topic: str = ""
    learned: str = ""
    leads: bool = True
    pace: str = ""
    medium_hint: str = ""
    is_debriefed: bool = False
    place: int = 0
    others: tuple[OtherNote, ...] = field(default=())
    talks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    result: str = ""
    is_taken: bool = False
    spoke: bool = True
    consent: str = ""
    agreed_on: date | None = None
    last_contact_on: date | None = None
    relationship: str = ""
    points: tuple[str, ...] = ()
    has_resume: bool = False
    listed: tuple[str, ...] = ()
    progress: Progress | None = None
    further: tuple["DraftFacts", ...] = ()

    @property
    def greeted_as(self) -> str:
        """The name used in the greeting."""
        return greeted(self.person, self.company)

    @property
    def is_to_employer(self) -> bool:
        """Whether the note goes to the employer rather than to a reference."""
        is_theirs = self.purpose in TO_EMPLOYER
        return is_theirs or (self.purpose == "other" and bool(self.company))

    @property
    def is_call(self) -> bool:
        """Whether the conversation was a phone screen, which is a call in letters."""
        return self.kind == "phone_screen"

    @property
    def is_running(self) -> bool:
        """Whether the employer has still to decide, so that the note may ask for the job."""
        return not self.is_taken and self.result not in ("offer", *ENDED)

    @property
    def is_sorry(self) -> bool:
        """Whether the reference was contacted without having agreed to it (S1:ask-first)."""
        is_thanks = self.purpose == "reference_thank_you" and self.spoke
        return is_thanks and self.consent in NOT_FREELY

    @property
    def days(self) -> tuple[date, ...]:
        """The days that identify what the note is about.

        After an interview that is the day of the interview alone (S0:ask-result).
        """
        if self.purpose not in ("thank_you", "status"):
            return ()
        if self.called_off_on:
            return (self.called_off_on,)
        if self.met_on or self.purpose == "thank_you":
            return (self.met_on,) if self.met_on else ()
        answered_on = self.answered_on if self.asked_on else None
        known = (self.applied_on, self.asked_on, answered_on, self.named_on, self.ask_on)
        return tuple(day for day in known if day)
