"""Services that create and end the secret link of the calendar feed."""

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
    """Create a new link of the feed, which replaces the previous one."""
    link, _made = CalendarLink.objects.update_or_create(
        owner=owner, defaults={"key": uuid.uuid4(), "made_at": now}
    )
    return link


@owner_locked
def end_calendar_link(owner: User) -> None:
    """Delete the link, which ends the feed."""
    CalendarLink.objects.filter(owner=owner).delete()


def secret_of(link: CalendarLink) -> str:
    """Return the secret part of the feed's URL; the database alone does not reveal it."""
    return SIGNER.sign(link.key.hex).replace(":", ".")


def is_too_old(secret: str) -> bool:
    """Return whether an older version signed ``secret``, for another database."""
    return is_signed(secret, sep=".", salt=OLD_SALT)


def owner_of(secret: str) -> User | None:
    """Return the owner of the feed with this secret; None if it is unknown or has ended."""
    try:
        key = uuid.UUID(SIGNER.unsign(secret.replace(".", ":")))
    except (BadSignature, ValueError):
        return None
    link = CalendarLink.objects.filter(key=key).select_related("owner").first()
    return link.owner if link and link.owner.is_active else None
