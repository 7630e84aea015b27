"""Taking an act back."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.decorators import Request, signed_in
from applications.services import take_back
from applications.views.base import LIST, back
from jobtracker.http.undo import add_undo_message, notify, pop


@require_POST
@signed_in
def undo(request: Request, key: str) -> HttpResponse:
    """Take back what ``key`` stands for, once."""
    what = pop(request, key)
    if what is None:
        messages.info(request, _("That was taken back already."))
    else:
        _take_back(request, what)
    return redirect(back(request, reverse(LIST)))


def _take_back(request: Request, what: dict[str, Any]) -> None:
    try:
        again = take_back(request.user, what, now=request.now)
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
