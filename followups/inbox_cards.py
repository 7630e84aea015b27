"""Suggestions as the Inbox shows them: the sentence, what it rests on, what a yes changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.models import User
from applications.formatting import offered_pay
from applications.models import Application, Message
from applications.models.interview import interview_name
from followups.inbox_preview import changes, corrections
from followups.inbox_words import Said, sentence
from followups.wording.formatter import Formatter
from inbox.answers import Answer, as_new, proposed
from inbox.matching import is_clear, matches_of
from inbox.models import Suggestion
from inbox.reading.marks import Piece, marked
from inbox.services.suggest import addresses_of
from jobtracker.reading.names import name_key

Kind = Suggestion.Kind
SHORT_QUOTE = 60
MOST_CHANGES = 1
NEW = "new"
"""The choice of an application that stands for a new one."""
SYMBOLS: Mapping[str, str] = {
    Kind.CONFIRMATION: "check-circle",
    Kind.REJECTION: "x-circle",
    Kind.INTERVIEW_INVITATION: "calendar-event",
    Kind.INTERVIEW_RESCHEDULED: "arrow-clockwise",
    Kind.INTERVIEW_CANCELLED: "dash-circle",
    Kind.OFFER: "trophy",
    Kind.REFERENCES_REQUESTED: "person-check",
    Kind.TIMELINE_GIVEN: "clock",
    Kind.NO_CONTACT_REQUESTED: "bell-slash",
    Kind.REPLY: "reply",
    Kind.SENT: "send",
    Kind.IGNORE: "envelope",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An application that a suggestion may belong to, or a new one."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class InboxCard:
    """One suggestion as a page shows it.

    ``choices`` are empty where only one application comes into question. ``changes`` say what
    logging it would change in the plan, or only what it corrects where there is little room.
    """

    suggestion: Suggestion
    answer: Answer
    sentence: str
    quote: list[Piece]
    choices: list[Choice]
    changes: list[str]

    @property
    def pk(self) -> int:
        """The suggestion's primary key."""
        return self.suggestion.pk

    @property
    def author(self) -> str:
        """The key of the program that proposed it; empty for what was read in a mail or file."""
        return self.suggestion.author

    @property
    def ignore_label(self) -> str:
        """What the button says that logs nothing."""
        return _("Ignore") if self.author else _("Not about a job")

    @property
    def html_id(self) -> str:
        """Its HTML id."""
        return f"suggestion-{self.pk}"

    @property
    def symbol(self) -> str:
        """The icon of its kind."""
        return SYMBOLS[self.answer.kind]

    @property
    def label(self) -> str:
        """What kind of thing it is, in a word or two."""
        return str(Kind(self.answer.kind).label)

    @property
    def sender(self) -> str:
        """Who wrote: a person and their company, as far as the mail tells.

        Of a note that the seeker sent, it is to whom it went; of a proposal, whose it is.
        """
        if self.author:
            return _("Proposed by your key “%(name)s”") % {"name": self.author}
        name, company = sender_name(self.suggestion), self.answer.company
        if self.answer.kind == Kind.SENT:
            reader = self.answer.recipient.name if self.answer.recipient else company
            return _("To %(reader)s") % {"reader": reader} if reader else ""
        if not name or name_key(company) in name_key(name):
            return name or company
        if not company or name_key(name) in name_key(company):
            return company or name
        return _("%(person)s, %(company)s") % {"person": name, "company": company}

    @property
    def can_be_logged(self) -> bool:
        """Whether one press is enough: it is known to which application it belongs."""
        answer = self.answer
        return bool(answer.application or (answer.company and answer.title))

    @property
    def first_changes(self) -> list[str]:
        """What changes in the plan, as far as it is shown at once."""
        return (
            self.changes if len(self.changes) <= MOST_CHANGES + 1 else self.changes[:MOST_CHANGES]
        )

    @property
    def more_changes(self) -> list[str]:
        """What changes besides."""
        return self.changes[len(self.first_changes) :]

    @property
    def new_application(self) -> str:
        """The application that logging it would add: “Data Engineer at Kestrel Analytics”."""
        return new_label(self.answer)


