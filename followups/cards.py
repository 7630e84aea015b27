"""Reminders and what is held back, made ready to be read: names, sentences, addresses."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import mine
from accounts.models import User
from applications.models import Application, Interview
from followups.acts import ACTS, Act
from followups.digests.quick_voice import QuickVoice
from followups.later import Offer, offers
from followups.models import HeldBack, Reminder
from followups.timing.catalogue import GUARDS
from followups.timing.reasons import Reason
from followups.wording import SENTENCES, Words, explain
from jobtracker.addresses import address
from references.models import Contact, Reference

Names = Mapping[str, str]
WITH = ("application__company", "contact", "reference__contact")
"""What a row must bring along to become a card without a further query."""
SHOWN = (
    *("rule", "opens_at", "due_at", "optional", "reason", "state", "snoozed_until", "lapses_at"),
    *("owner_id", "application_id", "interview_id", "contact_id", "reference_id"),
    *("application__title", "application__company_id", "application__company__name"),
    *("contact__name", "reference__contact_id", "reference__contact__name"),
)
"""All that a card shows of a row and of what it brings along."""
LONG_TEXTS = ("application__posting_text", "application__notes", "application__company__notes")
"""What a row need not bring along."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells one reader about rows: in their zone, at ``now``, calling people by their names.

    ``offers`` are the moments to which a reminder can be put off.
    """

    zone: ZoneInfo
    now: datetime
    names: Names
    offers: tuple[Offer, ...]

    def fact(self, row: Reminder | HeldBack) -> str:
        """The row's reason in one sentence, without its arithmetic."""
        reason = Reason.from_json({**row.reason, "steps": (), "due": (), "lapse": ()})
        year = self.now.astimezone(self.zone).year
        voice = QuickVoice(self.names, self.zone, year, self.now)
        return SENTENCES[reason.sentence](voice, reason.facts)

    def words(self, row: Reminder | HeldBack) -> Words:
        """The row's reason in words."""
        reason = Reason.from_json(row.reason)
        return explain(reason, people=self.names, timezone=self.zone, now=self.now)


@dataclass(frozen=True, slots=True)
class Card:
    """One reminder as a page shows it. Instants are aware; addresses are ready to be used."""

    row: Reminder
    act: Act
    title: str
    reason: str
    is_overdue: bool
    is_coming: bool
    is_put_off: bool
    offers: tuple[Offer, ...]
    token: UUID

    @property
    def id(self) -> int:
        """The reminder's key."""
        return self.row.pk

    @property
    def application(self) -> Application | None:
        """What it is about; None for what belongs to a person alone."""
        return self.row.application

    @property
    def about_url(self) -> str:
        """The page of the application, or of the reference."""
        if self.row.application_id:
            return address("applications:page", self.row.application_id)
        return address("references:reference", self.row.reference_id or 0)

    @property
    def url(self) -> str:
        """The reminder's own page; its acts lie below it."""
        return address("followups:reminder", self.id)

    @property
    def did_url(self) -> str:
        """Where the button goes that says it is done."""
        did = "sent" if self.act.purpose else "settled" if self.act.fact else "done"
        return f"{self.url}{did}/"

    @property
    def write_url(self) -> str:
        """Where its note is drafted."""
        return address("followups:draft", self.id)

    @property
    def way_url(self) -> str:
        """Where one goes to do it, or to what goes along with the note."""
        match self.act.way:
            case "interview":
                return address("applications:interview", self.row.interview_id or 0)
            case "application":
                return address("applications:reference_list", self.row.application_id or 0)
            case "packet":
                ids = [self.row.application_id, self.row.reference_id]
                return reverse("applications:packet", args=ids)
            case "references":
                return reverse("references:references")
        return ""

    @property
    def from_when(self) -> datetime | None:
        """When it comes, or comes back; None where it is here."""
        if self.row.snoozed_until and self.is_put_off:
            return self.row.snoozed_until
        return self.row.opens_at if self.is_coming else None

    @property
    def by(self) -> datetime | None:
        """When it is due."""
        return self.row.due_at


@dataclass(frozen=True, slots=True)
class Rest:
    """One application where it is the employer's turn, and until when."""

    row: HeldBack
    title: str
    reason: str

    @property
    def url(self) -> str:
        """The application's page."""
        return address("applications:page", self.row.application_id)


def teller(owner: User, rows: Iterable[Reminder | HeldBack], now: datetime) -> Teller:
    """Who tells ``owner`` about these rows; at most one query, for the names."""
    return Teller(owner.zone, now, names_in(owner, rows), offers(owner.zone, now))


def card(row: Reminder, teller: Teller) -> Card:
    """A reminder made ready to be shown."""
    act = ACTS[row.rule]
    return Card(
        row=row,
        act=act,
        title=act.named(reader_of(row)),
        reason=teller.fact(row),
        is_overdue=bool(row.due_at and row.due_at < teller.now and not row.optional),
        is_coming=row.opens_at > teller.now,
        is_put_off=bool(row.snoozed_until and row.snoozed_until > teller.now),
        offers=teller.offers,
        token=uuid4(),
    )


def rest(row: HeldBack, teller: Teller) -> Rest:
    """Something held back made ready to be shown."""
    return Rest(row, _(GUARDS[row.guard].title), teller.fact(row))


def reader_of(row: Reminder) -> str:
    """The name of whom a reminder is about; empty for nobody in particular."""
    if row.reference:
        return row.reference.contact.name
    return row.contact.name if row.contact else ""


def names_in(owner: User, rows: Iterable[Reminder | HeldBack]) -> dict[str, str]:
    """The names of all people whom the reasons of ``rows`` speak of, by their ids; one query."""
    names, _interviewers = names_and_talks(owner, rows, [])
    return names


def names_and_talks(
    owner: User, rows: Iterable[Reminder | HeldBack], interviews: Collection[int]
) -> tuple[dict[str, str], dict[int, list[str]]]:
    """The names in the reasons of ``rows``, and the people of each interview, in one query."""
    wanted = set(_people(rows))
    contacts = [int(each[1:]) for each in wanted if each[0] == "c"]
    references = [int(each[1:]) for each in wanted if each[0] == "r"]
    if not wanted and not interviews:
        return {}, {}
    references_of = Reference.objects.filter(pk__in=references).values("contact")
    who = Q(pk__in=contacts) | Q(pk__in=references_of) if references else Q(pk__in=contacts)
    columns = ["pk", "reference__pk", "name"]
    if interviews:
        through = Interview.interviewers.through.objects.filter(interview__in=interviews)
        who |= Q(pk__in=through.values("contact"))
        columns.append("interviews__pk")
    names: dict[str, str] = {}
    talks: dict[int, list[str]] = {}
    for contact, reference, name, *talk in mine(owner, Contact).filter(who).values_list(*columns):
        names[f"c{contact}"] = names[f"r{reference}"] = name
        for interview in talk:
            talks.setdefault(interview, []).append(name)
    return names, talks


def _people(rows: Iterable[Reminder | HeldBack]) -> Iterator[str]:
    for row in rows:
        facts = row.reason.get("facts", {})
        if facts.get("person"):
            yield facts["person"]
        yield from facts.get("people", ())
