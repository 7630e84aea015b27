"""Requests that are right, for operations that hardly any request made up at random gets past.

They name rows that are there, and say of them what their forms take.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from accounts.models import User
from applications.models import Interview
from applications.services import arrange_interview, debrief_interview
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


def asked_well(owner: User, now: datetime) -> Mapping[str, Asked]:
    """Return a right request by operation; what one deletes, no other needs."""
    world = make_world(owner, "Well", now)
    others = Reminder.objects.filter(owner=owner, state__in=Reminder.LIVE)
    world["reminder"] = others.exclude(application=world["application"]).order_by("pk")[0]
    dismiss(world["reminder"], now=now)
    return {**_of_people(owner, world, now), **_of_the_rest(owner, world, now)}


def _of_people(owner: User, world: World, now: datetime) -> dict[str, Asked]:
    def company(name: str) -> Company:
        return company_named(owner, f"Well {name}")

    def contact(name: str) -> Contact:
        return add_contact(owner, token=uuid4(), fields={"name": f"{name} Well"})

    one, two, three, four = (contact(name) for name in ("Ida", "Jo", "Kit", "Lu"))
    listed = add_reference(contact("Max"), fields={}, now=now)
    return {
        "POST /companies": Asked(body={"name": "Well Fields"}),
        "POST /companies/{id}/merge": Asked(company("Mills").pk, {"other": company("Mill").pk}),
        "DELETE /companies/{id}": Asked(company("Gone").pk),
        "POST /contacts/{id}/merge": Asked(one.pk, {"other": two.pk}),
        "DELETE /contacts/{id}": Asked(three.pk),
        "POST /references": Asked(body={"contact": four.pk}),
        "POST /references/{id}/messages": Asked(world["reference"].pk, {"purpose": "other"}),
        "DELETE /references/{id}": Asked(listed.pk),
    }


def _of_the_rest(owner: User, world: World, now: datetime) -> dict[str, Asked]:
    debriefed, gone = _interview(world, now), _interview(world, now)
    debrief_interview(debriefed, fields={"learned": "Well"}, topics={}, now=now)
    kept, other = world["note_template"], _template(owner)
    reply = {"kind": "reply", "company": "Well Fields", "title": "Warden"}
    file = {"file": b"%PDF-1.7 a resume"}
    return {
        "DELETE /events/{id}": Asked(world["event"].pk),
        "POST /interviews/{id}/debrief": Asked(world["interview"].pk, {"learned": "Well"}),
        "DELETE /interviews/{id}/debrief": Asked(debriefed.pk),
        "DELETE /interviews/{id}": Asked(gone.pk),
        "DELETE /messages/{id}": Asked(world["message"].pk),
        "POST /documents": Asked(body=file, content_type=MULTIPART),
        "POST /intake": Asked(body={"text": "Warden at Well Fields"}),
        "POST /reminders/{id}/reopen": Asked(world["reminder"].pk),
        "POST /suggestions": Asked(body=reply),
        "POST /suggestions/{id}/accept": Asked(world["suggestion"].pk, {}),
        "POST /suggestions/{id}/ignore": Asked(suggest(owner, "reply", now).pk),
        "GET /templates/{id}": Asked(kept.pk),
        "PATCH /templates/{id}": Asked(kept.pk, {"body": "Well"}),
        "DELETE /templates/{id}": Asked(other.pk),
    }


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
