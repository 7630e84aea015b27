"""Taking an act back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.pages import Request, signed_in
from applications.services import take_back
from applications.views._shared import LIST, back
from jobtracker.undo import take


@require_POST
@signed_in
def undo(request: Request, key: str) -> HttpResponse:
    """Take back what ``key`` stands for, once."""
    what = take(request, key)
    if what is None:
        messages.info(request, _("That was taken back already."))
    else:
        take_back(request.user, what, now=timezone.now())
        messages.success(request, _("Taken back."))
    return redirect(back(request, reverse(LIST)))
