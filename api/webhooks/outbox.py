"""Write messages for webhooks, in the transaction of what they tell."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import uuid4

from api.models import Webhook, WebhookMessage
from api.webhooks.payloads import Data, Fact, facts
from jobtracker.signals import Happening

State = WebhookMessage.State
TEST = "webhook.test"
"""The event of a message that its owner asked for, to try a webhook."""
BATCH = 500


def write(
    what: Happening, keys: Collection[int], owner_ids: Collection[int], now: datetime
) -> None:
    """Write a message for each webhook that is told of ``what``; one query where there is none.

    What happens again to a row at the same instant replaces what was told of it.
    """
    webhooks: dict[int, list[int]] = {}
    told = Webhook.objects.filter(owner__in=owner_ids).order_by("pk")
    for key, owner_id, events in told.values_list("pk", "owner", "events"):
        if what in events:
            webhooks.setdefault(owner_id, []).append(key)
    if not webhooks:
        return
    wanted = [
        (webhook, fact)
        for fact in facts(what, list(dict.fromkeys(keys)), webhooks)
        for webhook in webhooks[fact.owner_id]
    ]
    _save(what, wanted, now)


def _save(what: str, wanted: Iterable[tuple[int, Fact]], now: datetime) -> None:
    wanted = list(wanted)
    known = {
        (row.webhook_id, row.subject): row
        for row in WebhookMessage.objects.filter(
            webhook__in={webhook for webhook, _fact in wanted},
            event=what,
            occurred_at=now,
            state=State.WAITING,
            sequence=None,
        )
    }
    new, again = [], []
    for webhook, fact in wanted:
        if row := known.get((webhook, fact.subject)):
            row.data = fact.data
            again.append(row)
        else:
            new.append(message(webhook, what, fact.data, now, subject=fact.subject))
    WebhookMessage.objects.bulk_create(new, batch_size=BATCH)
    WebhookMessage.objects.bulk_update(again, ["data"], batch_size=BATCH)


def message(
    webhook_id: int, event: str, data: Data, now: datetime, *, subject: str = ""
) -> WebhookMessage:
    """Return an unsaved message with an identifier of its own."""
    return WebhookMessage(
        webhook_id=webhook_id,
        uid=f"msg_{uuid4().hex}",
        event=event,
        subject=subject,
        data=data,
        occurred_at=now,
    )
