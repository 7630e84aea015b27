"""The deliveries of a webhook, as its page shows them."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from api.models import Webhook, WebhookDelivery
from api.models.webhooks import Event
from api.webhooks.outbox import TEST
from api.webhooks.problems import in_words
from api.webhooks.retention import KEPT
from api.webhooks.signing import body_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A delivery, with its result in words and what was sent as readable JSON."""

    row: WebhookDelivery
    event: str
    result: str
    body: str


def last_deliveries(webhook: Webhook) -> list[Shown]:
    """Return the last deliveries of a webhook, the newest first."""
    rows = WebhookDelivery.objects.filter(message__webhook=webhook).select_related("message")
    return [_shown(row) for row in rows[:KEPT]]


def _shown(row: WebhookDelivery) -> Shown:
    body = json.dumps(json.loads(body_of(row.message)), indent=2, ensure_ascii=False)
    return Shown(row, _label(row.message.event), in_words(row.problem, row.status), body)


def _label(event: str) -> str:
    if event == TEST:
        return _("Test")
    return str(Event(event).label) if event in Event.values else event
