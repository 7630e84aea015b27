"""The seeker's side of coaching: invite, accept, change scopes, renew, end, and the access log."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import mails
from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from accounts.forms.grants import GrantForm, InviteForm, ScopesForm
from accounts.models import AccessLog, CoachGrant
from accounts.services import grants
from jobtracker.http import undo

SECTION = "accounts:settings"
A_PAGE = 50
LATEST = 5


@require_safe
@signed_in
def coaches(request: Request) -> HttpResponse:
    """Show the coaches with access, open invitations, and the latest access log entries."""
    return _page(request)


@require_POST
@signed_in
def invite(request: Request) -> HttpResponse:
    """Invite a coach by email address."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    data, now = form.cleaned_data, request.now
    try:
        grant = grants.invite_coach(
            request.user, data["email"], choice=data, token=data["token"], now=now
        )
    except ValidationError as problem:
        form.add_error("email", problem.messages)
        return _page(request, form)
    was_there = grant.invited_at != now
    sent = was_there or mails.invitation_to_coach(grant)
    undo.notify(request, _sent_message(sent) % {"email": grant.email})
    return redirect("accounts:coaches")


def _sent_message(sent: bool) -> str:
    if sent:
        return _("%(email)s is invited. They see nothing until they accept.")
    return _("%(email)s is invited, but the mail could not be sent. Give them the link below.")


@require_POST
@signed_in
def accept(request: Request, pk: int) -> HttpResponse:
    """Accept a coach's invitation with the ticked scopes."""
    get_object_or_404(grants.offered_to_seeker(request.user, request.now), pk=pk)
    form = GrantForm(request.POST, prefix=f"ask{pk}")
    if not form.is_valid():
        return _page(request, asked={pk: form})
    grant = grants.accept_as_seeker(request.user, pk, choice=form.cleaned_data, now=request.now)
    undo.notify(request, _("%(coach)s can now follow your search.") % {"coach": grant.coach})
    return redirect("accounts:coaches")


@require_POST
@signed_in
def decline(request: Request, pk: int) -> HttpResponse:
    """Decline an invitation, as a seeker or as a coach."""
    grants.decline(request.user, pk, now=request.now)
    undo.notify(request, _("You said no. Nothing of yours is seen."))
    return redirect("accounts:coaches")


@require_POST
@signed_in
def settle(request: Request, pk: int) -> HttpResponse:
    """Change what a coach may see."""
    form = ScopesForm(request.POST, prefix=f"of{pk}")
    form.is_valid()
    grants.set_scopes(get_owned_or_404(request.user, CoachGrant, pk=pk), choice=form.cleaned_data)
    undo.notify(request, _("Saved. It holds from now on."))
    return redirect("accounts:coaches")


@require_POST
@signed_in
def renew(request: Request, pk: int) -> HttpResponse:
    """Renew a coach's access for as long as before."""
    grant = get_owned_or_404(
        request.user, CoachGrant, pk=pk, accepted_at__isnull=False, ended_at=None
    )
    grants.renew(grant, now=request.now)
    undo.notify(request, _("%(coach)s can go on.") % {"coach": grant.coach})
    return redirect("accounts:coaches")


@require_POST
@signed_in
def end(request: Request, pk: int) -> HttpResponse:
    """End a coach's access, or withdraw an invitation, at once."""
    grant = get_owned_or_404(request.user, CoachGrant, pk=pk)
    grants.end(grant, now=request.now)
    undo.notify(
        request,
        _("It has ended. %(coach)s sees nothing of yours any more.")
        % {"coach": grant.coach or grant.email},
    )
    return redirect("accounts:coaches")


@require_safe
@signed_in
def log(request: Request) -> HttpResponse:
    """Show the access log, latest first."""
    page = Paginator(owned_by(request.user, AccessLog), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/access_log/log.html", {"page": page, "section": SECTION})


def _page(
    request: Request, form: InviteForm | None = None, asked: dict[int, GrantForm] | None = None
) -> HttpResponse:
    now, user = request.now, request.user
    rows = owned_by(user, CoachGrant).select_related("coach").filter(ended_at=None)
    context = {
        "now": now,
        "section": SECTION,
        "form": form or InviteForm(),
        "live": [(row, _scopes_of(row)) for row in rows if row.accepted_at],
        "sent": [row for row in rows if not row.accepted_at],
        "asked": [
            (row, (asked or {}).get(row.pk) or GrantForm(prefix=f"ask{row.pk}"))
            for row in grants.invitations_to_seeker(user).select_related("coach")
        ],
        "looks": owned_by(user, AccessLog)[:LATEST],
    }
    status = 422 if form or asked else 200
    return render(request, "accounts/coaches/coaches.html", context, status=status)


def _scopes_of(grant: CoachGrant) -> ScopesForm:
    initial = dict.fromkeys(grant.scopes, True)
    return ScopesForm(initial=initial, prefix=f"of{grant.pk}")
