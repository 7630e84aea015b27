"""Views for a seeker's answers to nudges and to a policy set by a coach."""

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
    """Mark a nudge as read."""
    coach.mark_nudge_read(get_owned_or_404(request.user, Nudge, pk=pk), now=request.now)
    return redirect("followups:today")


@require_POST
@signed_in
def policy_keep(request: Request, pk: int) -> HttpResponse:
    """Keep the coach's policy."""
    change = get_owned_or_404(request.user, PolicyChange, pk=pk)
    coach.keep_policy(change, now=request.now)
    undo.notify(request, _("Your reminders follow “%(policy)s”.") % {"policy": change.title})
    return redirect("followups:today")


@require_POST
@signed_in
def policy_revert(request: Request, pk: int) -> HttpResponse:
    """Restore the policy from before the coach's change."""
    change = get_owned_or_404(request.user, PolicyChange, pk=pk)
    coach.revert_policy(change, now=request.now)
    text = _("Taken back. Your reminders follow “%(policy)s” again.")
    undo.notify(request, text % {"policy": change.before_title})
    return redirect("followups:today")