def cards_of(
    user: User, suggestions: Iterable[Suggestion], now: datetime, *, with_changes: bool = True
) -> list[InboxCard]:
    """Return the cards of suggestions in order, in a constant number of queries."""
    found = read(user, suggestions)
    formatter = formatter_of(user, now)
    pairs = [(each.suggestion, each.answer) for each in found if not each.candidates]
    told = (changes if with_changes else corrections)(user, pairs, now)
    return [
        InboxCard(
            each.suggestion,
            each.answer,
            sentence(formatter, said(each.answer, user.zone)),
            quote(each.suggestion, user.zone),
            _choices(each),
            told.get(each.suggestion.pk, []),
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class Read:
    """A suggestion, what we think should be logged, and where it may belong, best first.

    Where there are ``candidates``, the seeker has to choose.
    """

    suggestion: Suggestion
    answer: Answer
    candidates: list[Application]


def read(user: User, suggestions: Iterable[Suggestion]) -> list[Read]:
    """Return what we think should be logged for each suggestion.

    An application that was added since a mail came counts too: its confirmation, logged just now.
    """
    rows = list(suggestions)
    unsure = [row for row in rows if row.application is None or row.finding.get("candidates")]
    candidates = _match(user, unsure) if unsure else {}
    found = []
    for row in rows:
        row.owner = user
        found.append(Read(row, proposed(row, user.zone), candidates.get(row.pk, [])))
    return found


def _match(user: User, rows: Sequence[Suggestion]) -> dict[int, list[Application]]:
    """Give suggestions without an application their best match, and return whom to ask about."""
    found = matches_of(user, [row.finding for row in rows], addresses_of(user))
    asked = {}
    for row, matches in zip(rows, found, strict=True):
        if row.application is None and matches:
            row.application, row.matched_by = matches[0].application, matches[0].matched_by
        if not is_clear(matches):
            asked[row.pk] = [each.application for each in matches]
    return asked


def formatter_of(user: User, now: datetime) -> Formatter:
    """Return what formats names and dates for ``user``."""
    return Formatter({}, user.zone, now.astimezone(user.zone).year, now)


def said(answer: Answer, zone: ZoneInfo) -> Said:
    """Return what an answer says, ready to be put into words."""
    reader = answer.recipient or answer.writer
    is_named = answer.purpose and answer.purpose != Message.Purpose.OTHER
    return Said(
        kind=answer.kind,
        company=answer.company,
        title=answer.title,
        person=reader.name if reader else "",
        is_new=answer.application is None,
        starts_at=_meeting_at(answer, zone),
        others=tuple(filter(None, (_meeting_at(each, zone) for each in answer.others))),
        people=tuple(person.name for person in answer.people),
        meeting=interview_name(answer.interview_kind, answer.interview_type),
        news_by=answer.news_by,
        ask_on=answer.ask_on,
        answer_by=answer.answer_by,
        starts_on=answer.starts_on,
        pay=offered_pay(answer.pay, answer.pay_currency, answer.pay_period),
        sent_as=str(Message.Purpose(answer.purpose).label) if is_named else "",
    )


def _meeting_at(answer: Answer, zone: ZoneInfo) -> date | datetime | None:
    """When the interview is; of a cancelled one, when it was to be."""
    if answer.starts_at is None:
        return answer.before if answer.kind == Kind.INTERVIEW_CANCELLED else None
    return answer.starts_at if answer.is_time_known else answer.starts_at.astimezone(zone).date()


def quote(suggestion: Suggestion, zone: ZoneInfo) -> list[Piece]:
    """Return the sentence that a suggestion rests on, in pieces, its decisive words marked.

    A short one, a subject for instance, has the next one with it.
    """
    finding = suggestion.finding
    sentences = list(finding.get("evidence") or ())
    if not sentences:
        text = finding.get("subject") or finding.get("summary") or ""
        return [(text, False)] if text else []
    shown = sentences[: 2 if len(sentences[0]) < SHORT_QUOTE else 1]
    on = suggestion.at.astimezone(zone).date()
    pieces: list[Piece] = []
    for text in shown:
        pieces += [(" … ", False)] if pieces else []
        pieces += marked(text, finding.get("marks") or (), finding.get("language"), on)
    return pieces


def sender_name(suggestion: Suggestion) -> str:
    """Return the name of who wrote, or their address."""
    finding = suggestion.finding
    sender = finding.get("sender") or finding.get("organizer") or {}
    return finding.get("person") or sender.get("name") or suggestion.sender


def new_label(answer: Answer) -> str:
    """Return how a new application is called; what is not known yet is left out."""
    parts = {"title": answer.title, "company": answer.company}
    if answer.title and answer.company:
        return _("%(title)s at %(company)s") % parts
    return answer.title or answer.company


def _choices(found: Read) -> list[Choice]:
    """Return what to choose from, best first, nothing chosen; empty where there is no choice."""
    if not found.candidates:
        return []
    best = found.answer.application
    rows = [*([best] if best else []), *(each for each in found.candidates if each != best)]
    name = new_label(as_new(found.answer, found.suggestion))
    new = _("A new application: %(name)s") % {"name": name}
    choices = [Choice(str(row.pk), str(row), is_chosen=False) for row in rows]
    return [
        Choice("", _("Choose…"), is_chosen=True),
        *choices,
        Choice(NEW, new.rstrip(": "), is_chosen=False),
    ]
