"""What a worker that dies leaves behind, and what the night costs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.models import Webhook, WebhookDelivery, WebhookMessage
from api.services.webhooks import send_test, switch_on
from api.webhooks import tell
from api.webhooks.retention import KEPT, delete_old
from api.webhooks.run import send_due
from api.webhooks.tell import tell_owners
from tests.api.webhooks.conftest import MakeWebhook
from tests.api.webhooks.receiver import Receiver

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Died(BaseException):
    """The worker was killed."""


@pytest.fixture
def off(make_webhook: MakeWebhook, receiver: Receiver, now: datetime) -> Webhook:
    """A webhook that was switched off, and whose owner was not told."""
    made = make_webhook(receiver.url)
    values = {"off_at": now, "off_reason": Webhook.OffReason.FAILING}
    Webhook.objects.filter(pk=made.pk).update(**values)
    return made


def test_its_owner_is_told_although_the_worker_died_before(
    off: Webhook, now: datetime, mailoutbox: list[EmailMessage], settings: Any
) -> None:
    settings.MAIL_LEASE_SECONDS = 60

    def die(*_given: Any) -> bool:
        raise Died

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tell, "send", die)
        with pytest.raises(Died):
            tell_owners(now)
    assert tell_owners(now + MINUTE / 2) == {}, "the worker may live"
    assert tell_owners(now + MINUTE) == {"told": 1}
    assert tell_owners(now + HOUR) == {}
    assert len(mailoutbox) == 1
    off.refresh_from_db()
    assert (off.told_at, off.claimed_until) == (now + MINUTE, None)


def test_an_email_that_was_refused_is_sent_later(
    off: Webhook, now: datetime, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(tell, "send", lambda *_given: False)
        assert tell_owners(now) == {"not_told": 1}
    assert tell_owners(now + MINUTE) == {"told": 1}
    assert len(mailoutbox) == 1


def test_one_that_is_switched_on_while_its_owner_is_told_sends_again(
    off: Webhook, receiver: Receiver, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press(*_given: Any) -> bool:
        switch_on(off)
        send_test(off, now=now)
        return True

    monkeypatch.setattr(tell, "send", press)
    assert tell_owners(now) == {"told": 1}
    assert send_due(now) == {"sent": 1}
    Webhook.objects.filter(pk=off.pk).update(off_at=now, off_reason="gone")
    monkeypatch.undo()
    assert tell_owners(now + HOUR) == {"told": 1}, "of each time that it is switched off"


def test_the_night_costs_the_same_for_many_webhooks(
    make_webhook: MakeWebhook, now: datetime
) -> None:
    costs = []
    for _ in range(2):
        for _each in range(2):
            row = WebhookMessage.objects.create(
                webhook=make_webhook(), uid=uuid4().hex, event="webhook.test", occurred_at=now
            )
            WebhookDelivery.objects.bulk_create(
                WebhookDelivery(message=row, at=now) for _ in range(KEPT + 2)
            )
        with CaptureQueriesContext(connection) as captured:
            assert delete_old(now) == {"webhook_deliveries_deleted": 4}
        costs.append(len(captured))
    assert WebhookDelivery.objects.count() == 4 * KEPT
    assert costs[0] == costs[1]
