"""Undo an action."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.decorators import Request, signed_in
from applications.services import undo_action
from applications.views.base import LIST, back
from jobtracker.http.undo import add_undo_message, notify, pop


@require_POST
@signed_in
def undo(request: Request, key: str) -> HttpResponse:
    """Undo the action stored under ``key``, once."""
    what = pop(request, key)
    if what is None:
        messages.info(request, _("That was taken back already."))
    else:
        _undo(request, what)
    return redirect(back(request, reverse(LIST)))


def _undo(request: Request, what: dict[str, Any]) -> None:
    try:
        again = undo_action(request.user, what, now=request.now)
    except IntegrityError:
        why = _("This can no longer be taken back: what it belongs to has changed since.")
        messages.error(request, why)
        return
    if again:
        add_undo_message(request, _("Taken back."), "applications:undo", dict(again))
    elif what["act"] == "brought_in":
        notify(request, _("Taken back. What you have changed since stays."))
    else:
        notify(request, _("Taken back."))
