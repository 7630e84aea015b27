"""Which webhooks are due, who sends to them, and what became of a try: one worker a webhook.

A claim is an update on the condition that nobody has a claim. Its holder knows it by its end, and
loses it where another worker has claimed the webhook since.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from api.models import Webhook, WebhookDelivery, WebhookMessage

State, OffReason = WebhookMessage.State, Webhook.OffReason
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
GAPS = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR)
"""How long to wait after each failure in a row; the last one from then on."""
JITTER = 0.2
"""The largest share of a gap by which it grows, so that not all come at once."""
PATIENCE = timedelta(days=3)
"""How long a webhook may fail before it is switched off."""
GONE = 410


def due(now: datetime) -> list[int]:
    """Return the keys of the webhooks with something to send, the longest untried first."""
    found = _free(now).filter(Exists(waiting(OuterRef("pk"))))
    order = F("tried_at").asc(nulls_first=True)
    return list(found.order_by(order, "pk").values_list("pk", flat=True))


def waiting(webhook: Any) -> QuerySet[WebhookMessage]:
    """Return what a webhook is still to be sent, in order."""
    rows = WebhookMessage.objects.filter(webhook=webhook, state=State.WAITING)
    return rows.order_by(F("sequence").asc(nulls_last=True), "pk")


def _free(now: datetime) -> QuerySet[Webhook]:
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    may_try = Q(retry_at=None) | Q(retry_at__lte=now)
    return Webhook.objects.filter(unclaimed, may_try, off_at=None, owner__is_active=True)


def claim(key: int, now: datetime) -> Webhook | None:
    """Claim a webhook and number its messages; None if it is not due or somebody has it."""
    until = now + timedelta(seconds=settings.MAIL_LEASE_SECONDS)
    if not _free(now).filter(pk=key).update(claimed_until=until, tried_at=now):
        return None
    webhook = number(key)
    return webhook if webhook and webhook.claimed_until == until else None


@transaction.atomic
def number(key: int) -> Webhook | None:
    """Number what a webhook is to be sent, in the order in which it was written.

    Returns the webhook; None if it is gone.
    """
    webhook = Webhook.objects.select_for_update(no_key=True).filter(pk=key).first()
    rows = list(waiting(key).filter(sequence=None).order_by("pk")) if webhook else []
    if webhook is None or not rows:
        return webhook
    for row in rows:
        row.sequence = webhook.next_sequence
        webhook.next_sequence += 1
    WebhookMessage.objects.bulk_update(rows, ["sequence"], batch_size=200)
    webhook.save(update_fields=["next_sequence"])
    return webhook


def next_message(webhook: Webhook) -> WebhookMessage | None:
    """Return the message to send next; None if there is none with a number."""
    return waiting(webhook).exclude(sequence=None).first()


def release(webhook: Webhook) -> None:
    """Give a webhook back."""
    _mine(webhook).update(claimed_until=None)


def is_mine(webhook: Webhook) -> bool:
    """Whether this worker still has the webhook, and it is on."""
    return _mine(webhook).filter(off_at=None).exists()


def _mine(webhook: Webhook) -> QuerySet[Webhook]:
    return Webhook.objects.filter(pk=webhook.pk, claimed_until=webhook.claimed_until)


@transaction.atomic
def delivered(webhook: Webhook, message: WebhookMessage, delivery: WebhookDelivery) -> None:
    """Record that a message has arrived; the webhook stays claimed for the next one.

    Where another worker has the webhook by now, when it is due is that worker's to say.
    """
    if not _recorded(message, delivery):
        return
    WebhookMessage.objects.filter(pk=message.pk).update(state=State.DELIVERED)
    webhook.failures, webhook.failing_since, webhook.retry_at = 0, None, None
    _mine(webhook).update(failures=0, failing_since=None, retry_at=None)


@transaction.atomic
def failed(
    webhook: Webhook, message: WebhookMessage, delivery: WebhookDelivery, now: datetime
) -> None:
    """Record a failure, and give the webhook back: it is due later, or switched off.

    A message that was deleted meanwhile counts for nothing: what comes next may be sent at once.
    """
    if not _recorded(message, delivery):
        release(webhook)
        return
    since = webhook.failing_since or now
    values: dict[str, Any] = {
        "failures": F("failures") + 1,
        "failing_since": since,
        "retry_at": now + gap(webhook.failures, message.uid),
        "claimed_until": None,
    }
    if delivery.status == GONE:
        values |= {"off_at": now, "off_reason": OffReason.GONE}
    elif now - since >= PATIENCE:
        values |= {"off_at": now, "off_reason": OffReason.FAILING}
    if not _mine(webhook).filter(off_at=None).update(**values):
        release(webhook)


def _recorded(message: WebhookMessage, delivery: WebhookDelivery) -> bool:
    """Store a try, unless its message was deleted meanwhile."""
    there = WebhookMessage.objects.select_for_update(no_key=True).filter(pk=message.pk)
    if there.first() is None:
        return False
    delivery.save()
    return True


def gap(failures: int, uid: str) -> timedelta:
    """Return how long to wait after so many failures before this one."""
    share = int.from_bytes(sha256(f"{uid} {failures}".encode()).digest()[:4]) / 2**32
    return GAPS[min(failures, len(GAPS) - 1)] * (1 + JITTER * share)
