"""A note to the person who referred the seeker, without a reminder."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse

from accounts.access import get_owned_or_404
from accounts.models import User
from applications.models import Application, Event
from notes.context import NoteContext
from notes.drafting.facts import DraftFacts
from notes.editor import NoteEditor, base_facts, job_facts
from notes.existing import existing_notes
from notes.standalone.request import NoteRequest, live
from notes.story import events_of, has_ended, run_began


def to_referrer(user: User, pk: int, wanted: NoteRequest, now: datetime) -> NoteEditor:
    """A note to the person who referred the seeker; Http404 if nobody did."""
    application: Any = get_owned_or_404(user, _applications(user, wanted.purpose), pk=pk)
    began_at = run_began(application, application)
    if began_at:
        application = _applications(user, wanted.purpose, began_at).get(pk=pk)
    if application.referred_by is None:
        raise Http404
    occasion = NoteContext(user, wanted.purpose, application, contact=application.referred_by)
    facts = {**base_facts(occasion, now), **job_facts(occasion)}
    if application.applied_at:
        facts["applied_on"] = application.applied_at.astimezone(user.zone).date()
    return NoteEditor(
        occasion,
        DraftFacts(**facts),
        existing_notes(occasion),
        reverse("notes:write", args=[pk]),
        wanted.query,
        live=application.live,
    )


def _applications(
    user: User, purpose: str, began_at: datetime | None = None
) -> QuerySet[Application]:
    applied = events_of(OuterRef("pk"), began_at).filter(kind=Event.Kind.APPLIED)
    return Application.objects.select_related("company", "owner", "referred_by").annotate(
        live=live(user, purpose, application=OuterRef("pk")),
        has_ended=has_ended(OuterRef("pk")),
        applied_at=Subquery(applied.order_by("at").values("at")[:1]),
    )
