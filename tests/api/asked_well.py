"""Requests that are right, for operations that hardly any request made up at random gets past.

They name rows that are there, and say of them what their forms take.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from accounts.models import User
from applications.models import Application, Document, Interview
from applications.services import add_application, arrange_interview, debrief_interview
from applications.services.documents import keep_document
from followups.actions import ACTIONS
from followups.models import Reminder
from followups.services import dismiss
from notes.models import NoteTemplate
from references.models import Company, Contact
from references.services import add_contact, add_reference, company_named
from tests.followups.suggestions import suggest
from tests.test_access import World, make_world

JSON, MULTIPART = "application/json", "multipart/form-data"


@dataclass(frozen=True)
class Asked:
    """The row that the address names, and the body."""

    pk: int | None = None
    body: Any = None
    content_type: str = JSON
    document: int | None = None
    """Where the address names a document, too."""

    @property
    def in_address(self) -> dict[str, int]:
        """What the address names, by the names of its parts."""
        named = {"id": self.pk, "document": self.document}
        return {name: pk for name, pk in named.items() if pk is not None}


def asked_well(owner: User, now: datetime) -> Mapping[str, Asked]:
    """Return a right request by operation, in an order in which each of them is."""
    world = make_world(owner, "Well", now)
    return {
        **_looked_at(world),
        **_of_applications(owner, world, now),
        **_of_people(owner, world, now),
        **_of_interviews(world, now),
        **_of_the_rest(owner, world, now),
        **_of_reminders(owner, world, now),
    }


def _looked_at(world: World) -> dict[str, Asked]:
    """What is read of a row, before any of them changes."""
    whole = ("application", "event", "interview", "message", "reference", "reminder", "suggestion")
    read = {f"GET /{each}s/{{id}}": Asked(world[each].pk) for each in whole}
    of_one = ("events", "interviews", "messages", "plan", "case")
    application = Asked(world["application"].pk)
    read |= {f"GET /applications/{{id}}/{each}": application for each in of_one}
    return read | {"GET /references/{id}/messages": Asked(world["reference"].pk)}


def _of_applications(owner: User, world: World, now: datetime) -> dict[str, Asked]:
    application, told = world["application"].pk, f"{now - timedelta(days=2):%FT%TZ}"
    starts = f"{now + timedelta(days=3):%FT%TZ}"
    paper, gone = _document(owner, now).pk, _application(owner, now).pk
    return {
        "PATCH /applications/{id}": Asked(application, {"interest": 5}),
        "DELETE /applications/{id}": Asked(gone),
        "POST /applications/{id}/events": Asked(application, {"type": "reply", "at": told}),
        "POST /applications/{id}/interviews": Asked(application, {"starts_at": starts}),
        "POST /applications/{id}/documents/{document}": Asked(application, document=paper),
        "DELETE /applications/{id}/documents/{document}": Asked(application, document=paper),
    }


def _of_people(owner: User, world: World, now: datetime) -> dict[str, Asked]:
    def company(name: str) -> Company:
        return company_named(owner, f"Well {name}")

    def contact(name: str) -> Contact:
        return add_contact(owner, token=uuid4(), fields={"name": f"{name} Well"})

    one, two, three, four = (contact(name) for name in ("Ida", "Jo", "Kit", "Lu"))
    known = {each: world[each].pk for each in ("company", "contact", "reference")}
    listed = add_reference(contact("Max"), fields={}, now=now)
    return {
        "POST /companies": Asked(body={"name": "Well Fields"}),
        "GET /companies/{id}": Asked(known["company"]),
        "PATCH /companies/{id}": Asked(known["company"], {"website": "https://well.example"}),
        "POST /companies/{id}/merge": Asked(company("Mills").pk, {"other": company("Mill").pk}),
        "DELETE /companies/{id}": Asked(company("Gone").pk),
        "POST /contacts": Asked(body={"name": "Ned Well"}),
        "GET /contacts/{id}": Asked(known["contact"]),
        "PATCH /contacts/{id}": Asked(known["contact"], {"role": "Warden"}),
        "POST /contacts/{id}/merge": Asked(one.pk, {"other": two.pk}),
        "DELETE /contacts/{id}": Asked(three.pk),
        "POST /references": Asked(body={"contact": four.pk}),
        "POST /references/{id}/messages": Asked(known["reference"], {"purpose": "other"}),
        "PATCH /references/{id}": Asked(known["reference"], {"relationship": "Lead"}),
        "DELETE /references/{id}": Asked(listed.pk),
    }


def _of_interviews(world: World, now: datetime) -> dict[str, Asked]:
    debriefed, bare, gone = (_interview(world, now) for _number in range(3))
    debrief_interview(debriefed, fields={"learned": "Well"}, topics={}, now=now)
    return {
        "PATCH /interviews/{id}": Asked(bare.pk, {"location": "Well Yard"}),
        "POST /interviews/{id}/cancel": Asked(bare.pk, {}),
        "POST /interviews/{id}/reinstate": Asked(bare.pk),
        "POST /interviews/{id}/debrief": Asked(world["interview"].pk, {"learned": "Well"}),
        "GET /interviews/{id}/debrief": Asked(debriefed.pk),
        "PUT /interviews/{id}/debrief": Asked(debriefed.pk, {"notes": "Well"}),
        "DELETE /interviews/{id}/debrief": Asked(debriefed.pk),
        "DELETE /interviews/{id}": Asked(gone.pk),
    }


def _of_the_rest(owner: User, world: World, now: datetime) -> dict[str, Asked]:
    kept, other = world["note_template"], _template(owner)
    reply = {"kind": "reply", "company": "Well Fields", "title": "Warden"}
    file = {"file": b"%PDF-1.7 a resume"}
    return {
        "PATCH /events/{id}": Asked(world["event"].pk, {"text": "Well"}),
        "DELETE /events/{id}": Asked(world["event"].pk),
        "POST /applications/{id}/messages": Asked(world["application"].pk, {"purpose": "status"}),
        "PATCH /messages/{id}": Asked(world["message"].pk, {"text": "Well"}),
        "DELETE /messages/{id}": Asked(world["message"].pk),
        "POST /documents": Asked(body=file, content_type=MULTIPART),
        "GET /documents/{id}": Asked(world["document"].pk),
        "GET /documents/{id}/content": Asked(world["document"].pk),
        "DELETE /documents/{id}": Asked(_document(owner, now).pk),
        "POST /intake": Asked(body={"text": "Warden at Well Fields"}),
        "POST /suggestions": Asked(body=reply),
        "POST /suggestions/{id}/accept": Asked(world["suggestion"].pk, {}),
        "POST /suggestions/{id}/take-back": Asked(world["suggestion"].pk),
        "POST /suggestions/{id}/ignore": Asked(suggest(owner, "reply", now).pk),
        "POST /templates": Asked(body={"name": "Other", "purpose": "status", "body": "Well"}),
        "GET /templates/{id}": Asked(kept.pk),
        "PATCH /templates/{id}": Asked(kept.pk, {"body": "Well"}),
        "DELETE /templates/{id}": Asked(other.pk),
    }


def _of_reminders(owner: User, world: World, now: datetime) -> dict[str, Asked]:
    """One that asks for a fact, and another that is closed; the world's own are settled above."""
    rows = Reminder.objects.filter(owner=owner, state__in=Reminder.LIVE, opens_at__lte=now)
    rows = rows.exclude(application=world["application"]).order_by("pk")
    asks = next(row for row in rows if ACTIONS[row.rule].fact)
    closed = next(row for row in rows if not ACTIONS[row.rule].fact)
    later = next(row for row in rows if row not in (asks, closed))
    dismiss(closed, now=now)
    return {
        "POST /reminders/{id}/record": Asked(asks.pk),
        "POST /reminders/{id}/dismiss": Asked(closed.pk),
        "POST /reminders/{id}/reopen": Asked(closed.pk),
        "POST /reminders/{id}/snooze": Asked(
            later.pk, {"until": f"{now + timedelta(days=1):%FT%TZ}"}
        ),
        "POST /reminders/{id}/done": Asked(closed.pk),
    }


def _application(owner: User, now: datetime) -> Application:
    return add_application(
        owner,
        token=uuid4(),
        company="Well Gone",
        fields={"title": "Warden"},
        applied_at=None,
        now=now,
    )


def _interview(world: World, now: datetime) -> Interview:
    starts = now - timedelta(days=1)
    return arrange_interview(
        world["application"],
        token=uuid4(),
        fields={
            "kind": Interview.Kind.INTERVIEW,
            "arranged_at": starts - timedelta(days=2),
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=1),
            "time_zone": "Europe/London",
        },
        interviewers=[],
        now=now,
    )


def _template(owner: User) -> NoteTemplate:
    return NoteTemplate.objects.create(owner=owner, purpose="thank_you", name="Gone", body="Gone")


def _document(owner: User, now: datetime) -> Document:
    file = ContentFile(b"%PDF-1.7 another resume", name="gone.pdf")
    return keep_document(owner, file, kind="resume", name="Gone", token=uuid4(), now=now)
