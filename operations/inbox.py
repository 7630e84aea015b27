"""What the beat does for the inbox, each part with a heartbeat of its own."""

from collections import Counter
from datetime import datetime

from inbox.mailboxes.run import fetch_due
from operations.heartbeats import record_heartbeat


def attend_inbox(now: datetime) -> dict[str, Counter[str]]:
    """Fetch from the mailboxes that are due."""
    with record_heartbeat("fetch_mail", now) as counts:
        counts.update(fetch_due(now))
    return {"fetch_mail": counts}
