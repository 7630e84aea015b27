"""What happens with a reference in an application."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from applications.models import Application, Event, Message
from applications.services import record_event
from references.models import Reference
from tests.conftest import MakeApplication, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")
Kind = Event.Kind
Consent = Reference.Consent


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application("Harbour", "UX Lead")


@pytest.fixture
def joan(make_reference: MakeReference) -> Reference:
    return make_reference()


def token() -> dict[str, str]:
    return {"token": str(uuid4())}


def undo_last(client: Client) -> None:
    *_rest, key = client.session["undo"]
    client.post(f"/applications/undo/{key}/")


def test_choosing_and_taking_it_back(
    seeker_client: Client, joan: Reference, application: Application
) -> None:
    url = f"/references/{joan.pk}/choose/"
    typed = {**token(), "application": application.pk}
    page = seeker_client.post(url, typed, follow=True).content.decode()
    assert "Chosen for UX Lead at Harbour." in page
    assert Event.objects.filter(kind=Kind.REFERENCE_CHOSEN, reference=joan).count() == 1
    undo_last(seeker_client)
    assert not Event.objects.filter(kind=Kind.REFERENCE_CHOSEN).exists()


def test_chosen_twice_by_one_form_they_are_chosen_once(
    seeker_client: Client, joan: Reference, application: Application
) -> None:
    typed = {**token(), "application": application.pk}
    for _again in range(2):
        answer = seeker_client.post(f"/references/{joan.pk}/choose/", typed)
        assert answer.status_code == 302
    assert application.events.filter(kind=Kind.REFERENCE_CHOSEN).count() == 1


def test_only_running_applications_are_offered_each_once(
    seeker_client: Client,
    joan: Reference,
    application: Application,
    make_application: MakeApplication,
    now: datetime,
) -> None:
    record_event(application, Kind.REFERENCE_CHOSEN, at=now, token=uuid4(), now=now, reference=joan)
    closed = make_application("Osprey", "Closed")
    record_event(closed, Kind.OUTCOME, at=now, token=uuid4(), now=now, result="rejected")
    make_application("Thistle", "Open")
    page = seeker_client.get(f"/references/{joan.pk}/choose/").content.decode()
    assert "Open at Thistle" in page
    assert "UX Lead at Harbour" not in page
    assert "Closed at Osprey" not in page


def test_one_who_declined_is_stopped_with_a_way_on(
    seeker_client: Client, make_reference: MakeReference, application: Application
) -> None:
    joan = make_reference(consent=Consent.DECLINED)
    url = f"/references/{joan.pk}/choose/"
    for page in (
        seeker_client.get(url),
        seeker_client.post(url, {**token(), "application": application.pk}),
    ):
        assert "Joan Whitfield said no." in page.content.decode()
        assert "Choose somebody else" in page.content.decode()
    assert not Event.objects.filter(kind=Kind.REFERENCE_CHOSEN).exists()


def test_one_who_was_not_asked_is_lined_up_with_the_reason(
    seeker_client: Client, make_reference: MakeReference, application: Application
) -> None:
    joan = make_reference(consent=Consent.NOT_ASKED)
    url = f"/references/{joan.pk}/choose/"
    assert "Line them up, and ask first" in seeker_client.get(url).content.decode()
    typed = {**token(), "application": application.pk}
    page = seeker_client.post(url, typed, follow=True).content.decode()
    assert "Joan Whitfield has not been asked yet." in page
    assert joan.reminders.filter(rule="reference.ask").exists()


def test_a_call_asks_for_thanks(
    seeker_client: Client, joan: Reference, application: Application
) -> None:
    url = f"/references/{joan.pk}/happened/"
    page = seeker_client.get(f"{url}?application={application.pk}").content.decode()
    assert f'<option value="{application.pk}" selected>' in page
    typed = {**token(), "application": application.pk, "kind": Kind.REFERENCE_CONTACTED}
    seeker_client.post(url, {**typed, "at": "2026-03-18T11:00"})
    event = Event.objects.get(kind=Kind.REFERENCE_CONTACTED)
    assert event.at.isoformat() == "2026-03-18T11:00:00+00:00"
    assert joan.reminders.filter(rule="reference.thank_you", state="open").exists()


def test_nothing_happens_in_times_to_come(
    seeker_client: Client, joan: Reference, application: Application
) -> None:
    typed = {**token(), "application": application.pk, "kind": Kind.REFERENCE_LETTER}
    response = seeker_client.post(
        f"/references/{joan.pk}/happened/", {**typed, "at": "2026-03-20T11:00"}
    )
    assert response.status_code == 200
    assert "This is still to come." in response.content.decode()


def test_thanks_by_one_press_settle_the_reminder(
    seeker_client: Client, joan: Reference, application: Application, now: datetime
) -> None:
    at = now - timedelta(hours=5)
    kind = Kind.REFERENCE_CONTACTED
    record_event(application, kind, at=at, token=uuid4(), now=now, reference=joan)
    typed = {**token(), "purpose": "reference_thank_you", "application": application.pk}
    for _again in range(2):
        seeker_client.post(f"/references/{joan.pk}/sent/", typed)
    message = Message.objects.get()
    assert (message.at, message.reference, message.application) == (now, joan, application)
    assert message.channel == Message.Channel.EMAIL
    assert not joan.reminders.filter(rule="reference.thank_you", state="open").exists()
    undo_last(seeker_client)
    assert not Message.objects.exists()


def test_a_note_with_its_text_about_nothing_in_particular(
    seeker_client: Client, joan: Reference
) -> None:
    typed = {**token(), "purpose": "keep_in_touch", "channel": "handwritten", "text": "Hello"}
    seeker_client.post(f"/references/{joan.pk}/sent/", {**typed, "at": "2026-03-17T10:00"})
    message = Message.objects.get()
    assert (message.application, message.channel, message.body) == (None, "handwritten", "Hello")


def test_having_asked_them_settles_that_they_are_to_be_asked(
    seeker_client: Client, make_reference: MakeReference, application: Application, now: datetime
) -> None:
    joan = make_reference(consent=Consent.NOT_ASKED)
    record_event(application, Kind.REFERENCE_CHOSEN, at=now, token=uuid4(), now=now, reference=joan)
    asked = joan.reminders.filter(rule="reference.ask", state="open")
    assert asked.exists()
    seeker_client.post(f"/references/{joan.pk}/sent/", {**token(), "purpose": "ask_reference"})
    joan.refresh_from_db()
    assert (joan.consent, joan.asked_on) == (Consent.ASKED, now.date())
    assert not asked.exists()
    undo_last(seeker_client)
    joan.refresh_from_db()
    assert (joan.consent, joan.asked_on) == (Consent.NOT_ASKED, None)
    assert asked.exists()


def test_asking_again_is_about_the_application_they_were_chosen_for(
    seeker_client: Client, make_reference: MakeReference, application: Application, now: datetime
) -> None:
    joan = make_reference(on=date(2020, 1, 1))
    record_event(application, Kind.REFERENCE_CHOSEN, at=now, token=uuid4(), now=now, reference=joan)
    again = joan.reminders.filter(rule="reference.reconfirm", state="open")
    assert again.exists()
    typed = {**token(), "purpose": "reconfirm", "application": application.pk}
    seeker_client.post(f"/references/{joan.pk}/sent/", typed)
    assert not again.exists()


@pytest.mark.parametrize(
    ("consent", "query", "likely"),
    [
        (Consent.NOT_ASKED, "", "ask_reference"),
        (Consent.AGREED, "", "keep_in_touch"),
        (Consent.AGREED, "?purpose=reciprocate", "reciprocate"),
    ],
)
def test_the_likely_note_is_chosen_already(
    seeker_client: Client, make_reference: MakeReference, consent: str, query: str, likely: str
) -> None:
    joan = make_reference(consent=consent)
    page = seeker_client.get(f"/references/{joan.pk}/sent/{query}").content.decode()
    assert f'<option value="{likely}" selected>' in page


@pytest.mark.parametrize(
    "purpose", ["heads_up", "reference_thank_you", "reference_outcome", "gift", "reconfirm"]
)
def test_some_notes_need_an_application(
    seeker_client: Client, joan: Reference, purpose: str
) -> None:
    response = seeker_client.post(
        f"/references/{joan.pk}/sent/", {**token(), "purpose": purpose, "text": "Kept"}
    )
    assert response.status_code == 200
    page = response.content.decode()
    assert "Choose the application that this was about." in page
    assert "Kept" in page
    assert not Message.objects.exists()


def test_archived_and_strangers_applications_are_no_choice(
    seeker_client: Client,
    joan: Reference,
    stranger: object,
    make_application: MakeApplication,
) -> None:
    theirs = make_application("Secret", owner=stranger)
    typed = {**token(), "application": theirs.pk}
    assert seeker_client.post(f"/references/{joan.pk}/choose/", typed).status_code == 200
    assert not theirs.events.filter(kind=Kind.REFERENCE_CHOSEN).exists()
