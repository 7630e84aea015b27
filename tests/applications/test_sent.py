"""Notes to the employer, and to the person who referred the seeker."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from applications.models import Application, Event, Message
from applications.services import (
    edit_message,
    record_event,
    record_message,
    remove_entry,
    remove_message,
    undo_action,
)
from references.models import Contact
from tests.conftest import MakeApplication, MakeContact, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")
Purpose = Message.Purpose
TOKEN = UUID(int=7)


@pytest.fixture
def bob(make_contact: MakeContact) -> Contact:
    return make_contact("Bob Moss", company="Elsewhere")


@pytest.fixture
def application(make_application: MakeApplication, bob: Contact) -> Application:
    application = make_application()
    Application.objects.filter(pk=application.pk).update(referred_by=bob)
    application.refresh_from_db()
    return application


def sent(client: Client, application: Application, purpose: str, to: str = "") -> Any:
    values = {"token": uuid4(), "at": "2026-03-19T10:00", "channel": "email"}
    url = f"/applications/{application.pk}/log/sent/"
    return client.post(url, {**values, "purpose": purpose, "to": to})


def test_whoever_is_known_can_be_written_to(
    seeker_client: Client,
    application: Application,
    bob: Contact,
    make_contact: MakeContact,
    stranger: User,
) -> None:
    there = make_contact("Zoe Hart", company=application.company.name)
    alone = make_contact("Ann Alone")
    rae = make_contact("Rae Ito", company="Talent Agency")
    theirs = make_contact("Xan", owner=stranger)
    form = seeker_client.get(f"/applications/{application.pk}/log/sent/").context["form"]
    offered = {str(name): options for name, options in form.fields["to"].choices[1:]}
    assert [name for _key, name in offered["People"]] == [bob.name, there.name]
    elsewhere = [name for _key, name in offered["People you know from elsewhere"]]
    assert elsewhere == [alone.name, "Rae Ito, Talent Agency"]
    assert sent(seeker_client, application, "status", f"contact-{theirs.pk}").status_code == 200
    assert not application.messages.exists()
    assert sent(seeker_client, application, "status", f"contact-{rae.pk}").status_code == 302
    assert application.messages.get().contact == rae


def page_of(client: Client, application: Application) -> str:
    return client.get(f"/applications/{application.pk}/").content.decode()


@pytest.mark.parametrize(
    ("purpose", "reads"),
    [
        ("references_list", "List of references"),
        ("offer_thanks", "Thanks for an offer"),
        ("withdraw_note", "Withdrawal note"),
    ],
)
def test_a_note_to_the_employer_is_kept(
    seeker_client: Client, application: Application, purpose: str, reads: str
) -> None:
    assert sent(seeker_client, application, purpose).status_code == 302
    message = application.messages.get()
    assert (message.purpose, message.contact, message.reference) == (purpose, None, None)
    assert reads in page_of(seeker_client, application)


@pytest.mark.parametrize("purpose", ["references_list", "offer_thanks", "withdraw_note"])
def test_a_note_to_the_employer_goes_to_no_reference(
    seeker_client: Client, application: Application, make_reference: MakeReference, purpose: str
) -> None:
    response = sent(seeker_client, application, purpose, f"reference-{make_reference().pk}")
    assert "goes to the employer" in response.context["form"].errors["to"][0]


@pytest.mark.parametrize("purpose", ["referrer_thank_you", "referrer_outcome"])
def test_who_referred_the_seeker_is_the_usual_reader(
    seeker_client: Client, application: Application, bob: Contact, purpose: str
) -> None:
    assert sent(seeker_client, application, purpose).status_code == 302
    assert application.messages.get().contact == bob
    assert "Bob Moss" in page_of(seeker_client, application)


def test_who_referred_the_seeker_may_be_chosen(
    seeker_client: Client, application: Application, bob: Contact
) -> None:
    page = seeker_client.get(f"/applications/{application.pk}/log/sent/").content.decode()
    assert f'<option value="contact-{bob.pk}">Bob Moss</option>' in page
    response = sent(seeker_client, application, "referrer_thank_you", f"contact-{bob.pk}")
    assert response.status_code == 302
    assert application.messages.get().contact == bob


def test_a_note_about_a_referral_needs_a_person(
    seeker_client: Client, make_application: MakeApplication, make_reference: MakeReference
) -> None:
    application = make_application("Osprey")
    for to in ("", f"reference-{make_reference().pk}"):
        response = sent(seeker_client, application, "referrer_thank_you", to)
        assert "the person who referred you" in response.context["form"].errors["to"][0]
    assert not application.messages.exists()


def test_nobody_referred_the_seeker(
    seeker: User, make_application: MakeApplication, now: Any
) -> None:
    with pytest.raises(ValidationError):
        record_message(
            seeker,
            Purpose.REFERRER_OUTCOME,
            at=now,
            token=uuid4(),
            now=now,
            application=make_application("Osprey"),
        )


def test_a_note_to_the_employer_is_not_offered_on_a_reference(
    seeker_client: Client, make_reference: MakeReference
) -> None:
    page = seeker_client.get(f"/references/{make_reference().pk}/sent/").content.decode()
    for purpose in ("references_list", "offer_thanks", "withdraw_note", "referrer_thank_you"):
        assert f'value="{purpose}"' not in page


def test_the_list_is_recorded_by_one_press_and_taken_back(
    seeker_client: Client, application: Application, make_reference: MakeReference, now: Any
) -> None:
    joan, kind = make_reference(), Event.Kind.REFERENCE_CHOSEN
    record_event(application, kind, at=now, token=uuid4(), now=now, reference=joan)
    url = f"/applications/{application.pk}/references/"
    assert f'action="{url}sent/"' in seeker_client.get(url).content.decode()
    token = uuid4()
    for _again in range(2):
        page = seeker_client.post(f"{url}sent/", {"token": token}, follow=True).content.decode()
    message = application.messages.get()
    assert (message.purpose, message.at) == (Purpose.REFERENCES_LIST, now)
    assert "Sent on Thu 19 Mar" in page
    *_rest, key = seeker_client.session["undo"]
    seeker_client.post(f"/applications/undo/{key}/")
    assert not application.messages.exists()


def test_a_list_without_a_token_is_not_recorded(
    seeker_client: Client, application: Application
) -> None:
    seeker_client.post(f"/applications/{application.pk}/references/sent/")
    assert not application.messages.exists()


@pytest.mark.parametrize("has_list", [True, False])
def test_they_may_have_the_list_already(
    seeker_client: Client, application: Application, *, has_list: bool
) -> None:
    values = {
        "token": uuid4(),
        "at": "2026-03-19T10:00",
        **({"has_list": "on"} if has_list else {}),
    }
    seeker_client.post(f"/applications/{application.pk}/log/references-asked/", values)
    event = application.events.get(kind=Event.Kind.REFERENCES_REQUESTED)
    assert event.has_list is has_list
    assert ("They have your list" in page_of(seeker_client, application)) is has_list
    url = f"/events/{event.pk}/edit/"
    assert seeker_client.get(url).context["form"]["has_list"].value() is has_list
    changed = {"at": "2026-03-19T10:00", **({} if has_list else {"has_list": "on"})}
    seeker_client.post(url, changed)
    event.refresh_from_db()
    assert event.has_list is not has_list


def withdraw(application: Application, now: datetime) -> Message:
    return record_message(
        application.owner, "withdraw_note", at=now, token=TOKEN, now=now, application=application
    )


def test_a_note_that_withdraws_ends_the_application_once(
    application: Application, now: datetime
) -> None:
    assert withdraw(application, now) == withdraw(application, now)
    ended = Event.objects.get(application=application, kind="outcome")
    application.refresh_from_db()
    assert (ended.result, ended.at, application.stage) == ("withdrawn", now, "withdrawn")


def test_a_note_about_an_end_that_is_known_adds_no_other(
    application: Application, now: datetime
) -> None:
    record_event(application, "outcome", result="rejected", at=now, now=now, token=uuid4())
    withdraw(application, now)
    assert Event.objects.get(application=application, kind="outcome").result == "rejected"


def test_an_application_goes_on_where_its_withdrawal_was_not_sent(
    application: Application, now: datetime
) -> None:
    before = application.stage
    remove_message(withdraw(application, now), now=now)
    application.refresh_from_db()
    assert application.stage == before
    assert not Event.objects.filter(application=application, kind="outcome").exists()


def test_undoing_the_removal_of_a_withdrawal_ends_the_application_again(
    application: Application, now: datetime
) -> None:
    what = remove_entry(withdraw(application, now), now=now)
    assert not Event.objects.filter(application=application, kind="outcome").exists()
    undo_action(application.owner, what, now=now)
    application.refresh_from_db()
    assert application.stage == "withdrawn"
    assert Event.objects.filter(application=application, result="withdrawn").count() == 1


def test_an_end_moves_with_the_note_that_told_it(application: Application, now: datetime) -> None:
    note, earlier = withdraw(application, now), now - timedelta(days=2)
    edit_message(note, at=earlier, channel="email", subject="", body="", now=now)
    assert Event.objects.get(application=application, kind="outcome").at == earlier
