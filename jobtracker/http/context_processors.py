"""Template context for every page; it makes no database queries."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jobtracker.mail import outbox

SYSTEM = "system"


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name and URLs, and the user's theme (``system``, ``light`` or ``dark``)."""
    user = getattr(request, "user", None)
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "OUTBOX_IS_OPEN": outbox.is_open,
        "SOURCE_URL": settings.SOURCE_URL,
        "theme": getattr(user, "theme", SYSTEM) or SYSTEM,
    }
