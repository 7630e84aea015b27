"""A client's record as their coach may see it; what the grant excludes is not read at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import CoachGrant, User
from applications.formatting import pay_text
from applications.models import Application, Debrief, Document, Event, Interview, Message
from applications.models.application import CLOSED_STAGES
from applications.people.reference_list import Entry as LedgerEntry
from applications.people.reference_list import reference_list
from applications.timeline import Entry, timeline_of
from applications.timeline_presenter import TimelineLine, timeline_line
from coaching.inbox import InboxRow, inbox_rows
from coaching.words import NOTHING, signs_of
from followups.cards import WITH, Card, HeldBackItem, card_context, cards_of, held_back_items
from followups.models import HeldBack, PolicyChoice, Reminder
from followups.models.coach import CoachNote, Nudge
from followups.state import live, still_held
from followups.timing.catalogue.index import OVER

AHEAD = timedelta(days=14)
LATEST = 12
MAX_INTERVIEWS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One application in the pipeline; ``pay`` is empty if closed to the coach or unknown."""

    application: Application
    pay: str


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One interview with its ticked signs and, if the grant allows, its texts."""

    interview: Interview
    people: str
    signs: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecentEvent:
    """One recent event."""

    at: datetime
    what: str
    application: Application | None


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """Everything on a client's page."""

    client: User
    grant: CoachGrant
    open: list[Row]
    closed: list[Row]
    cards: list[Card]
    held_back: list[HeldBackItem]
    inbox: list[InboxRow]
    interviews: list[InterviewRow]
    references: list[LedgerEntry]
    latest: list[RecentEvent]
    documents: list[Document]
    notes: list[CoachNote]
    nudges: list[Nudge]
    policy: PolicyChoice | None


def record(coach: User, grant: CoachGrant, now: datetime) -> ClientRecord:
    """Return the record of one client, in a constant number of queries."""
    client = grant.seeker
    if client is None:
        raise ValueError("a live grant without a seeker")
    scopes = grant.scopes
    rows = [_row(each, "sees_pay" in scopes) for each in _applications(client)]
    cards, held_back = _reminders(client, now, "sees_notes" in scopes)
    interviews = _interviews(client)
    return ClientRecord(
        client,
        grant,
        [row for row in rows if row.application.stage not in CLOSED_STAGES],
        [row for row in rows if row.application.stage in CLOSED_STAGES],
        cards,
        held_back,
        inbox_rows(client, grant),
        [_interview_row(each, "sees_notes" in scopes) for each in interviews],
        reference_list(client, now=now),
        _latest(client, interviews, now),
        list(owned_by(client, Document)) if "sees_documents" in scopes else [],
        notes_on(coach, grant, now),
        list(owned_by(client, Nudge).filter(coach=coach)[:LATEST]),
        owned_by(client, PolicyChoice).select_related("set_by").first(),
    )


def _applications(client: User) -> QuerySet[Application]:
    return owned_by(client, Application).filter(archived_at=None).select_related("company")


def _row(application: Application, sees_pay: bool) -> Row:
    return Row(application, pay_text(application) if sees_pay else "")


def _reminders(
    client: User, now: datetime, tells_of_mail: bool
) -> tuple[list[Card], list[HeldBackItem]]:
    rows = list(
        owned_by(client, Reminder)
        .filter(live(now), opens_at__lt=now + AHEAD, set_aside=False)
        .select_related(*WITH)
        .order_by("due_at", "opens_at", "pk")
    )
    held = owned_by(client, HeldBack).filter(still_held(now)).exclude(guard__in=OVER)
    held_back = list(held.select_related("application__company").order_by("until", "pk"))
    context = card_context(client, [*rows, *held_back], now, tells_of_mail=tells_of_mail)
    cards = cards_of(rows, context)
    cards.sort(key=lambda each: (not each.is_overdue, each.row.optional, each.is_coming))
    return cards, held_back_items(held_back, context)


def _interviews(client: User) -> list[Interview]:
    rows = owned_by(client, Interview).select_related("application__company", "debrief")
    rows = rows.prefetch_related("interviewers", "debrief__topics__contact")
    return list(rows.order_by("-starts_at", "-pk")[:MAX_INTERVIEWS])


