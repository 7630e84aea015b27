"""An invitation says who it is from, and carries no message of the sender's own."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import mails
from accounts.models import User
from accounts.senders import LENGTH, introduced, plain_name
from accounts.services import grants
from tests.conftest import person


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Robin Hale", "Robin Hale"),
        ("  Zoë   O’Neill-Díaz ", "Zoë O’Neill-Díaz"),
        ("J.R. Hale", "J. R. Hale"),
        ("李小龍", "李小龍"),
        ("नीरज शर्मा", "नीरज शर्मा"),
        ("You won! https://evil.example/x?a=1", "You won https evil. example x a"),
        ("www.evil.example", "www. evil. example"),
        ("evil。example", "evil example"),
        ("Call +44 20 7946 0958", "Call"),
        ("Robin\u202e\u0000\r\nBcc: x@y.example", "Robin Bcc x y. example"),
        ("<b>Robin</b>", "b Robin b"),
        ("12345", ""),
        ("", ""),
    ],
)
def test_a_name_keeps_what_belongs_to_a_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_name_is_cut() -> None:
    assert len(plain_name("Ab " * 60)) <= LENGTH


def test_without_a_name_the_address_speaks() -> None:
    assert introduced(User(email="a@test.example")) == "a@test.example"
    assert introduced(User(email="a@test.example", name="Ana")) == "Ana (a@test.example)"


def test_every_mail_to_somebody_else_is_plain_and_names_the_address(
    db: None, now: datetime
) -> None:
    name = "Win at https://evil.example/now " * 4
    seeker, coach = person("s@test.example", name), person("c@test.example", name, is_coach=True)
    to_coach = grants.invite_coach(seeker, coach.email, choice={}, token=uuid4(), now=now)
    to_client = grants.invite_client(coach, "n@test.example", token=uuid4(), now=now)
    assert mails.invitation_to_coach(to_coach)
    assert mails.invitation_to_client(to_client)
    mails.accepted_by_coach(grants.accept_as_coach(coach, to_coach.token, now=now))
    senders = [seeker, coach, coach]
    for sent, sender in zip(mail.outbox, senders, strict=True):
        html = str(sent.alternatives[0][0])  # type: ignore[attr-defined]
        for text in (sent.subject, str(sent.body), html):
            assert sender.email in text
            assert "evil.example" not in text
        assert len(sent.subject) < 100


def test_the_page_behind_the_link_is_as_plain(client: Client, db: None, now: datetime) -> None:
    seeker = person("s@test.example", "Win at https://evil.example/now")
    grant = grants.invite_coach(seeker, "n@test.example", choice={}, token=uuid4(), now=now)
    page = client.get(reverse("accounts:invitation", args=[grant.token])).content.decode()
    assert "Win at https evil. example now invites you" in page
    assert "s@test.example" in page
    assert "evil.example" not in page


@pytest.mark.parametrize(
    "addresses",
    [
        ["n@test.example"],
        ["n+{}@test.example", "n@test.example"],
        ["N@Test.example", "n+a+b@test.example"],
    ],
)
def test_an_address_gets_few_invitations_a_day_whoever_sends_them(
    client: Client, db: None, now: datetime, addresses: list[str]
) -> None:
    person("o@test.example", "O")
    for other in ("no@test.example", "n@other.example", "+n@test.example", "_@test.example"):
        grants.invite_coach(User.objects.get(), other, choice={}, token=uuid4(), now=now)
    sent = []
    for number in range(mails.MOST_TO_ONE + 1):
        seeker = person(f"s{number}@test.example", f"S {number}")
        to = addresses[number % len(addresses)].format(number)
        grant = grants.invite_coach(seeker, to, choice={}, token=uuid4(), now=now)
        sent.append(mails.invitation_to_coach(grant))
    assert sent == [True] * mails.MOST_TO_ONE + [False]
    assert len(mail.outbox) == mails.MOST_TO_ONE
    page = client.get(reverse("accounts:invitation", args=[grant.token]))
    assert page.status_code == 200
