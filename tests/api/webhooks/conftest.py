"""Webhooks, and a server of the tests' own that receives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from api.models import Webhook
from api.models.webhooks import Event
from api.services.webhooks import add_webhook
from tests.api.webhooks.receiver import HOST, Receiver, receiving

MakeWebhook = Callable[..., Webhook]


@pytest.fixture(autouse=True)
def _this_machine_may_be_named(settings: Any) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE_HOSTS = [HOST]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A program of the seeker's that receives webhooks."""
    with receiving() as made:
        yield made


@pytest.fixture
def secrets() -> dict[int, str]:
    """The secret of each webhook that was made."""
    return {}


@pytest.fixture
def make_webhook(seeker: User, now: datetime, secrets: dict[int, str]) -> MakeWebhook:
    """Makes webhooks: the seeker's, of every event, unless said otherwise."""

    def make(url: str = "https://hooks.example.org/in", **fields: Any) -> Webhook:
        owner = fields.pop("owner", seeker)
        events = fields.pop("events", Event.values)
        webhook, secret = add_webhook(owner, url=url, events=events, token=uuid4(), now=now)
        assert secret
        secrets[webhook.pk] = secret
        return webhook

    return make


@pytest.fixture
def webhook(make_webhook: MakeWebhook, receiver: Receiver) -> Webhook:
    """The webhook of that program."""
    return make_webhook(receiver.url)