def _interview_row(interview: Interview, sees_notes: bool) -> InterviewRow:
    people = ", ".join(person.name for person in interview.interviewers.all())
    debrief: Debrief | None = getattr(interview, "debrief", None)
    signs = signs_of(debrief).removeprefix(NOTHING) if debrief else ""
    return InterviewRow(interview, people, signs, _texts(interview, debrief) if sees_notes else ())


def _texts(interview: Interview, debrief: Debrief | None) -> tuple[str, ...]:
    if debrief is None:
        return tuple(filter(None, [interview.preparation]))
    topics = [f"{topic.contact.name}: {topic.text}" for topic in debrief.topics.all()]
    texts = (debrief.learned, debrief.next_steps, *topics, debrief.notes)
    return tuple(filter(None, (interview.preparation, *texts)))


def _latest(client: User, interviews: list[Interview], now: datetime) -> list[RecentEvent]:
    """Return the latest events and messages, without any text the client wrote."""
    parts: tuple[QuerySet[Any], ...] = (
        owned_by(client, Event).exclude(kind=Event.Kind.NOTE),
        owned_by(client, Message),
    )
    latest = [
        RecentEvent(row.at, _title(row), row.application)
        for rows in parts
        for row in rows.filter(at__lte=now)
        .select_related("application__company")
        .order_by("-at")[:LATEST]
    ]
    latest += _of_interviews(interviews, now)
    latest.sort(key=lambda each: each.at, reverse=True)
    return latest[:LATEST]


def _of_interviews(interviews: list[Interview], now: datetime) -> list[RecentEvent]:
    """Return when interviews were arranged, held and cancelled, and when debriefs were written."""
    found = []
    for row in interviews:
        debrief: Debrief | None = getattr(row, "debrief", None)
        held_at = None if row.cancelled_at else row.ends_at
        moments = (
            (row.arranged_at, _("Interview arranged")),
            (held_at, _("Interview held")),
            (row.cancelled_at, _("Interview cancelled")),
            (debrief.at if debrief else None, _("Debrief written")),
        )
        found += [
            RecentEvent(at, what, row.application) for at, what in moments if at and at <= now
        ]
    return found


def _title(row: Event | Message) -> str:
    if isinstance(row, Message):
        return str(row.get_purpose_display())
    if row.kind == Event.Kind.OUTCOME:
        return str(row.get_result_display())
    if row.kind == Event.Kind.MOVED:
        return f"{row.get_kind_display()}: {row.get_stage_display()}"
    return str(row.get_kind_display())


def notes_on(coach: User, grant: CoachGrant, now: datetime) -> list[CoachNote]:
    """Return the coach's notes on a client, and other coaches' written with no wider scopes.

    A coach's note may contain what that coach could see.
    """
    scopes = grant.scopes
    others = CoachGrant.objects.live(now).filter(seeker=grant.seeker_id).values("coach")
    own_and_others = Q(coach=coach) | Q(coach__in=others)
    rows = CoachNote.objects.filter(own_and_others, client=grant.seeker_id)
    return [
        row
        for row in rows.select_related("coach")
        if row.coach_id == coach.pk or scopes.issuperset(row.scopes)
    ]


def story_lines(application: Application, grant: CoachGrant, now: datetime) -> list[TimelineLine]:
    """Return an application's timeline, without notes, texts and pay if closed to the coach."""
    entries = timeline_of(application).entries
    if "sees_pay" not in grant.scopes:
        entries = [_without_pay(entry) for entry in entries]
    if "sees_notes" in grant.scopes:
        return [timeline_line(entry, now) for entry in entries]
    shown = (entry for entry in entries if entry.row.kind != Event.Kind.NOTE)
    return [timeline_line(_without_texts(entry), now) for entry in shown]


def _without_pay(entry: Entry) -> Entry:
    """An entry without what an offer pays."""
    row = entry.row._replace(pay=None, pay_currency="", pay_period="")
    return Entry(row, entry.people)


def _without_texts(entry: Entry) -> Entry:
    row = entry.row._replace(text="")
    if row.what == "message":
        row = row._replace(subject="")
    if row.what == "debrief":
        row = row._replace(detail="")
    return Entry(row, entry.people)
