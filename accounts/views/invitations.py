"""The coach's side of a seeker's invitation: show it and accept it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import mails
from accounts.decorators import Request, signed_in
from accounts.models import CoachGrant
from accounts.senders import introduced, plain_name
from accounts.services import grants
from jobtracker.http import undo
from jobtracker.http.middleware import TimedRequest


@require_safe
@never_cache
def show(request: TimedRequest, token: UUID) -> HttpResponse:
    """Show who invites and to what, but no data of theirs; guests are asked to sign in."""
    if not request.user.is_authenticated:
        context = _shown(grants.invitation_by_token(token))
        return render(request, "accounts/coaches/invitation_guest.html", context)
    offered = grants.offered_to_coach(request.user, request.now).select_related("seeker")
    grant = offered.filter(token=token).first()
    if grant is None:
        raise Http404
    if grant.accepted_at:
        return redirect("coach:index")
    return render(request, "accounts/coaches/invitation.html", _shown(grant))


def _shown(grant: CoachGrant) -> dict[str, object]:
    name = plain_name(grant.seeker.name) if grant.seeker else ""
    who = introduced(grant.seeker)
    return {"grant": grant, "who": who, "name": name or who}


@require_POST
@signed_in
def accept(request: Request, token: UUID) -> HttpResponse:
    """Accept the invitation and open the list of clients."""
    grant = grants.accept_as_coach(request.user, token, now=request.now)
    if grant.accepted_at == request.now:
        mails.accepted_by_coach(grant)
    undo.notify(request, _("You now follow the search of %(who)s.") % {"who": grant.seeker})
    return redirect("coach:index")
