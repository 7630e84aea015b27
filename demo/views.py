"""The view that leaves the demo."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.decorators import Request, signed_in
from demo import leave
from jobtracker.http import undo


@require_POST
@signed_in
def start_empty(request: Request) -> HttpResponse:
    """Delete the demo's search, so that the user's own can begin."""
    if not leave.is_demo(request.user):
        raise Http404
    leave.start_empty(request.user, now=request.now)
    undo.notify(request, _("It is empty now. “make demo” puts the demo back."))
    return redirect("followups:today")
