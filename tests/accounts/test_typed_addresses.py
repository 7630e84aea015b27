"""An address to which no mail can be sent is refused wherever one is typed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.test import Client
from django.urls import reverse

from accounts.models import CoachGrant, User
from data_exchange import schema
from data_exchange.fields import FieldError, value
from jobtracker.validators import validate_address
from references.models import Contact
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

ODD = ["a@xn--é.com", f"a@{'é' * 60}.com", "a@" + "é." * 127 + "com", f"a@{'é' * 250}.com"]
SAID = "No mail can be sent to this address"
PLACES = [
    ("account_signup", "email", {"password1": "a long pass phrase"}),
    ("account_reset_password", "email", {}),
    ("account_email", "email", {"action_add": ""}),
    ("accounts:coach_invite", "email", {"months": "6"}),
    ("coach:accounts_coachgrant_add", "email", {}),
    ("people:contact_add", "email", {"name": "Bo"}),
    ("people:reference_add", "email", {"name": "Bo"}),
]


@pytest.mark.parametrize(("name", "field", "more"), PLACES, ids=[place[0] for place in PLACES])
def test_a_page_says_so(name: str, field: str, more: dict[str, str], coach: User) -> None:
    users, addresses = User.objects.count(), EmailAddress.objects.count()
    for email in ODD[:2]:
        is_for_guests = name in ("account_signup", "account_reset_password")
        client = Client() if is_for_guests else signed_in(coach)
        answer = client.post(reverse(name), {field: email, "token": str(uuid4()), **more})
        assert answer.status_code in (200, 422)
        assert SAID in answer.content.decode()
    assert not mail.outbox
    assert (User.objects.count(), EmailAddress.objects.count()) == (users, addresses)
    assert not CoachGrant.objects.exists()
    assert not Contact.objects.exists()


def test_an_operator_cannot_enter_it_either(operator: User, seeker: User) -> None:
    for email in ODD[:2]:
        with pytest.raises(ValidationError, match=SAID):
            User(email=email).clean_fields()


@pytest.mark.parametrize("email", ODD)
@pytest.mark.parametrize("row", ["CONTACT", "OWNER"])
def test_no_file_brings_it_in(row: str, email: str) -> None:
    with pytest.raises(FieldError, match=SAID):
        value(getattr(schema, row), "email", email, "email")


@pytest.mark.parametrize("email", ODD)
def test_it_is_no_address(email: str) -> None:
    with pytest.raises(ValidationError, match=SAID):
        validate_address(email)


@pytest.mark.parametrize("email", ["a@é.com", "a@ß.de", "a@xn--9ca.com", "a@localhost", "é@x.com"])
def test_others_are(email: str) -> None:
    assert CharField(validators=[validate_address]).clean(email) == email


def test_one_that_is_known_from_before_is_told_as_refused(settings: Any, client: Client) -> None:
    known = User.objects.create_user("a@x.com", "a long pass phrase")
    known.email = "a@xn--é.com"
    known.save(update_fields=["email"])
    EmailAddress.objects.create(user=known, email=known.email, verified=False, primary=True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    form = {"login": known.email, "password": "a long pass phrase"}
    answer = client.post(reverse("account_login"), form, follow=True)
    assert answer.status_code == 200
    assert "be sent. Check the address and try again." in answer.content.decode()
