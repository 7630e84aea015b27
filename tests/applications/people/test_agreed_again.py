"""A consent of years ago is renewed: they are asked again, and agree again."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from applications.models import Application, Event, Message
from applications.people.reference_list import reference_list
from applications.services import record_event, record_message
from references.models import Reference
from references.services import set_consent
from tests.conftest import MakeApplication, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")
Kind = Event.Kind
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def joan(make_reference: MakeReference) -> Reference:
    return make_reference(on=LONG_AGO)


@pytest.fixture
def application(make_application: MakeApplication, joan: Reference, now: datetime) -> Application:
    """Joan is chosen for it, and the employer has asked for references."""
    application, at = make_application(), now - timedelta(days=2)
    record_event(application, Kind.REFERENCE_CHOSEN, at=at, token=uuid4(), now=now, reference=joan)
    record_event(application, Kind.REFERENCES_REQUESTED, at=at, token=uuid4(), now=now)
    return application


def ask_again(application: Application, joan: Reference, now: datetime) -> Message:
    return record_message(
        application.owner,
        Message.Purpose.RECONFIRM,
        at=now - timedelta(days=1),
        token=uuid4(),
        now=now,
        application=application,
        reference=joan,
    )


def asked_of(joan: Reference) -> set[str]:
    rows = joan.reminders.filter(state__in=("planned", "open"))  # type: ignore[attr-defined]
    return set(rows.values_list("rule", flat=True)) - {"reference.keep_in_touch"}


def press(client: Client, joan: Reference, now: datetime) -> str:
    url, typed = f"/references/{joan.pk}/consent/", {"consent": "agreed", "on": now.date()}
    return client.post(url, typed, follow=True).content.decode()


def test_the_heads_up_waits_for_the_answer(
    seeker_client: Client, application: Application, joan: Reference, now: datetime
) -> None:
    assert asked_of(joan) == {"reference.reconfirm"}
    ask_again(application, joan, now)
    assert asked_of(joan) == set()
    page = press(seeker_client, joan, now)
    assert "Joan Whitfield agreed again." in page
    joan.refresh_from_db()
    assert (joan.consent, joan.agreed_on) == (Reference.Consent.AGREED, now.date())
    assert asked_of(joan) == {"reference.heads_up"}


def test_it_is_pressed_on_their_page_and_taken_back(
    seeker_client: Client, application: Application, joan: Reference, now: datetime
) -> None:
    url = f"/references/{joan.pk}/"
    assert "They agreed years ago" in seeker_client.get(url).content.decode()
    ask_again(application, joan, now)
    page = seeker_client.get(url).content.decode()
    assert "You asked on Wed 18 Mar whether they still agree." in page
    assert "They agreed again" in page
    assert "Asked again" in seeker_client.get("/references/").content.decode()
    for _again in range(2):
        assert "They agreed again" not in press(seeker_client, joan, now)
    *_rest, first, _second = seeker_client.session["undo"]
    seeker_client.post(f"/references/undo/{first}/")
    joan.refresh_from_db()
    assert joan.agreed_on == LONG_AGO


def test_a_no_ends_the_waiting(
    application: Application, joan: Reference, seeker: User, now: datetime
) -> None:
    ask_again(application, joan, now)
    (entry,) = reference_list(seeker, now=now)
    assert entry.asked_again_on == date(2026, 3, 18)
    set_consent(joan, Reference.Consent.DECLINED, on=now.date(), now=now)
    (entry,) = reference_list(seeker, now=now)
    assert entry.asked_again_on is None
    assert asked_of(joan) == set()


def test_one_who_agreed_lately_is_not_asked_again(
    seeker_client: Client, make_reference: MakeReference
) -> None:
    page = seeker_client.get(f"/references/{make_reference().pk}/").content.decode()
    assert "They agreed again" not in page
