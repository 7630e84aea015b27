"""Leaving the demo: empty at a press, for the demo alone."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Message
from demo.leave import SEARCH, start_empty
from demo.load import SEEKER, STRANGER, load
from followups.models import HeldBack, Reminder
from references.models import Company, Contact, Reference
from tests.conftest import signed_in


@pytest.fixture
def robin(db: None, now: datetime) -> User:
    return load(now=now)


def test_the_demo_is_left_for_an_empty_start(robin: User, now: datetime) -> None:
    client, url = signed_in(robin), reverse("demo:start_empty")
    assert f'action="{url}"' in client.get("/").content.decode()
    for _ in range(2):
        assert client.post(url).url == "/"
    for model in SEARCH:
        assert not model._default_manager.filter(owner=robin).exists(), model
    assert not Reminder.objects.filter(owner=robin).exists()
    assert not HeldBack.objects.filter(owner=robin).exists()
    assert not Reference.objects.filter(contact__owner=robin).exists()
    page = client.get("/").content.decode()
    assert "Your first application" in page
    assert f'action="{url}"' not in page


def test_everybody_else_keeps_theirs(robin: User, now: datetime) -> None:
    sam = User.objects.get(email=STRANGER)
    before = Application.objects.filter(owner=sam).count()
    start_empty(robin, now=now)
    assert Application.objects.filter(owner=sam).count() == before > 0
    answer = signed_in(sam).post(reverse("demo:start_empty"))
    assert answer.status_code == 404
    with pytest.raises(ValueError, match="demo"):
        start_empty(sam, now=now)
    assert Application.objects.filter(owner=sam).count() == before


def test_the_demo_can_be_had_back(robin: User, now: datetime) -> None:
    start_empty(robin, now=now)
    again = load(now=now)
    assert again.email == SEEKER
    for model in (Application, Message, Contact, Company):
        assert model._default_manager.filter(owner=again).exists()


def test_it_is_a_post(robin: User) -> None:
    assert signed_in(robin).get(reverse("demo:start_empty")).status_code == 405


def test_the_demo_is_one_press_away_where_it_is_loaded(robin: User, settings: Any) -> None:
    client, url = Client(), reverse("account_login")
    assert "Look around in the demo" not in client.get(url).content.decode()
    settings.DEBUG = True
    page = client.get(url).content.decode()
    assert "Look around in the demo" in page
    fields = dict(
        re.findall(r'<input type="hidden" name="(login|password)" value="([^"]+)">', page)
    )
    client.post(url, fields)
    assert client.session["_auth_user_id"] == str(robin.pk)
    robin.delete()
    assert "Look around in the demo" not in Client().get(url).content.decode()
