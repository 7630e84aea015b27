"""Delete what was sent long ago, and what waited too long."""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber

from api.models import WebhookDelivery, WebhookMessage
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
    deliveries = WebhookDelivery.objects.filter(pk__in=_beyond_the_kept()).delete()[0]
    return +Counter(webhook_messages_deleted=gone, webhook_deliveries_deleted=deliveries)


def _beyond_the_kept() -> QuerySet[WebhookDelivery, int]:
    """Return the keys of all but the last deliveries of each webhook."""
    place = Window(RowNumber(), partition_by="message__webhook", order_by=("-at", "-pk"))
    rows = WebhookDelivery.objects.order_by().annotate(place=place).filter(place__gt=KEPT)
    return rows.values_list("pk", flat=True)
