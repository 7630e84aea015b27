"""A message that can be taken back: what undoing needs is kept in the reader's own session."""

from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

SLOT = "undo"
KEPT = 12
"""How many acts of a session can still be taken back."""


def add_undo_message(request: HttpRequest, text: str, url_name: str, what: dict[str, Any]) -> None:
    """Say ``text`` with an *Undo* that posts to ``url_name``; ``what`` must be fit for JSON."""
    notify(request, text, store(request, url_name, what))


def store(request: HttpRequest, url_name: str, what: dict[str, Any]) -> str:
    """Keep ``what``, fit for JSON, and give the address that takes the act back."""
    key = token_urlsafe(9)
    kept = list(request.session.get(SLOT, {}).items())[1 - KEPT :]
    request.session[SLOT] = {**dict(kept), key: what}
    return reverse(url_name, args=[key])


def notify(request: HttpRequest, text: str, undo_url: str = "") -> None:
    """Say that something was done; ``undo_url`` is the POST address that takes it back."""
    messages.success(request, text, extra_tags=undo_url)


def pop(request: HttpRequest, key: str) -> dict[str, Any] | None:
    """What was kept under ``key``, once; None where it was taken back already or is too old."""
    kept = dict(request.session.get(SLOT, {}))
    what: dict[str, Any] | None = kept.pop(key, None)
    if what is not None:
        request.session[SLOT] = kept
    return what
