"""Messages with an Undo button; what undoing needs is stored in the session."""

from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

SLOT = "undo"
MAX_UNDOS = 12
"""How many actions of a session can still be undone."""


def add_undo_message(request: HttpRequest, text: str, url_name: str, what: dict[str, Any]) -> None:
    """Show ``text`` with an *Undo* that posts to ``url_name``; ``what`` must be JSON data."""
    notify(request, text, store(request, url_name, what))


def store(request: HttpRequest, url_name: str, what: dict[str, Any]) -> str:
    """Store ``what`` (JSON data) in the session, and return the URL that undoes the action."""
    key = token_urlsafe(9)
    entries = list(request.session.get(SLOT, {}).items())[1 - MAX_UNDOS :]
    request.session[SLOT] = {**dict(entries), key: what}
    return reverse(url_name, args=[key])


def notify(request: HttpRequest, text: str, undo_url: str = "") -> None:
    """Show a success message; ``undo_url`` is the POST URL that undoes the action."""
    messages.success(request, text, extra_tags=undo_url)


def pop(request: HttpRequest, key: str) -> dict[str, Any] | None:
    """Return and remove what was stored under ``key``; None if it is used or expired."""
    entries = dict(request.session.get(SLOT, {}))
    what: dict[str, Any] | None = entries.pop(key, None)
    if what is not None:
        request.session[SLOT] = entries
    return what
