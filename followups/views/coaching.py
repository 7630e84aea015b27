"""A seeker answers what a coach left on their Today."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from followups.models.coach import Nudge, PolicyChange
from followups.services import coach
from jobtracker.http import undo


@require_POST
@signed_in
def nudge_read(request: Request, pk: int) -> HttpResponse:
    """Put a nudge away."""
    coach.put_away(get_owned_or_404(request.user, Nudge, pk=pk), now=request.now)
    return redirect("followups:today")


@require_POST
@signed_in
def policy_keep(request: Request, pk: int) -> HttpResponse:
    """Leave the policy as the coach set it."""
    change = get_owned_or_404(request.user, PolicyChange, pk=pk)
    coach.keep_policy(change, now=request.now)
    undo.notify(request, _("Your reminders follow “%(policy)s”.") % {"policy": change.title})
    return redirect("followups:today")


@require_POST
@signed_in
def policy_revert(request: Request, pk: int) -> HttpResponse:
    """Have the policy as it was before the coach set it."""
    change = get_owned_or_404(request.user, PolicyChange, pk=pk)
    coach.revert_policy(change, now=request.now)
    said = _("Taken back. Your reminders follow “%(policy)s” again.")
    undo.notify(request, said % {"policy": change.before_title})
    return redirect("followups:today")
