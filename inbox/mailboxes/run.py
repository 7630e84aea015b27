"""What the beat does about mailboxes: read those that are due, and tell of those that fail."""

import time
from collections import Counter
from datetime import datetime

from inbox.mailboxes import claims
from inbox.mailboxes.fetch import fetch
from inbox.mailboxes.site import ensure_site_mailbox
from inbox.mailboxes.tell import tell_owners

SECONDS = 30
"""After which no more mailboxes are begun: the worker has other tasks, and the beat comes again."""


def fetch_due(now: datetime) -> Counter[str]:
    """Read the mailboxes that are due, the longest due first; return what was done."""
    counts: Counter[str] = Counter()
    end = time.monotonic() + SECONDS
    ensure_site_mailbox(now)
    for key in claims.due(now):
        if time.monotonic() > end:
            counts["later"] += 1
            continue
        counts.update(fetch_one(key, now))
    counts.update(tell_owners(now))
    return counts


def fetch_one(key: int, now: datetime) -> Counter[str]:
    """Read one mailbox, unless it is not due or another worker reads it."""
    mailbox = claims.claim(key, now)
    return fetch(mailbox, now) if mailbox else Counter()
