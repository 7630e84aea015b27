"""A suggestion is told once, however it came: by the API, by an assistant or by mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from api.models import Webhook
from inbox.models import Suggestion
from tests.api.conftest import V1, key_for
from tests.api.webhooks.conftest import MakeWebhook
from tests.inbox.incoming import mail, suggested

FACTS = {"kind": "offer", "company": "Oatmill", "title": "Clerk", "at": "2026-03-18T09:00:00Z"}
JSON = "application/json"
MAIL = mail("offer")
Come = Callable[[User, str, datetime], Any]


def post(path: str, secret: str, body: Any, content_type: str = JSON) -> Any:
    headers = {"Authorization": f"Bearer {secret}"}
    answer = Client().post(path, body, content_type=content_type, headers=headers)
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def by_the_api(_owner: User, secret: str, _now: datetime) -> None:
    post(f"{V1}/suggestions", secret, FACTS)


def by_an_assistant(_owner: User, secret: str, _now: datetime) -> None:
    call = {"name": "propose", "arguments": FACTS}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    assert not post("/mcp", secret, message)["result"]["isError"]


def by_a_forwarded_mail(_owner: User, secret: str, _now: datetime) -> None:
    post(f"{V1}/intake", secret, MAIL, "message/rfc822")


def by_mail(owner: User, _secret: str, now: datetime) -> None:
    suggested(owner, MAIL, now)


@pytest.fixture
def webhook(make_webhook: MakeWebhook) -> Webhook:
    """A webhook that hears of suggestions alone."""
    return make_webhook(events=["suggestion.created"])


@pytest.mark.parametrize("come", [by_the_api, by_an_assistant, by_a_forwarded_mail, by_mail])
def test_each_is_told_once(
    come: Come, webhook: Webhook, seeker: User, at_now: datetime, make_webhook: MakeWebhook
) -> None:
    elsewhere = make_webhook(events=["application.changed"])
    secret = key_for(seeker, ["suggest", "write"], at_now)
    for _ in range(2):
        come(seeker, secret, at_now)
    row = Suggestion.objects.get(owner=seeker)
    [message] = webhook.messages.all()
    assert (message.event, message.data["id"]) == ("suggestion.created", row.pk)
    assert (message.data["kind"], message.data["title"]) == ("offer", "Offer")
    assert not elsewhere.messages.exists()
