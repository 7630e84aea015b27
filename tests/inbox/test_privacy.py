"""What the privacy page says is what is done."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db


def page(client: Client) -> str:
    answer = client.get(reverse("inbox:privacy"))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_anybody_can_read_it(seeker: User) -> None:
    link = f'href="{reverse("inbox:settings")}"'
    assert link not in page(Client())
    assert link in page(signed_in(seeker))


def test_it_names_the_days_that_are_set(settings: Any) -> None:
    assert "encrypted: 30 days" in page(Client())
    settings.INBOX_KEEP_DAYS = 1
    assert "encrypted: 1 day." in page(Client())
    assert "from which nothing can be read: 2 years" in page(Client())


def test_the_settings_lead_to_it(seeker: User) -> None:
    body = signed_in(seeker).get(reverse("inbox:settings")).content.decode()
    assert f'href="{reverse("inbox:privacy")}"' in body
