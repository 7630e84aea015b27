"""The example of the docs, run against a chat of the tests' own."""

from __future__ import annotations

import json
import runpy
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import HTTPServer

import pytest

from api.models import WebhookDelivery, WebhookMessage
from api.webhooks.run import send_due
from scripts.paths import ROOT
from tests.api.webhooks.conftest import MakeWebhook
from tests.api.webhooks.receiver import HOST, Receiver
from tests.conftest import MakeApplication

EXAMPLE = ROOT / "docs" / "examples" / "webhook_to_chat.py"


@pytest.fixture
def bridge() -> Iterator[int]:
    """The port on which the example listens."""
    with HTTPServer((HOST, 0), runpy.run_path(str(EXAMPLE))["Handler"]) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_reminders_come_into_the_chat_once(
    bridge: int,
    receiver: Receiver,
    make_webhook: MakeWebhook,
    make_application: MakeApplication,
    secrets: dict[int, str],
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    webhook = make_webhook(f"http://{HOST}:{bridge}/")
    monkeypatch.setenv("CHAT_URL", receiver.url)
    monkeypatch.setenv("WEBHOOK_SECRET", secrets[webhook.pk])
    make_application("Oatmill", applied_at=at - timedelta(days=40), now=at)
    opened = webhook.messages.filter(event="reminder.opened").order_by("pk")
    posted = ["{title} (Oatmill): {url}".format(**row.data) for row in opened]
    assert posted
    for _ in range(2):
        assert send_due(at) == {"sent": webhook.messages.count()}
        assert [json.loads(each.body)["text"] for each in receiver.came] == posted
        WebhookMessage.objects.update(state="waiting")


def test_what_somebody_else_signed_is_refused(
    bridge: int,
    receiver: Receiver,
    make_webhook: MakeWebhook,
    make_application: MakeApplication,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_webhook(f"http://{HOST}:{bridge}/")
    monkeypatch.setenv("CHAT_URL", receiver.url)
    monkeypatch.setenv("WEBHOOK_SECRET", "whsec_c29tZWJvZHkgZWxzZQ==")
    make_application(applied_at=at - timedelta(days=40), now=at)
    assert send_due(at) == {"failed": 1}
    assert WebhookDelivery.objects.get().status == 401
    assert receiver.came == []
