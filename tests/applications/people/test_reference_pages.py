"""The ledger of references and the page of each."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.models import Event
from applications.services import record_event
from references.models import Contact, Reference
from references.services import set_consent
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")
Consent = Reference.Consent
TODAY = date(2026, 3, 19)


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def joan(make_reference: MakeReference) -> Reference:
    return make_reference(relationship="Managed me")


def test_nobody_yet(seeker_client: Client) -> None:
    page = text(seeker_client, "/references/")
    assert "No references yet" in page
    assert page.count('href="/references/add/"') == 1


def test_the_ledger_says_what_is_owed(
    seeker_client: Client, joan: Reference, make_application: MakeApplication, now: datetime
) -> None:
    at = now - timedelta(days=1)
    kind = Event.Kind.REFERENCE_CONTACTED
    record_event(make_application(), kind, at=at, token=uuid4(), now=now, reference=joan)
    page = text(seeker_client, "/references/")
    for words in ("Joan Whitfield", "Agreed", "1 month ago", "1 application", "1 to thank"):
        assert words in page


def test_the_page_of_one(
    seeker_client: Client, joan: Reference, make_application: MakeApplication, now: datetime
) -> None:
    kind = Event.Kind.REFERENCE_CONTACTED
    record_event(make_application(), kind, at=now, token=uuid4(), now=now, reference=joan)
    page = text(seeker_client, f"/references/{joan.pk}/")
    for words in ("Managed me", "Thank Joan Whitfield", "Not thanked for this yet", "The packet"):
        assert words in page


def test_one_who_said_no_is_used_for_nothing(
    seeker_client: Client, joan: Reference, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application("Harbour", "UX Lead")
    chosen = Event.Kind.REFERENCE_CHOSEN
    record_event(application, chosen, at=now, token=uuid4(), now=now, reference=joan)
    page = text(seeker_client, f"/references/{joan.pk}/")
    for words in (
        "The packet to share",
        "They were called, or wrote",
        '<span class="count">1</span>',
    ):
        assert words in page
    set_consent(joan, Consent.DECLINED, on=now.date(), now=now)
    page = text(seeker_client, f"/references/{joan.pk}/")
    for words in ("UX Lead", '<span class="count">0</span>', "Said no Thu 19 Mar"):
        assert words in page
    for words in ("The packet to share", "They were called, or wrote", "Choose for an application"):
        assert words not in page
    assert "nothing now" in text(seeker_client, "/references/")


def test_adding_a_known_person(seeker_client: Client, make_contact: MakeContact) -> None:
    ana = make_contact()
    page = text(seeker_client, f"/references/add/?contact={ana.pk}")
    assert f'<option value="{ana.pk}" selected>' in page
    typed = {"token": str(uuid4()), "contact": ana.pk, "relationship": "Worked beside me"}
    for _again in range(2):
        response = seeker_client.post("/references/add/", typed)
        reference = Reference.objects.get()
        assert response.url == f"/references/{reference.pk}/"
    assert (reference.contact, reference.consent) == (ana, Consent.NOT_ASKED)
    assert reference.relationship == "Worked beside me"


def test_who_interviews_the_seeker_is_offered_last(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
) -> None:
    application, ana = make_application(), make_contact("Ana Ruiz")
    make_interview(application, ana)
    make_interview(application, ana)
    make_contact("Zoe Hart")
    page = text(seeker_client, "/references/add/")
    assert page.index("Zoe Hart") < page.index("Ana Ruiz")
    assert page.count("Ana Ruiz") == 1


def test_a_no_is_left_as_it_is(seeker_client: Client, joan: Reference, now: datetime) -> None:
    set_consent(joan, Consent.DECLINED, on=TODAY - timedelta(days=4), now=now)
    page = text(seeker_client, f"/references/{joan.pk}/")
    assert '<option value="declined" selected>' in page
    assert 'value="2026-03-15"' in page


def test_adding_somebody_new(seeker_client: Client) -> None:
    typed = {"token": str(uuid4()), "name": " Joan Whitfield ", "email": "joan@post.example"}
    for _again in range(2):
        seeker_client.post("/references/add/", typed)
    assert Contact.objects.get().email == "joan@post.example"
    assert Reference.objects.count() == 1


def test_who_knows_nobody_yet_is_asked_for_a_name_alone(seeker_client: Client) -> None:
    page = text(seeker_client, "/references/add/")
    assert "Somebody you know already" not in page
    assert "Their name" in page
    nobody = seeker_client.post("/references/add/", {"token": uuid4(), "name": " "})
    assert "This field is required." in nobody.content.decode()


@pytest.mark.parametrize("both", [False, True])
def test_adding_names_exactly_one_person(
    seeker_client: Client, make_contact: MakeContact, both: bool
) -> None:
    ana = make_contact()
    typed = {"token": str(uuid4()), "name": "", "relationship": "Kept"}
    if both:
        typed |= {"name": "Joan", "contact": str(ana.pk)}
    page = seeker_client.post("/references/add/", typed).content.decode()
    assert "Choose a person, or enter a new name below." in page
    assert 'value="Kept"' in page
    assert not Reference.objects.exists()


def test_a_stranger_s_contact_is_no_choice(
    stranger_client: Client, make_contact: MakeContact
) -> None:
    typed = {"token": str(uuid4()), "contact": make_contact().pk}
    assert stranger_client.post("/references/add/", typed).status_code == 200
    assert not Reference.objects.exists()


def test_changing_what_is_known(seeker_client: Client, joan: Reference) -> None:
    url = f"/references/{joan.pk}/edit/"
    typed = {"relationship": "Led us", "speaks_about": "Calm", "last_contact_on": "2026-03-01"}
    seeker_client.post(url, typed)
    joan.refresh_from_db()
    assert (joan.relationship, joan.last_contact_on) == ("Led us", date(2026, 3, 1))
    page = seeker_client.post(url, {**typed, "last_contact_on": "2026-03-20"}).content.decode()
    assert "This day is still to come." in page


def test_consent_with_its_date_and_undo(
    seeker_client: Client, make_reference: MakeReference
) -> None:
    joan = make_reference(consent=Consent.ASKED, on=date(2026, 3, 1))
    url = f"/references/{joan.pk}/consent/"
    page = seeker_client.post(url, {"consent": "agreed", "on": "2026-03-18"}, follow=True)
    joan.refresh_from_db()
    assert (joan.consent, joan.agreed_on) == (Consent.AGREED, date(2026, 3, 18))
    assert joan.asked_on == date(2026, 3, 1)
    assert "Joan Whitfield: agreed." in page.content.decode()
    (key,) = seeker_client.session["undo"]
    seeker_client.post(f"/references/undo/{key}/")
    joan.refresh_from_db()
    assert (joan.consent, joan.asked_on, joan.agreed_on) == (
        Consent.ASKED,
        date(2026, 3, 1),
        None,
    )
    page = seeker_client.post(f"/references/undo/{key}/", follow=True)
    assert "This was taken back already." in page.content.decode()


@pytest.mark.parametrize("before", [Consent.NOT_ASKED, Consent.AGREED, Consent.DECLINED])
def test_undo_puts_back_any_consent(
    seeker_client: Client, make_reference: MakeReference, before: str
) -> None:
    joan = make_reference(consent=before, on=date(2026, 2, 1))
    kept = (joan.consent, joan.asked_on, joan.agreed_on, joan.declined_on)
    seeker_client.post(
        f"/references/{joan.pk}/consent/", {"consent": "asked", "on": TODAY.isoformat()}
    )
    (key,) = seeker_client.session["undo"]
    seeker_client.post(f"/references/undo/{key}/")
    joan.refresh_from_db()
    assert (joan.consent, joan.asked_on, joan.agreed_on, joan.declined_on) == kept


@pytest.mark.parametrize(
    ("on", "words"),
    [("", "Enter the day on which it was said."), ("2026-03-20", "This day is still to come.")],
)
def test_a_consent_needs_a_day_that_has_been(
    seeker_client: Client, make_reference: MakeReference, on: str, words: str
) -> None:
    joan = make_reference(consent=Consent.ASKED)
    url = f"/references/{joan.pk}/consent/"
    response = seeker_client.post(url, {"consent": "agreed", "on": on})
    assert response.status_code == 200
    assert words in response.content.decode()
    joan.refresh_from_db()
    assert joan.consent == Consent.ASKED


def test_taking_somebody_off_the_list(
    seeker_client: Client, joan: Reference, make_application: MakeApplication, now: datetime
) -> None:
    url = f"/references/{joan.pk}/remove/"
    assert "Take Joan Whitfield off the list?" in text(seeker_client, url)
    kind = Event.Kind.REFERENCE_CHOSEN
    event = record_event(make_application(), kind, at=now, token=uuid4(), now=now, reference=joan)
    response = seeker_client.post(url)
    assert response.status_code == 409
    assert "named in the story of an application" in response.content.decode()
    event.delete()
    seeker_client.post(url)
    assert not Reference.objects.exists()
    assert Contact.objects.exists()


@pytest.mark.parametrize("page", ["ledger", "reference"])
def test_queries_do_not_grow(
    seeker_client: Client,
    joan: Reference,
    make_application: MakeApplication,
    make_reference: MakeReference,
    now: datetime,
    page: str,
) -> None:
    def queries(number: int) -> int:
        for at in range(number):
            application = make_application("Harbour", f"Job {at}")
            for reference in (joan, make_reference(f"Person {at}")):
                for kind in (Event.Kind.REFERENCE_CHOSEN, Event.Kind.REFERENCE_CONTACTED):
                    record_event(
                        application, kind, at=now, token=uuid4(), now=now, reference=reference
                    )
        address = "/references/" if page == "ledger" else f"/references/{joan.pk}/"
        seeker_client.get(address)  # how the beat is doing is looked up once a minute, for all
        with CaptureQueriesContext(connection) as seen:
            seeker_client.get(address)
        return len(seen)

    few = queries(2)
    assert queries(7) == few
    assert few <= 8  # One of them counts what waits in the Inbox.
