"""A note to the employer without a reminder: a status note, a decline, or anything else."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from accounts.access import get_owned_or_404
from accounts.models import User
from applications.models import Application, Event, Message
from notes.cautions import elsewhere_holds, status_holds
from notes.context import NoteContext
from notes.drafting.facts import DraftFacts
from notes.editor import (
    NoteEditor,
    base_facts,
    is_taken,
    job_facts,
    likely_reader,
    listed_references,
    reader_facts,
    readers_at,
)
from notes.existing import existing_notes
from notes.standalone.request import NoteRequest, live
from notes.story import (
    called_off,
    events_of,
    has_ended,
    is_called_off,
    local_day,
    run_began,
    since,
    story,
)

Kind = Event.Kind
ANSWERS = (Kind.EMPLOYER_REPLY, Kind.REFERENCES_REQUESTED)


def to_employer(user: User, pk: int, wanted: NoteRequest, now: datetime) -> NoteEditor:
    """A note to the employer, to the named contact if there is one."""
    rows = _applications(user, wanted.purpose, now)
    application: Any = get_owned_or_404(user, rows, pk=pk)
    began_at = run_began(application, application)
    if began_at:
        application = _applications(user, wanted.purpose, now, began_at).get(pk=pk)
    occasion = NoteContext(user, wanted.purpose, application)
    said = application.follow_up_contact or ""
    readers = list(readers_at(occasion, began_at))
    named = next((each for each in readers if each.pk == wanted.key("c")), None)
    off_with = application.off_with if is_called_off(application) else None
    met = next((each for each in readers if each.pk == off_with), None)
    reader = named or likely_reader(readers, said, met)
    is_status = wanted.purpose == Message.Purpose.STATUS
    note = NoteEditor(
        occasion,
        DraftFacts(
            **_known(occasion, application, now),
            **reader_facts(reader, said),
            listed=listed_references(occasion),
        ),
        existing_notes(occasion),
        reverse("notes:write", args=[pk]),
        wanted.query,
        live=application.live,
        readers=readers,
        to=reader,
        follow_up_contact=said,
        holds=status_holds(application, now) if is_status else (),
    )
    return replace(note, holds=note.holds or elsewhere_holds(note, now))


def _applications(
    user: User, purpose: str, now: datetime, began_at: datetime | None = None
) -> QuerySet[Application]:
    """Applications with what a note may mention: the latest event of each kind in the run."""
    events = events_of(OuterRef("pk"), began_at)
    dated = events.filter(kind=Kind.TIMELINE_GIVEN)
    checks = events.filter(kind=Kind.REFERENCE_CONTACTED)
    notes = Message.objects.filter(since(began_at), application=OuterRef("pk"))
    asked = notes.filter(purpose=Message.Purpose.STATUS)
    offers = events.filter(kind=Kind.OUTCOME, result=Event.Result.OFFER)
    return Application.objects.select_related("company", "owner").annotate(
        live=live(user, purpose, application=OuterRef("pk")),
        **story(OuterRef("pk"), now, began_at),
        has_ended=has_ended(OuterRef("pk")),
        dated_at=Subquery(dated.values("at")[:1]),
        news_by=Subquery(dated.values("news_by")[:1]),
        ask_on=Subquery(dated.values("ask_on")[:1]),
        checked_at=Subquery(checks.values("at")[:1]),
        asked_at=Subquery(asked.order_by("-at").values("at")[:1]),
        answered_at=Subquery(events.filter(kind__in=ANSWERS).values("at")[:1]),
        answer_by=Subquery(offers.values("answer_by")[:1]),
        is_taken=is_taken(OuterRef("pk")),
    )


def _known(occasion: NoteContext, application: Any, now: datetime) -> dict[str, Any]:
    known = {**base_facts(occasion, now), **job_facts(occasion)}
    if occasion.purpose == Message.Purpose.STATUS:
        known |= _status(application, occasion.owner)
    if occasion.purpose == Message.Purpose.OFFER_THANKS:
        known["answer_by"] = application.answer_by
    if occasion.purpose == Message.Purpose.WITHDRAW_NOTE:
        met = local_day(application.met_at, application.met_zone, occasion.owner)
        ahead = local_day(application.ahead_at, application.ahead_zone, occasion.owner)
        known |= {"met_on": met, "ahead_on": ahead}
    return known


def _status(row: Any, owner: User) -> dict[str, Any]:
    """The days to mention; the latest event decides how the note begins."""

    def on(moment: datetime | None) -> date | None:
        return local_day(moment, None, owner)

    happened: tuple[tuple[datetime | None, dict[str, Any]], ...] = (
        (row.applied_at, {}),
        (row.met_at, {}),
        (row.off_since if is_called_off(row) else None, called_off(row, owner)),
        (row.checked_at, {"checked_on": on(row.checked_at)}),
        (row.dated_at, {"named_on": row.news_by, "ask_on": row.ask_on}),
        (row.asked_at, {"rule": "status.again", "asked_on": on(row.asked_at)}),
    )
    known = [(at, facts) for at, facts in happened if at]
    latest = max(known, key=lambda each: each[0])[1] if known else {}
    if "asked_on" in latest and row.answered_at and row.answered_at > row.asked_at:
        latest = {**latest, "answered_on": on(row.answered_at)}
    met_on = local_day(row.met_at, row.met_zone, owner)
    known_days = {"applied_on": on(row.applied_at), "met_on": met_on}
    return {"kind": row.met_kind or "", **known_days, **latest}
