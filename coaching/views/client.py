"""A client's page, and what a coach may leave there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import grant_of
from accounts.access_log import log_access
from accounts.decorators import Request
from accounts.models import AccessLog, User
from coaching.forms import NoteForm, NudgeForm
from coaching.render import page
from coaching.selectors import record
from followups.services.coach import nudge, write_note


def show(
    request: Request,
    pk: str,
    note: NoteForm | None = None,
    nudging: NudgeForm | None = None,
) -> HttpResponse:
    """The client's search, read-only, and the forms for notes and nudges."""
    now = request.now
    grant = grant_of(request.user, pk, now)
    shown = record(request.user, grant, now)
    log_access(request.user, shown.client, AccessLog.What.CLIENT, now=now)
    context = {
        "record": shown,
        "client": shown.client,
        "grant": grant,
        "note": note or NoteForm(prefix="note"),
        "nudging": nudging or NudgeForm(prefix="nudge"),
        "now": now,
    }
    status = 422 if note or nudging else 200
    return page(request, "coach/client.html", str(shown.client), context, status)


def add_note(request: Request, pk: int) -> HttpResponse:
    """Write a note on the client."""
    client = _of(request, pk)
    form = NoteForm(request.POST, prefix="note")
    if not form.is_valid():
        return show(request, str(pk), note=form)
    data = form.cleaned_data
    write_note(
        client,
        data["text"],
        shared=data["shared"],
        by=request.user,
        token=data["token"],
        now=request.now,
    )
    said = _("Your note is kept, and %(who)s can read it.") % {"who": client}
    messages.success(request, said if data["shared"] else _("Your note is kept, for coaches."))
    return redirect("coach:accounts_user_change", pk)


def add_nudge(request: Request, pk: int) -> HttpResponse:
    """Leave a message on the client's Today."""
    client = _of(request, pk)
    form = NudgeForm(request.POST, prefix="nudge")
    if not form.is_valid():
        return show(request, str(pk), nudging=form)
    data = form.cleaned_data
    nudge(client, data["text"], by=request.user, token=data["token"], now=request.now)
    messages.success(request, _("%(who)s finds it on their Today.") % {"who": client})
    return redirect("coach:accounts_user_change", pk)


def _of(request: Request, pk: int) -> User:
    grant = grant_of(request.user, pk, request.now)
    if request.method != "POST" or grant.seeker is None:
        raise Http404
    return grant.seeker
