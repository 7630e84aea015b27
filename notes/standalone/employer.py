"""A note to the employer without a reminder: a status note, a decline, or anything else."""

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from accounts.access import get_owned_or_404
from accounts.models import User
from applications.models import Application, Debrief, Event, Message
from notes.cautions import status_holds
from notes.context import NoteContext
from notes.drafting.facts import DraftFacts
from notes.editor import (
    NoteEditor,
    base_facts,
    is_taken,
    job_facts,
    last_talk,
    likely_reader,
    listed_references,
    next_talk,
    readers_at,
)
from notes.existing import existing_notes
from notes.standalone.request import NoteRequest, live
from references.models import Contact

Kind = Event.Kind
ANSWERS = (Kind.EMPLOYER_REPLY, Kind.REFERENCES_REQUESTED)


def to_employer(user: User, pk: int, wanted: NoteRequest, now: datetime) -> NoteEditor:
    """A note to the employer, to the named contact if there is one."""
    application: Any = get_owned_or_404(user, _applications(user, wanted.purpose, now), pk=pk)
    occasion = NoteContext(user, wanted.purpose, application)
    readers = list(readers_at(occasion))
    named = next((each for each in readers if each.pk == wanted.key("c")), None)
    reader = named or likely_reader(readers, application.follow_up_contact or "")
    is_status = wanted.purpose == Message.Purpose.STATUS
    return NoteEditor(
        occasion,
        DraftFacts(
            **_known(occasion, application, reader, now), listed=listed_references(occasion)
        ),
        existing_notes(occasion),
        reverse("notes:write", args=[pk]),
        wanted.query,
        live=application.live,
        readers=readers,
        to=reader,
        follow_up_contact=application.follow_up_contact or "",
        holds=status_holds(application, now) if is_status else (),
    )


def _applications(user: User, purpose: str, now: datetime) -> QuerySet[Application]:
    """Applications with what a note may mention: the latest event of each kind."""
    events = Event.objects.filter(application=OuterRef("pk")).order_by("-at", "-pk")
    dated = events.filter(kind=Kind.TIMELINE_GIVEN)
    checks = events.filter(kind=Kind.REFERENCE_CONTACTED)
    asked = Message.objects.filter(application=OuterRef("pk"), purpose=Message.Purpose.STATUS)
    offers = events.filter(kind=Kind.OUTCOME, result=Event.Result.OFFER)
    debriefs = Debrief.objects.filter(interview__application=OuterRef("pk")).exclude(
        follow_up_contact=""
    )
    return Application.objects.select_related("company", "owner").annotate(
        live=live(user, purpose, application=OuterRef("pk")),
        applied_at=Subquery(events.filter(kind=Kind.APPLIED).values("at")[:1]),
        met_at=Subquery(last_talk(OuterRef("pk"), now).values("starts_at")[:1]),
        dated_at=Subquery(dated.values("at")[:1]),
        news_by=Subquery(dated.values("news_by")[:1]),
        ask_on=Subquery(dated.values("ask_on")[:1]),
        checked_at=Subquery(checks.values("at")[:1]),
        asked_at=Subquery(asked.order_by("-at").values("at")[:1]),
        answered_at=Subquery(events.filter(kind__in=ANSWERS).values("at")[:1]),
        met_kind=Subquery(last_talk(OuterRef("pk"), now).values("kind")[:1]),
        ahead_at=Subquery(next_talk(OuterRef("pk"), now).values("starts_at")[:1]),
        answer_by=Subquery(offers.values("answer_by")[:1]),
        is_taken=is_taken(OuterRef("pk")),
        follow_up_contact=Subquery(debriefs.order_by("-at").values("follow_up_contact")[:1]),
    )


def _known(
    occasion: NoteContext, application: Any, reader: Contact | None, now: datetime
) -> dict[str, Any]:
    known = {**base_facts(occasion, now), **job_facts(occasion)}
    if reader:
        known |= {"person": reader.name, "email": reader.email}
    if occasion.purpose == Message.Purpose.STATUS:
        known |= _status(application, occasion.owner)
    if occasion.purpose == Message.Purpose.OFFER_THANKS:
        known["answer_by"] = application.answer_by
    if occasion.purpose == Message.Purpose.WITHDRAW_NOTE:
        days = {"met_on": application.met_at, "ahead_on": application.ahead_at}
        known |= {name: _on(at, occasion.owner) for name, at in days.items()}
    return known


def _on(moment: datetime | None, owner: User) -> date | None:
    return moment.astimezone(owner.zone).date() if moment else None


def _status(row: Any, owner: User) -> dict[str, Any]:
    """The days to mention; the latest event decides how the note begins."""

    def on(moment: datetime | None) -> date | None:
        return _on(moment, owner)

    happened: tuple[tuple[datetime | None, dict[str, Any]], ...] = (
        (row.applied_at, {}),
        (row.met_at, {}),
        (row.checked_at, {"checked_on": on(row.checked_at)}),
        (row.dated_at, {"named_on": row.news_by, "ask_on": row.ask_on}),
        (row.asked_at, {"rule": "status.again", "asked_on": on(row.asked_at)}),
    )
    known = [(at, facts) for at, facts in happened if at]
    latest = max(known, key=lambda each: each[0])[1] if known else {}
    if "asked_on" in latest and row.answered_at and row.answered_at > row.asked_at:
        latest = {**latest, "answered_on": on(row.answered_at)}
    known_days = {"applied_on": on(row.applied_at), "met_on": on(row.met_at)}
    return {"kind": row.met_kind or "", **known_days, **latest}
