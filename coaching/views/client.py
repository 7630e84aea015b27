"""A client's page, with forms for notes and nudges."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import grant_of
from accounts.access_log import log_access
from accounts.decorators import Request
from accounts.models import AccessLog, CoachGrant, User
from coaching.caseload import rests_until
from coaching.forms import NoteForm, NudgeForm
from coaching.render import client_page
from coaching.selectors import ClientRecord, record
from followups.services.coach import nudge, write_note


def show(
    request: Request,
    pk: str,
    note: NoteForm | None = None,
    nudging: NudgeForm | None = None,
) -> HttpResponse:
    """Show the client's search, read-only, and the forms for notes and nudges."""
    now = request.now
    grant = grant_of(request.user, pk, now)
    client_record = _record(request.user, grant, now)
    client = client_record.client
    log_access(request.user, client, AccessLog.What.CLIENT, now=now)
    context = {
        "record": client_record,
        "grant": grant,
        "note": note or NoteForm(prefix="note"),
        "nudging": nudging or NudgeForm(prefix="nudge"),
        "rests_until": rests_until(client, now),
        "now": now,
    }
    status = 422 if note or nudging else 200
    return client_page(request, client, "coaching/client.html", str(client), context, status)


def _record(coach: User, grant: CoachGrant, now: datetime) -> ClientRecord:
    """Read the record with its times and days as the client reads them."""
    with timezone.override(grant.seeker.zone if grant.seeker else None):
        return record(coach, grant, now)


def add_note(request: Request, pk: int) -> HttpResponse:
    """Save a note on the client."""
    client = _client(request, pk)
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
    shared = _("Your note is kept, and %(who)s can read it.") % {"who": client}
    messages.success(request, shared if data["shared"] else _("Your note is kept, for coaches."))
    return redirect("coach:accounts_user_change", pk)


def add_nudge(request: Request, pk: int) -> HttpResponse:
    """Show a message on the client's Today page."""
    client = _client(request, pk)
    form = NudgeForm(request.POST, prefix="nudge")
    if not form.is_valid():
        return show(request, str(pk), nudging=form)
    data = form.cleaned_data
    nudge(client, data["text"], by=request.user, token=data["token"], now=request.now)
    messages.success(request, _("%(who)s finds it on their Today.") % {"who": client})
    return redirect("coach:accounts_user_change", pk)


def _client(request: Request, pk: int) -> User:
    grant = grant_of(request.user, pk, request.now)
    if request.method != "POST" or grant.seeker is None:
        raise Http404
    return grant.seeker
