"""What every template may ask for, at no cost: nothing here touches the database."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jobtracker.mail import outbox

SYSTEM = "system"


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name, and the theme the reader chose (``system``, ``light`` or ``dark``)."""
    user = getattr(request, "user", None)
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "OUTBOX_IS_OPEN": outbox.is_open,
        "SOURCE_URL": settings.SOURCE_URL,
        "theme": getattr(user, "theme", SYSTEM) or SYSTEM,
    }
