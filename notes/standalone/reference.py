"""A note to a reference without a reminder: about a job, or to keep in touch."""

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from accounts.access import get_owned_or_404
from accounts.models import User
from applications.models import Application, Event, Message
from applications.people.reference_list import CONTACT_EVENTS
from notes.cautions import reference_holds
from notes.context import NoteContext
from notes.drafting.facts import DraftFacts
from notes.editor import NoteEditor, base_facts, chosen_with, job_facts, reference_facts, resumes
from notes.existing import existing_notes
from notes.standalone.progress import progress_of
from notes.standalone.request import PROGRESS, NoteRequest, live
from references.models import Reference


def about_job(user: User, pk: int, wanted: NoteRequest, now: datetime) -> NoteEditor:
    """A note to the reference in the URL, about what they do for an application."""
    application = get_owned_or_404(user, Application.objects.select_related("company"), pk=pk)
    rows = _references(user, wanted.purpose, application=application)
    rows = rows.annotate(points=Subquery(chosen_with(application.pk, OuterRef("pk"))))
    reference: Any = get_owned_or_404(user, rows, pk=wanted.key("r"))
    occasion = NoteContext(user, wanted.purpose, application, reference=reference)
    known = {
        "spoke": reference.acted != Event.Kind.REFERENCE_LETTER,
        "points": reference.points,
    }
    return _writing(occasion, wanted, reverse("notes:write", args=[pk]), known, now)


def to_reference(user: User, pk: int, wanted: NoteRequest, now: datetime) -> NoteEditor:
    """A note to a reference that is about no job in particular."""
    reference: Any = get_owned_or_404(user, _references(user, wanted.purpose), pk=pk)
    is_progress = wanted.about == PROGRESS
    occasion = NoteContext(user, wanted.purpose, reference=reference, is_progress=is_progress)
    known = {
        "agreed_on": reference.agreed_on,
        "last_contact_on": _last_contact(reference, user),
    }
    return _writing(occasion, wanted, reverse("notes:write_to", args=[pk]), known, now)


def _references(user: User, purpose: str, **about: Application) -> QuerySet[Reference]:
    """References with the reminder that would ask for this note, and earlier notes."""
    notes = Message.objects.filter(reference=OuterRef("pk")).order_by("-at")
    acts = Event.objects.filter(reference=OuterRef("pk"), kind__in=CONTACT_EVENTS, **about)
    return Reference.objects.select_related("contact__owner").annotate(
        live=live(user, purpose, reference=OuterRef("pk"), **about),
        acted=Subquery(acts.order_by("-at").values("kind")[:1]),
        written_at=Subquery(notes.values("at")[:1]),
        sent_at=Subquery(notes.filter(purpose=purpose, **about).values("at")[:1]),
    )


def _writing(
    occasion: NoteContext, wanted: NoteRequest, path: str, known: dict[str, Any], now: datetime
) -> NoteEditor:
    reference: Any = occasion.reference
    files = resumes(occasion)
    facts = {
        **base_facts(occasion, now),
        **job_facts(occasion),
        **reference_facts(occasion, known),
        "has_resume": bool(files),
        "progress": progress_of(occasion.owner, now) if occasion.is_progress else None,
    }
    return NoteEditor(
        occasion,
        DraftFacts(**facts),
        existing_notes(occasion),
        path,
        wanted.query,
        live=None if occasion.is_progress else reference.live,
        files=files,
        holds=tuple(reference_holds(occasion, reference.sent_at, now)),
    )


def _last_contact(row: Any, user: User) -> date | None:
    noted = row.written_at.astimezone(user.zone).date() if row.written_at else None
    return max(filter(None, [noted, row.last_contact_on]), default=None)
