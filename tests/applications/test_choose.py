"""Choosing a reference: who has not agreed is not shared, and there is a way on."""

from datetime import datetime

import pytest
from django.test import Client

from applications.models import Application, Event
from references.models import Reference
from references.services import set_consent
from tests.conftest import MakeApplication, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")
Consent = Reference.Consent


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


def choose(client: Client, application: Application, reference: Reference, **data: str) -> str:
    url = f"/applications/{application.pk}/choose/{reference.pk}/"
    return client.post(url, data, follow=True).content.decode()


def chosen(application: Application) -> list[Reference | None]:
    events = application.events.filter(kind=Event.Kind.REFERENCE_CHOSEN)
    return [event.reference for event in events.select_related("reference")]


def test_one_who_agreed_is_chosen_at_once(
    seeker_client: Client, application: Application, make_reference: MakeReference
) -> None:
    joan = make_reference()
    page = choose(seeker_client, application, joan)
    assert "Joan Whitfield is chosen for this application." in page
    choose(seeker_client, application, joan)
    assert chosen(application) == [joan]
    listed = seeker_client.get(f"/applications/{application.pk}/choose/").content.decode()
    assert "In use here" in listed


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        (Consent.NOT_ASKED, "Joan Whitfield has not been asked yet."),
        (Consent.ASKED, "You asked Joan Whitfield and have no answer yet."),
    ],
)
def test_one_who_has_not_agreed_is_stopped_with_the_reason_and_a_way_on(
    seeker_client: Client,
    application: Application,
    make_reference: MakeReference,
    consent: str,
    reason: str,
) -> None:
    joan = make_reference(consent=consent)
    page = choose(seeker_client, application, joan)
    assert "Joan Whitfield has not agreed yet" in page
    assert reason in page
    assert chosen(application) == []
    assert f'href="/references/{joan.pk}/#consent"' in page
    choose(seeker_client, application, joan, line_up="1")
    assert chosen(application) == [joan]


def test_one_lined_up_is_asked_first(
    seeker_client: Client, application: Application, make_reference: MakeReference
) -> None:
    choose(seeker_client, application, make_reference(consent=Consent.NOT_ASKED), line_up="1")
    assert application.reminders.filter(rule="reference.ask").exists()  # type: ignore[attr-defined]


def test_one_who_declined_is_not_lined_up(
    seeker_client: Client, application: Application, make_reference: MakeReference
) -> None:
    joan = make_reference(consent=Consent.DECLINED)
    page = choose(seeker_client, application, joan, line_up="1")
    assert "Joan Whitfield said no" in page.partition("<h1")[2].partition("</h1>")[0]
    assert "Sun 18 Jan" in page
    assert "Line them up" not in page
    assert f'href="/applications/{application.pk}/choose/"' in page
    assert chosen(application) == []


def test_one_who_said_no_afterwards_is_in_use_no_more(
    seeker_client: Client, application: Application, make_reference: MakeReference, now: datetime
) -> None:
    joan = make_reference(consent=Consent.ASKED)
    choose(seeker_client, application, joan, line_up="1")
    set_consent(joan, Consent.DECLINED, on=now.date(), now=now)
    page = seeker_client.get(f"/applications/{application.pk}/choose/").content.decode()
    assert "Said no" in page
    assert "In use here" not in page
    assert "Choose<span" not in page


def test_without_references_the_page_leads_to_them(
    seeker_client: Client, application: Application
) -> None:
    page = seeker_client.get(f"/applications/{application.pk}/choose/").content.decode()
    assert "No references yet" in page


def test_a_strangers_reference_does_not_exist(
    seeker_client: Client, application: Application, make_reference: MakeReference, stranger: object
) -> None:
    theirs = make_reference(owner=stranger)
    url = f"/applications/{application.pk}/choose/{theirs.pk}/"
    assert seeker_client.post(url).status_code == 404
