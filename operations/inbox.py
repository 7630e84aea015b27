"""What the beat does for the inbox, each part with a heartbeat of its own."""

from collections import Counter
from datetime import datetime

from inbox.mailboxes.run import fetch_due
from inbox.services.expire import expire_holds
from inbox.services.pending import read_waiting
from inbox.services.rematch import match_due
from operations.heartbeats import record_heartbeat


def attend_inbox(now: datetime) -> dict[str, Counter[str]]:
    """Fetch from the mailboxes that are due; then read what has arrived, even if that failed."""
    done: dict[str, Counter[str]] = {}
    try:
        with record_heartbeat("fetch_mail", now) as counts:
            counts.update(fetch_due(now))
            done["fetch_mail"] = counts
    finally:
        with record_heartbeat("read_inbox", now) as counts:
            counts.update(read_waiting(now))
            counts.update(match_due(now))
            counts.update(expire_holds(now))
            done["read_inbox"] = counts
    return done
