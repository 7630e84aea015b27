"""How much one person's inbox takes in a day, whoever sends it."""

from datetime import datetime, timedelta

from accounts.access import owned_by
from accounts.models import User
from inbox.models import ReceivedFile

Way = ReceivedFile.Way
A_DAY = {Way.ADDRESS: 500, Way.UPLOAD: 1_000, Way.PROGRAM: 500}
"""How many mails and events come in by a way within a day."""


def has_room(owner: User, way: str, now: datetime) -> bool:
    """Whether one more may come in by this way."""
    rows = owned_by(owner, ReceivedFile).filter(arrived_at__gt=now - timedelta(days=1))
    return rows.filter(way=way).count() < A_DAY[Way(way)]
