"""How much space the documents of an account may take."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from applications.models import Document
from jobtracker.files import MEGABYTE


def stored_bytes(owner: User) -> int:
    """Return the size of all documents of ``owner``."""
    return int(owned_by(owner, Document).aggregate(total=Sum("size"))["total"] or 0)


def free_bytes(owner: User) -> int:
    """Return how many more bytes of documents ``owner`` may store."""
    most: int = settings.DOCUMENTS_MB_PER_ACCOUNT * MEGABYTE
    return max(0, most - stored_bytes(owner))


def require_room(owner: User, size: int) -> None:
    """Raise ValidationError if ``owner`` has no room for ``size`` more bytes of documents."""
    if size > free_bytes(owner):
        raise ValidationError({"file": no_room()})


def no_room() -> str:
    """The message for documents that exceed what an account may store."""
    text = _("Your documents may take %(limit)s MB in all. Delete some first.")
    return text % {"limit": settings.DOCUMENTS_MB_PER_ACCOUNT}
