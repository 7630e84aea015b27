"""The codes that mail providers sent to a seeker's private address, to be typed in there."""

from datetime import datetime, timedelta

from accounts.access import owned_by
from accounts.models import User
from inbox.models import ReceivedFile, Suggestion
from inbox.reading.confirmations import SENDERS

SHOWN_FOR = timedelta(days=1)
LOOKED_AT = 20


def codes_of(user: User, now: datetime) -> list[str]:
    """Return the codes of the last day, newest first, each once, as they were read."""
    rows = owned_by(user, Suggestion).filter(
        sender__in=SENDERS,
        file__way=ReceivedFile.Way.ADDRESS,
        file__arrived_at__gt=now - SHOWN_FOR,
    )
    recent = rows.order_by("-file__arrived_at", "-pk").values_list("finding__code", flat=True)
    return list(dict.fromkeys(filter(None, recent[:LOOKED_AT])))
