"""A client's policy: show it, preview another, and set it within the hard limits."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import grant_of, owned_by
from accounts.access_log import log_access
from accounts.decorators import Request
from accounts.models import AccessLog, User
from coaching.mails import policy_was_set
from coaching.render import client_page
from followups.forms.policy import PolicyForm, initial_of
from followups.models import PolicyChoice
from followups.policy_preview import preview
from followups.services.coach import set_policy_of


def show(request: Request, pk: int) -> HttpResponse:
    """Show the client's policy, and the form to try another."""
    client = _client(request, pk)
    choice = owned_by(client, PolicyChoice).first()
    return _page(request, client, PolicyForm(initial=initial_of(choice)))


def try_out(request: Request, pk: int) -> HttpResponse:
    """Preview what the submitted policy would change in the client's plan; save nothing."""
    client, form = _client(request, pk), PolicyForm(_posted(request))
    if not form.is_valid():
        return _page(request, client, form)
    grant = grant_of(request.user, pk, request.now)
    changes = preview(client, form.policy, now=request.now, tells_of_mail=grant.sees_notes)
    return _page(request, client, form, preview=changes)


def save(request: Request, pk: int) -> HttpResponse:
    """Set the client's policy, and email them how to undo it."""
    client, form = _client(request, pk), PolicyForm(_posted(request))
    if not form.is_valid():
        return _page(request, client, form)
    change = set_policy_of(client, form.chosen, form.changes, by=request.user, now=request.now)
    policy_was_set(change)
    text = _("%(who)s now follows “%(policy)s”. They are told, and can take it back.")
    messages.success(request, text % {"who": client, "policy": change.title})
    return redirect("coach:accounts_user_change", pk)


def _client(request: Request, pk: int) -> User:
    now = request.now
    client = grant_of(request.user, pk, now).seeker
    if client is None:
        raise Http404
    log_access(request.user, client, AccessLog.What.POLICY, now=now)
    return client


def _posted(request: Request) -> Any:
    if request.method != "POST":
        raise Http404
    return request.POST


def _page(request: Request, client: User, form: PolicyForm, **more: Any) -> HttpResponse:
    title = _("Policy of %(who)s") % {"who": client}
    context = {"form": form, "now": request.now, **more}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return client_page(request, client, "coaching/policy.html", title, context, status)
