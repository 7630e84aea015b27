"""Tasks that send to webhooks."""

import logging
from collections import Counter
from datetime import datetime

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from api.webhooks.run import send_due, send_one
from jobtracker.celery import app
from operations.heartbeats import record_heartbeat

logger = logging.getLogger(__name__)

AT_ONCE = {"max_retries": 0, "socket_connect_timeout": 2, "socket_timeout": 2}
"""No page waits for a queue that is away."""


@shared_task(name="api.send_webhooks")
def send_webhooks() -> None:
    """Send what waits for webhooks."""
    send_due_webhooks(timezone.now())


def send_due_webhooks(now: datetime) -> Counter[str]:
    """Send what waits for webhooks at ``now``; return what was done, as a heartbeat's counts."""
    with record_heartbeat("send_webhooks", now) as counts:
        counts.update(send_due(now))
    return counts


@shared_task(name="api.send_webhook")
def send_webhook(key: int) -> None:
    """Send what waits for one webhook, unless somebody does."""
    send_one(key, timezone.now())


def send_soon(key: int) -> None:
    """Have a webhook served soon; where the queue is away, the beat does it within a minute."""
    try:
        with app.connection_for_write(transport_options=AT_ONCE) as queue:
            send_webhook.apply_async((key,), producer=queue.Producer(), retry=False)
    except (OperationalError, OSError):
        logger.warning("webhook %s waits for the beat: the queue is away", key)
