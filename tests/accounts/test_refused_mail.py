"""A real SMTP server refuses a recipient: no page breaks, and none tells who has an account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import CoachGrant, User
from tests.conftest import PASSWORD, person, signed_in
from tests.faults import mail_server
from tests.faults.mail_server import MailServer

pytestmark = pytest.mark.django_db

KNOWN, NEW = "known@test.example", "new@test.example"
REFUSED = "be sent. Check the address and try again."


@pytest.fixture(autouse=True)
def _limits_of_its_own(settings: Any) -> None:
    default = {**settings.CACHES["default"], "KEY_PREFIX": str(uuid4())}
    settings.CACHES = {**settings.CACHES, "default": default}


@pytest.fixture
def mails(settings: Any) -> Iterator[MailServer]:
    """A mail server that knows neither address, until told."""
    with mail_server.running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        server.unknown = {KNOWN, NEW}
        yield server


@pytest.fixture
def known() -> User:
    """Somebody with a confirmed address."""
    return person(KNOWN, "Known")


def sign_up(client: Client, email: str) -> Any:
    data = {"email": email, "password1": "a long pass phrase"}
    return client.post(reverse("account_signup"), data)


def reset(client: Client, email: str) -> Any:
    return client.post(reverse("account_reset_password"), {"email": email})


def read(client: Client, answer: HttpResponse) -> tuple[int, str, str]:
    """The status, where it leads, and the text there, without the address."""
    page = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    for email in (KNOWN, NEW):
        page = page.replace(email, "…")
    return answer.status_code, answer.url, page  # type: ignore[attr-defined]


@pytest.mark.parametrize("ask", [sign_up, reset])
@pytest.mark.parametrize("refuses", [True, False])
def test_the_answer_is_the_same_for_both(
    known: User, mails: MailServer, ask: Any, refuses: bool
) -> None:
    if not refuses:
        mails.unknown = set()
    answers = []
    for email in (KNOWN, NEW):
        client = Client()
        answers.append(read(client, ask(client, email)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 302
    assert (REFUSED in answers[0][2]) is refuses
    assert ("confirmation" in answers[0][2].lower()) is (ask is sign_up and not refuses)
    assert set(mails.readers) == (set() if refuses else {KNOWN, NEW})


def test_a_server_that_is_away_is_no_fault_of_the_page(known: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for email in (KNOWN, NEW):
        for ask in (sign_up, reset):
            client = Client()
            assert REFUSED in read(client, ask(client, email))[2]


def test_both_hash_the_password_once(known: User, mails: MailServer) -> None:
    hashed = []
    for email in (KNOWN, NEW):
        encode = MD5PasswordHasher.encode
        with mock.patch.object(
            MD5PasswordHasher, "encode", autospec=True, side_effect=encode
        ) as it:
            sign_up(Client(), email)
        hashed.append(it.call_count)
    assert hashed == [1, 1]


def test_the_mail_comes_once_the_server_takes_it(client: Client, mails: MailServer) -> None:
    assert REFUSED in read(client, sign_up(client, NEW))[2]
    assert User.objects.filter(email=NEW).exists()
    mails.unknown = set()
    form = {"login": NEW, "password": "a long pass phrase"}
    answer = client.post(reverse("account_login"), form)
    assert answer.url == reverse("account_email_verification_sent")  # type: ignore[attr-defined]
    assert REFUSED not in read(client, answer)[2]
    assert mails.readers == {NEW: 1}


def test_a_second_address_is_told_of_on_its_page(known: User, mails: MailServer) -> None:
    client = signed_in(known)
    page = client.post(reverse("account_email"), {"email": NEW, "action_add": ""}, follow=True)
    assert REFUSED in page.content.decode()
    assert "Confirmation email sent" not in page.content.decode()
    mails.unknown = set()
    again = client.post(reverse("account_email"), {"email": NEW, "action_send": ""}, follow=True)
    assert REFUSED not in again.content.decode()
    assert mails.readers[NEW] == 1
    assert EmailAddress.objects.filter(email=NEW, verified=False).exists()


def test_a_change_is_made_though_the_notice_is_refused(known: User, mails: MailServer) -> None:
    client = signed_in(known)
    fresh = {"password1": "another long phrase", "password2": "another long phrase"}
    form = {"oldpassword": PASSWORD, **fresh}
    page = client.post(reverse("account_change_password"), form, follow=True)
    known.refresh_from_db()
    assert known.check_password("another long phrase")
    assert REFUSED not in page.content.decode()


def test_invitations_say_that_they_were_not_mailed(
    seeker_client: Client, coach_client: Client, mails: MailServer
) -> None:
    form = {"email": KNOWN, "months": "6", "token": str(uuid4())}
    page = seeker_client.post(reverse("accounts:coach_invite"), form, follow=True)
    assert "could not be sent" in page.content.decode()
    url = reverse("coach:accounts_coachgrant_add")
    page = coach_client.post(url, {"email": NEW}, follow=True)
    assert "be sent. They find the invitation" in page.content.decode()
    assert CoachGrant.objects.count() == 2
