"""How people are tied to the search."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import Event
from applications.people.contact_history import ContactHistory, contact_histories
from applications.services import record_event, record_message
from references.models import Contact
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference


def ties(contact: Contact) -> ContactHistory:
    return contact_histories([contact])[contact.pk]


def test_somebody_new_has_none(make_contact: MakeContact) -> None:
    found = ties(make_contact())
    assert (found.applications, found.messages, found.interviews, found.last) == ({}, [], [], None)


def test_the_last_note_counts_whatever_the_job(
    make_application: MakeApplication, make_contact: MakeContact, now: datetime
) -> None:
    ana = make_contact()
    one, other = make_application("Harbour"), make_application("Osprey", "UX Lead")
    for application, days in ((one, 9), (other, 3), (one, 6)):
        record_message(
            ana.owner,
            "status",
            at=now - timedelta(days=days),
            token=uuid4(),
            now=now,
            application=application,
            contact=ana,
        )
    found = ties(ana)
    assert found.last.application == other
    assert found.last.at == now - timedelta(days=3)
    assert list(found.applications.values()) == [other, one]


def test_a_note_to_them_as_a_reference_counts(make_reference: MakeReference, now: datetime) -> None:
    joan = make_reference()
    record_message(
        joan.contact.owner, "keep_in_touch", at=now, token=uuid4(), now=now, reference=joan
    )
    assert ties(joan.contact).last.purpose == "keep_in_touch"


def test_interviews_and_being_chosen_tie_them_to_applications(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_reference: MakeReference,
    now: datetime,
) -> None:
    joan = make_reference()
    met, chosen = make_application("Harbour"), make_application("Osprey")
    interview = make_interview(met, joan.contact)
    kind = Event.Kind.REFERENCE_CHOSEN
    record_event(chosen, kind, at=now, token=uuid4(), now=now, reference=joan)
    found = ties(joan.contact)
    assert found.interviews == [interview]
    assert set(found.applications.values()) == {met, chosen}


def test_three_queries_for_any_number(
    make_application: MakeApplication, make_contact: MakeContact, make_interview: MakeInterview
) -> None:
    application = make_application()

    def queries(number: int) -> int:
        people = [make_contact(f"Person {at}") for at in range(number)]
        make_interview(application, *people)
        with CaptureQueriesContext(connection) as seen:
            assert len(contact_histories(people)) == number
        return len(seen)

    assert queries(2) == queries(12) == 3
