"""A whole search posted through the API alone is the same as one typed on the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from applications.models import Application, Debrief, Event, Interview, Message
from followups.models import HeldBack, Reminder
from references.models import Contact, Reference
from tests.api.conftest import Call
from tests.conftest import MakeReference, person, signed_in

EVENT = ("kind", "at", "news_by", "ask_on", "result", "stage", "has_list", "text", "answer_by")
TERMS = ("pay", "pay_currency", "pay_period", "starts_on", "reference__contact__name")
INTERVIEW = ("kind", "type", "arranged_at", "starts_at", "ends_at", "time_zone", "place", "link")
PEOPLE = ("preparation", "cancelled_at", "interviewers__name")
DEBRIEF = ("at", "positive_signs", "pace", "medium_hint", "learned", "next_steps", "notes")
MESSAGE = ("purpose", "at", "channel", "body", "contact__name", "interview__starts_at")
JOB = ("title", "company__name", "stage", "interest", "pay_min", "pay_currency", "closes_on")
LATER = ("location", "notes", "archived_at")


@pytest.fixture
def typed_by(at_now: datetime) -> User:
    """Somebody who types the same search on the pages."""
    return person("typed@test.example", "Robin Hale", currency="GBP")


def ok(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def post_it(call: Call) -> None:
    ana = ok(call("POST", "/contacts", {"name": "Ana Ruiz", "company": "Oatmill"}))["id"]
    joan = ok(call("POST", "/contacts", {"name": "Joan Whitfield"}))["id"]
    agreed = {"consent": "agreed", "agreed_on": "2026-01-18"}
    reference = ok(call("POST", "/references", {"contact": joan, **agreed}))["id"]
    job = {"title": "Data Engineer", "company": "Oatmill", "interest": 5, "notes": "By Ana 🌾"}
    pay = {"pay_min": 52000, "pay_currency": "EUR", "location": "Ulm", "tags": ["first"]}
    ids = ok(call("POST", "/applications", job | pay | {"applied_at": "2026-03-02T09:00:00Z"}))
    of = f"/applications/{ids['id']}"
    for event in (
        {"type": "confirmation", "at": "2026-03-02T09:05:00Z"},
        {"type": "employer_reply", "at": "2026-03-04T10:00:00Z", "text": "Ana wrote"},
        {"type": "references_requested", "at": "2026-03-18T08:00:00Z", "has_list": True},
        {"type": "reference_chosen", "at": "2026-03-19T20:00:00Z", "reference": reference},
        {"type": "reference_contacted", "at": "2026-03-19T09:00:00Z", "reference": reference},
    ):
        ok(call("POST", f"{of}/events", event))
    first = {"at": "2026-03-05T10:00:00Z", "starts_at": "2026-03-10T15:00:00+01:00"}
    first |= {"ends_at": "2026-03-10T15:45:00+01:00", "timezone": "Europe/Berlin", "type": "panel"}
    talk = ok(call("POST", f"{of}/interviews", first | {"interviewers": [ana], "location": "Ulm"}))
    said = {"positive_signs": ["casual"], "learned": "Sourdough", "news_by": "2026-03-27"}
    topics = [{"contact": ana, "text": "Mills"}]
    ok(call("POST", f"/interviews/{talk['id']}/debrief", said | {"topics": topics}))
    thanks = {"purpose": "thank_you", "at": "2026-03-10T18:00:00Z", "text": "Thank you"}
    to = {"to": f"c{ana}", "interview": talk["id"]}
    ok(call("POST", f"{of}/messages", thanks | to))
    ahead = {"at": "2026-03-18T10:00:00Z", "starts_at": "2026-03-26T10:00:00Z"}
    second = ok(call("POST", f"{of}/interviews", ahead | {"kind": "phone_screen"}))
    ok(call("POST", f"/interviews/{second['id']}/cancel"))
    post_the_others(call)


def post_the_others(call: Call) -> None:
    def add(company: str, **more: Any) -> str:
        job = {"company": company, "title": "Clerk", "applied_at": "2026-03-03T09:00:00Z"}
        return f"/applications/{ok(call('POST', '/applications', job | more))['id']}"

    wait = {"type": "no_contact_requested", "at": "2026-03-12T09:00:00Z"}
    ok(call("POST", f"{add('Fathom')}/events", wait | {"news_by": "2026-04-10"}))
    offer = {"type": "outcome", "result": "offer", "at": "2026-03-18T12:00:00Z", "pay": 41000.5}
    terms = {"pay_currency": "GBP", "answer_by": "2026-03-24", "starts_on": "2026-05-01"}
    ok(call("POST", f"{add('Kestrel')}/events", offer | terms))
    ended = {"stage": "rejected", "stage_at": "2026-03-17T12:00:00Z"}
    ok(call("PATCH", add("Lantern"), ended))
    ok(call("PATCH", add("Marlow"), {"stage": "screening"}))
    ok(call("PATCH", add("Nimbus"), {"archived": True}))
    add("Orchard", applied_at=None, closes_on="2026-03-25")


class Typist:
    """Types on the pages, as a browser sends it."""

    def __init__(self, owner: User) -> None:
        self.client: Client = signed_in(owner)
        self.owner = owner

    def send(self, path: str, **data: Any) -> None:
        answer = self.client.post(path, {"token": uuid4(), **data})
        assert answer.status_code == 302, answer.content.decode()

    def add(self, company: str, title: str = "Clerk", **more: Any) -> str:
        usual = {"applied_at": "2026-03-03T09:00", "interest": "3", "pay_currency": "GBP"}
        self.send("/applications/add/", company=company, title=title, **usual | more)
        row = Application.objects.get(owner=self.owner, company__name=company)
        return f"/applications/{row.pk}"

    def type_it(self, reference: Reference) -> None:
        more = {"applied_at": "2026-03-02T09:00", "interest": "5", "notes": "By Ana 🌾"}
        pay = {"pay_min": "52.000", "pay_currency": "eur", "location": "Ulm", "tags": "first"}
        of = self.add("Oatmill", "Data Engineer", **more | pay)
        self.send(f"{of}/log/confirmation/", at="2026-03-02T09:05")
        self.send(f"{of}/log/replied/", at="2026-03-04T10:00", text="Ana wrote")
        self.send(f"{of}/log/references-asked/", at="2026-03-18T08:00", has_list="on")
        self.send(f"{of}/choose/{reference.pk}/")
        about = {"at": "2026-03-19T09:00", "reference": reference.pk}
        self.send(f"{of}/log/reference-contacted/", **about)
        when = {"starts": "2026-03-10T15:00", "time_zone": "Berlin", "minutes": "45"}
        whom = {"place": "Ulm", "new_people": "Ana Ruiz", "arranged_at": "2026-03-05T10:00"}
        self.send(f"{of}/interview/", kind="panel", **when, **whom)
        talk = Interview.objects.get(owner=self.owner)
        ana = Contact.objects.get(owner=self.owner, name="Ana Ruiz")
        said = {"positive_signs": ["casual"], "learned": "Sourdough", f"topic_{ana.pk}": "Mills"}
        dated = {"frame": "news_by", "day": "2026-03-27"}
        self.send(f"/interviews/{talk.pk}/debrief/", **said, **dated)
        to = {"to": f"contact-{ana.pk}", "interview": talk.pk, "channel": "email"}
        thanks = {"purpose": "thank_you", "at": "2026-03-10T18:00", "text": "Thank you"}
        self.send(f"{of}/log/sent/", **thanks, **to)
        ahead = {"starts": "2026-03-26T10:00", "time_zone": "Europe/London", "minutes": "60"}
        self.send(f"{of}/interview/", kind="phone_screen", arranged_at="2026-03-18T10:00", **ahead)
        second = Interview.objects.get(owner=self.owner, kind="phone_screen")
        self.send(f"/interviews/{second.pk}/cancel/")
        self.type_the_others()

    def type_the_others(self) -> None:
        wait = {"at": "2026-03-12T09:00", "news_by": "2026-04-10"}
        self.send(f"{self.add('Fathom')}/log/dont-call/", **wait)
        offer = {"result": "offer", "at": "2026-03-18T12:00", "pay": "41,000.50"}
        terms = {"pay_currency": "GBP", "pay_period": "year", "starts_on": "2026-05-01"}
        path = f"{self.add('Kestrel')}/log/outcome/"
        self.send(path, **offer, **terms, answer_by="2026-03-24")
        self.send(f"{self.add('Lantern')}/move/", stage="rejected", at="2026-03-17T12:00")
        self.send(f"{self.add('Marlow')}/move/", stage="screening")
        self.send(f"{self.add('Nimbus')}/archive/")
        self.add("Orchard", applied_at="", closes_on="2026-03-25")


def timeline(owner: User) -> dict[str, list[Any]]:
    """Everything that was told of the search, whoever told it."""
    rows = {
        "jobs": Application.objects.filter(owner=owner).values_list(*JOB, *LATER, "tags__name"),
        "events": Event.objects.filter(application__owner=owner).values_list(*EVENT, *TERMS),
        "talks": Interview.objects.filter(owner=owner).values_list(*INTERVIEW, *PEOPLE),
        "debriefs": Debrief.objects.filter(interview__owner=owner).values_list(
            *DEBRIEF, "topics__contact__name", "topics__text"
        ),
        "messages": Message.objects.filter(owner=owner).values_list(*MESSAGE),
    }
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def plan(owner: User) -> dict[str, list[Any]]:
    names = ("rule", "state", "opens_at", "due_at", "application__title", "contact__name")
    held = ("guard", "until", "application__company__name")
    rows = {
        "reminders": Reminder.objects.filter(owner=owner).values_list(*names),
        "held": HeldBack.objects.filter(owner=owner).values_list(*held),
    }
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def test_posted_and_typed_are_the_same(
    call: Call, seeker: User, typed_by: User, make_reference: MakeReference
) -> None:
    User.objects.filter(pk=seeker.pk).update(currency="GBP")
    Typist(typed_by).type_it(make_reference(owner=typed_by))
    post_it(call)
    assert timeline(seeker) == timeline(typed_by)
    assert plan(seeker) == plan(typed_by)
    assert len(plan(seeker)["reminders"]) >= 5
