"""A note to a reference that no reminder asks for: about a job, or just between the two."""

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from accounts.access import get_mine
from accounts.models import User
from applications.models import Application, Event, Message
from followups.draft_facts import DraftFacts
from followups.draft_letters import written
from followups.holds import reference_holds
from followups.occasions import Occasion
from followups.unasked.wanted import Wanted, live
from followups.writing import (
    Writing,
    chosen_with,
    job_facts,
    plain_facts,
    reference_facts,
    resumes,
)
from references.ledger import ACTS
from references.models import Reference


def about_job(user: User, pk: int, wanted: Wanted, now: datetime) -> Writing:
    """A note to the reference that the address names, about what they do for an application."""
    application = get_mine(user, Application.objects.select_related("company"), pk=pk)
    rows = _references(user, wanted.purpose, application=application)
    rows = rows.annotate(points=Subquery(chosen_with(application.pk, OuterRef("pk"))))
    reference: Any = get_mine(user, rows, pk=wanted.key("r"))
    occasion = Occasion(user, wanted.purpose, application, reference=reference)
    known = {
        "spoke": reference.acted != Event.Kind.REFERENCE_LETTER,
        "points": reference.points,
    }
    return _writing(occasion, wanted, reverse("followups:write", args=[pk]), known, now)


def to_reference(user: User, pk: int, wanted: Wanted, now: datetime) -> Writing:
    """A note to a reference that is about no job in particular."""
    reference: Any = get_mine(user, _references(user, wanted.purpose), pk=pk)
    occasion = Occasion(user, wanted.purpose, reference=reference)
    known = {
        "agreed_on": reference.agreed_on,
        "last_contact_on": _last_contact(reference, user),
    }
    return _writing(occasion, wanted, reverse("followups:write_to", args=[pk]), known, now)


def _references(user: User, purpose: str, **about: Application) -> QuerySet[Reference]:
    """References with the reminder that would ask for this note, and what was before it."""
    notes = Message.objects.filter(reference=OuterRef("pk")).order_by("-at")
    acts = Event.objects.filter(reference=OuterRef("pk"), kind__in=ACTS, **about)
    return Reference.objects.select_related("contact__owner").annotate(
        live=live(user, purpose, reference=OuterRef("pk"), **about),
        acted=Subquery(acts.order_by("-at").values("kind")[:1]),
        written_at=Subquery(notes.values("at")[:1]),
        sent_at=Subquery(notes.filter(purpose=purpose, **about).values("at")[:1]),
    )


def _writing(
    occasion: Occasion, wanted: Wanted, path: str, known: dict[str, Any], now: datetime
) -> Writing:
    reference: Any = occasion.reference
    files = resumes(occasion)
    facts = {
        **plain_facts(occasion, now),
        **job_facts(occasion),
        **reference_facts(occasion, known),
        "has_resume": bool(files),
    }
    return Writing(
        occasion,
        DraftFacts(**facts),
        written(occasion),
        path,
        wanted.query,
        live=reference.live,
        files=files,
        holds=tuple(reference_holds(occasion, reference.sent_at)),
    )


def _last_contact(row: Any, user: User) -> date | None:
    noted = row.written_at.astimezone(user.zone).date() if row.written_at else None
    return max(filter(None, [noted, row.last_contact_on]), default=None)
