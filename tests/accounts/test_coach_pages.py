"""The seeker's pages about coaches: each act by a form, and nobody else's grant in reach."""

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from anymail.exceptions import AnymailRecipientsRefused
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.access_log import log_access
from accounts.models import AccessLog, CoachGrant, User
from accounts.services import grants

pytestmark = pytest.mark.django_db
PAGE = "/settings/coaches/"


def invitation(seeker: User, coach: User, now: datetime) -> CoachGrant:
    return grants.invite_coach(seeker, coach.email, choice={}, token=uuid4(), now=now)


def test_inviting_sends_a_mail_once(seeker_client: Client, seeker: User, coach: User) -> None:
    form = {"email": coach.email, "months": "6", "sees_pay": "on", "token": str(uuid4())}
    for _twice in range(2):
        assert seeker_client.post(f"{PAGE}invite/", form).status_code == 302
    grant = CoachGrant.objects.get()
    assert (grant.seeker, grant.scopes, grant.months) == (seeker, {"sees_pay"}, 6)
    assert [each.to for each in mail.outbox] == [[coach.email]]
    assert reverse("accounts:invitation", args=[grant.token]) in str(mail.outbox[0].body)


@pytest.mark.parametrize("problem", [AnymailRecipientsRefused("inactive"), ConnectionError("gone")])
def test_an_invitation_whose_mail_is_refused_stands_with_its_link(
    seeker_client: Client, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def refuse(_mail: EmailMultiAlternatives) -> int:
        raise problem

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    form = {"email": "kit@test.example", "months": "6", "token": str(uuid4())}
    answer = seeker_client.post(f"{PAGE}invite/", form, follow=True)
    assert b"the mail could not be sent" in answer.content
    assert str(CoachGrant.objects.get().token) in answer.content.decode()


def test_a_refused_invitation_keeps_what_was_typed(seeker_client: Client, seeker: User) -> None:
    form = {"email": seeker.email, "months": "3", "token": str(uuid4())}
    answer = seeker_client.post(f"{PAGE}invite/", form)
    assert answer.status_code == 422
    assert b"This is your own address." in answer.content
    assert seeker.email.encode() in answer.content


def test_a_coach_sees_who_asks_and_accepts(
    coach_client: Client, stranger_client: Client, seeker: User, coach: User, now: datetime
) -> None:
    grant = invitation(seeker, coach, now)
    address = reverse("accounts:invitation", args=[grant.token])
    assert stranger_client.get(address).status_code == 404
    assert b"Robin Hale" in coach_client.get(address).content
    assert stranger_client.post(f"{address}accept/").status_code == 404
    for _press in range(2):
        assert coach_client.post(f"{address}accept/").headers["Location"] == "/coach/"
    grant.refresh_from_db()
    assert grant.coach == coach
    assert [each.to for each in mail.outbox] == [[seeker.email]]
    assert coach_client.get(address).headers["Location"] == "/coach/"


def test_the_seeker_answers_a_coach(
    seeker_client: Client, stranger_client: Client, seeker: User, coach: User, now: datetime
) -> None:
    grant = grants.invite_client(coach, seeker.email, token=uuid4(), now=now)
    form = {f"ask{grant.pk}-months": "3", f"ask{grant.pk}-sees_notes": "on"}
    assert b"Morgan Ellis" in seeker_client.get(PAGE).content
    assert b"Morgan Ellis" not in stranger_client.get(PAGE).content
    assert stranger_client.post(f"{PAGE}{grant.pk}/accept/", form).status_code == 404
    for _press in range(2):
        answer = seeker_client.post(f"{PAGE}{grant.pk}/accept/", form)
        assert answer.headers["Location"] == PAGE
    grant.refresh_from_db()
    assert (grant.seeker, grant.scopes, grant.months) == (seeker, {"sees_notes"}, 3)


@pytest.mark.parametrize("act", ["settle", "renew", "end"])
def test_nobody_elses_grant_is_in_reach(
    stranger_client: Client,
    coach_client: Client,
    seeker: User,
    coach: User,
    now: datetime,
    act: str,
) -> None:
    grant = invitation(seeker, coach, now)
    grants.accept_as_coach(coach, grant.token, now=now)
    before = CoachGrant.objects.values().get()
    form = {f"of{grant.pk}-sees_pay": "on"}
    for client in (stranger_client, coach_client):
        assert client.post(f"{PAGE}{grant.pk}/{act}/", form).status_code == 404
    assert CoachGrant.objects.values().get() == before


def test_settling_renewing_and_ending(
    seeker_client: Client, seeker: User, coach: User, now: datetime
) -> None:
    grant = invitation(seeker, coach, now)
    grants.accept_as_coach(coach, grant.token, now=now)
    base = f"{PAGE}{grant.pk}/"
    seeker_client.post(f"{base}settle/", {f"of{grant.pk}-sees_contacts": "on"})
    seeker_client.post(f"{base}renew/")
    grant.refresh_from_db()
    assert grant.scopes == {"sees_contacts"}
    assert grant.expires_at is not None
    assert grant.expires_at > grants.in_months(now, 6, seeker.zone)
    seeker_client.post(f"{base}end/")
    grant.refresh_from_db()
    assert grant.ended_at is not None
    assert b"Nobody sees your search" in seeker_client.get(PAGE).content


def test_saying_no(coach_client: Client, seeker: User, coach: User, now: datetime) -> None:
    grant = invitation(seeker, coach, now)
    for _press in range(2):
        assert coach_client.post(f"{PAGE}{grant.pk}/decline/").status_code == 302
    assert not grants.invitations_to_coach(coach).exists()


def test_the_log_shows_ones_own_looks_alone(
    seeker_client: Client, stranger_client: Client, seeker: User, coach: User, now: datetime
) -> None:
    log_access(coach, seeker, AccessLog.What.APPLICATION, now=now, about="Designer at Harbour")
    for page in (PAGE, f"{PAGE}log/"):
        assert b"Designer at Harbour" in seeker_client.get(page).content
        assert b"Designer at Harbour" not in stranger_client.get(page).content


def test_the_page_costs_the_same_however_many(
    seeker_client: Client, seeker: User, now: datetime
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            seeker_client.get(PAGE)
        return len(counted)

    first = queries()
    for number in range(8):
        email = f"coach{number}@test.example"
        grants.invite_coach(seeker, email, choice={}, token=uuid4(), now=now)
    assert (
        queries() == first <= 10
    )  # One of them counts what waits in the Inbox, for the navigation.


@pytest.fixture
def no_limits(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False


def sign_up(client: Client, email: str, **more: str) -> str:
    """Sign up, and give the path in the mail that confirms the address."""
    form = {"email": email, "password1": "a long pass phrase", **more}
    assert client.post(reverse("account_signup"), form).status_code == 302
    links = re.findall(r"https?://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
    return next(each for each in links if "confirm" in each)


def test_a_guest_reads_who_invites_and_to_what(client: Client, seeker: User, now: datetime) -> None:
    choice = {"sees_pay": True, "months": 3}
    grant = grants.invite_coach(seeker, "kit@test.example", choice=choice, token=uuid4(), now=now)
    address = reverse("accounts:invitation", args=[grant.token])
    page = client.get(address).content.decode()
    assert "Robin Hale invites you" in page
    assert "<li>pay</li>" in page
    assert "3 months" in page
    assert "resumes" not in page
    assert "kit@test.example" not in page
    for way in ("account_login", "account_signup"):
        assert f'href="{reverse(way)}?next={address}"' in page


def test_a_guest_finds_nothing_at_a_guessed_or_an_ended_invitation(
    client: Client, seeker: User, coach: User, now: datetime
) -> None:
    ended, asked = invitation(seeker, coach, now), uuid4()
    grants.end(ended, now=now)
    grants.invite_client(coach, seeker.email, token=asked, now=now)
    for token in (uuid4(), ended.token, asked):
        assert client.get(reverse("accounts:invitation", args=[token])).status_code == 404


@pytest.mark.usefixtures("no_limits")
def test_signing_up_for_an_invitation_leads_back_to_it(
    client: Client, seeker: User, now: datetime
) -> None:
    grant = grants.invite_coach(seeker, "kit@test.example", choice={}, token=uuid4(), now=now)
    address = reverse("accounts:invitation", args=[grant.token])
    confirm = sign_up(client, "kit@test.example", next=address)
    answer = client.post(confirm, follow=True)
    assert answer.redirect_chain[-1][0] == address
    assert b"Robin Hale invites you" in answer.content


@pytest.mark.usefixtures("no_limits")
def test_an_invitation_waits_on_the_first_page_once_the_address_is_confirmed(
    client: Client, seeker: User, now: datetime
) -> None:
    grant = grants.invite_coach(seeker, "kit@test.example", choice={}, token=uuid4(), now=now)
    confirm = sign_up(client, "kit@test.example")
    Client().post(confirm)
    client.force_login(User.objects.get(email="kit@test.example"))
    for page in ("/", PAGE):
        assert (
            reverse("accounts:invitation", args=[grant.token]) in client.get(page).content.decode()
        )


def test_an_invitation_to_an_address_not_confirmed_is_not_shown(
    stranger_client: Client, stranger: User, seeker: User, now: datetime
) -> None:
    stranger.emailaddress_set.create(email="kit@test.example", verified=False)
    grants.invite_coach(seeker, "kit@test.example", choice={}, token=uuid4(), now=now)
    for page in ("/", PAGE):
        assert b"Robin Hale" not in stranger_client.get(page).content


def test_an_invitation_waits_above_a_coachs_clients(
    coach_client: Client, seeker: User, coach: User, now: datetime
) -> None:
    grant = invitation(seeker, coach, now)
    page = coach_client.get(reverse("coach:index")).content.decode()
    assert reverse("accounts:invitation", args=[grant.token]) in page
    assert "Robin Hale" not in page
