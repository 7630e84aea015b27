"""Delete what was sent long ago, and what waited too long."""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings

from api.models import Webhook, WebhookDelivery, WebhookMessage
from api.webhooks.claims import number

KEPT = 50
"""How many deliveries of each webhook can be read."""


def delete_old(now: datetime) -> Counter[str]:
    """Delete all but the last deliveries of each webhook, and messages that are too old."""
    before = now - timedelta(days=settings.WEBHOOK_KEEP_DAYS)
    messages = WebhookMessage.objects.filter(occurred_at__lt=before)
    # Their numbers stay behind as a gap, by which a receiver knows of them.
    for key in set(messages.filter(sequence=None).values_list("webhook", flat=True)):
        number(key)
    gone = messages.delete()[1].get("api.WebhookMessage", 0)
    deliveries = 0
    for key in Webhook.objects.values_list("pk", flat=True):
        rows = WebhookDelivery.objects.filter(message__webhook=key)
        kept = list(rows.order_by("-at", "-pk").values_list("pk", flat=True)[:KEPT])
        if len(kept) == KEPT:
            deliveries += rows.exclude(pk__in=kept).delete()[0]
    return +Counter(webhook_messages_deleted=gone, webhook_deliveries_deleted=deliveries)
