"""The verbs of the calendar feed: giving out its secret address, and ending it."""

import uuid
from datetime import datetime

from django.core.signing import BadSignature, Signer

from accounts.locking import owner_locked
from accounts.models import User
from agenda.models import CalendarLink
from jobtracker.http.signatures import is_signed

SIGNER = Signer(salt="agenda.feed")
OLD_SALT = "followups.calendar"


@owner_locked
def make_calendar_link(owner: User, *, now: datetime) -> CalendarLink:
    """Give out a new address of the feed; the one before it ends."""
    link, _made = CalendarLink.objects.update_or_create(
        owner=owner, defaults={"key": uuid.uuid4(), "made_at": now}
    )
    return link


@owner_locked
def end_calendar_link(owner: User) -> None:
    """End the feed: its address leads nowhere."""
    CalendarLink.objects.filter(owner=owner).delete()


def secret_of(link: CalendarLink) -> str:
    """The secret part of the feed's address. The database alone does not give it away."""
    return SIGNER.sign(link.key.hex).replace(":", ".")


def is_too_old(secret: str) -> bool:
    """Whether an older version gave out ``secret``, whose database this is not."""
    return is_signed(secret, sep=".", salt=OLD_SALT)


def owner_of(secret: str) -> User | None:
    """Whose feed a secret opens; None where it was never given out, or has ended."""
    try:
        key = uuid.UUID(SIGNER.unsign(secret.replace(".", ":")))
    except (BadSignature, ValueError):
        return None
    link = CalendarLink.objects.filter(key=key).select_related("owner").first()
    return link.owner if link and link.owner.is_active else None
