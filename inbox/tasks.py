"""Tasks of the inbox that a page asks for; the beat's are in operations."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from inbox.mailboxes.run import fetch_one
from inbox.services.pending import read_waiting
from jobtracker.celery import app

logger = logging.getLogger(__name__)

AT_ONCE = {"max_retries": 0, "socket_connect_timeout": 2, "socket_timeout": 2}
"""No page waits for a queue that is away."""


@shared_task(name="inbox.fetch_mailbox")
def fetch_mailbox(key: int) -> None:
    """Fetch from one mailbox, unless somebody does, and read what has arrived."""
    now = timezone.now()
    fetch_one(key, now)
    read_waiting(now)


def send_fetch(key: int) -> None:
    """Have a mailbox read soon; where the queue is away, the beat reads it within a minute."""
    try:
        with app.connection_for_write(transport_options=AT_ONCE) as queue:
            fetch_mailbox.apply_async((key,), producer=queue.Producer(), retry=False)
    except (OperationalError, OSError):
        logger.warning("mailbox %s waits for the beat: the queue is away", key)
