"""The codes that mail providers sent to a seeker's private address, to be typed in there."""

from datetime import datetime, timedelta

from accounts.access import owned_by
from accounts.models import User
from inbox.models import ReceivedFile
from inbox.reading.confirmations import confirmation_code
from inbox.reading.findings import Unreadable
from inbox.reading.mime import open_letter
from jobtracker.encryption import DecryptionError, decrypt

SHOWN_FOR = timedelta(days=1)
LOOKED_AT = 20


def codes_of(user: User, now: datetime) -> list[str]:
    """Return the codes of the last day, newest first, each once."""
    rows = owned_by(user, ReceivedFile).filter(way=ReceivedFile.Way.ADDRESS, content__isnull=False)
    recent = rows.filter(arrived_at__gt=now - SHOWN_FOR)[:LOOKED_AT]
    found = [_code(bytes(row.content or b"")) for row in recent]
    return list(dict.fromkeys(filter(None, found)))


def _code(content: bytes) -> str | None:
    try:
        return confirmation_code(open_letter(decrypt(content)))
    except (DecryptionError, Unreadable):
        return None
