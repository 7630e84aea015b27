"""Choosing a reference for an application; nobody is shared who has not agreed."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from applications.models import Application, Event
from applications.services import record_event, recorded
from applications.views.base import LIST, stopped
from jobtracker.http.undo import add_undo_message
from references.consent import may_ask, may_share
from references.models import Reference


@require_GET
@signed_in
def choose(request: Request, pk: int) -> HttpResponse:
    """Everybody who might speak for the seeker, and whether they agreed."""
    application = _application(request, pk)
    in_use = application.events.filter(kind=Event.Kind.REFERENCE_CHOSEN)
    context = {
        "application": application,
        "references": owned_by(request.user, Reference).select_related("contact"),
        "in_use": set(in_use.values_list("reference_id", flat=True)),
        "today": timezone.localdate(request.now),
        "section": LIST,
    }
    return render(request, "applications/choose_reference.html", context)


@require_POST
@signed_in
def chosen(request: Request, pk: int, reference_id: int) -> HttpResponse:
    """Choose one who agreed; for anybody else, say why not and what to do instead."""
    application = _application(request, pk)
    query = Reference.objects.select_related("contact__owner")
    reference = get_owned_or_404(request.user, query, pk=reference_id)
    if may_share(reference) or (may_ask(reference) and "line_up" in request.POST):
        return _choose(request, application, reference)
    offered = may_ask(reference)
    return stopped(request, reference, application=application, line_up=offered, section=LIST)


def _choose(request: Request, application: Application, reference: Reference) -> HttpResponse:
    now = request.now
    event = record_event(
        application,
        Event.Kind.REFERENCE_CHOSEN,
        at=now,
        token=uuid.uuid4(),
        now=now,
        reference=reference,
    )
    text = _("%(name)s is chosen for this application.") % {"name": reference.contact.name}
    add_undo_message(request, text, "applications:undo", dict(recorded(event)))
    return redirect("applications:page", pk=application.pk)


def _application(request: Request, pk: int) -> Application:
    return get_owned_or_404(
        request.user, Application.objects.select_related("company", "owner"), pk=pk
    )
