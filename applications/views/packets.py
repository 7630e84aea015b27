"""What is shared about references: a packet for each of them, and the list for the employer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from applications.forms.references import PointsForm
from applications.models import Application, Event
from applications.people.packets import documents_of, names_on_list, packet_for
from applications.people.reference_packet import list_as_text
from applications.services import edit_event
from applications.views.base import stopped
from jobtracker.http.undo import notify
from jobtracker.mail.mailto import is_long, mailto
from references.consent import consent_block, may_share
from references.models import Reference

SECTION = "people:references"


@signed_in
def packet(request: Request, pk: int, reference: int) -> HttpResponse:
    """The packet for one reference; where they have not agreed, the reason and a way on."""
    application = _application(request, pk)
    found = _reference(request, reference)
    if not may_share(found):
        return stopped(request, found, application=application)
    context: dict[str, Any] = {"application": application, "reference": found, "section": SECTION}
    chosen = _chosen(application, found)
    made = packet_for(application, found, chosen, request.user)
    whole = mailto(found.contact.email, made.subject, made.printed)
    context |= {
        "packet": made,
        "chosen": chosen,
        "documents": documents_of(application),
        "form": PointsForm(initial={"points": "\n".join(made.points)}),
        "mailto": mailto(found.contact.email, made.subject, made.body) if is_long(whole) else whole,
        "is_too_long": bool(made.posting_text) and is_long(whole),
        "heads_up": _heads_up(application, found),
    }
    return render(request, "people/packet.html", context)


def _application(request: Request, pk: int) -> Application:
    return get_owned_or_404(
        request.user, Application.objects.select_related("company", "owner"), pk=pk
    )


def _reference(request: Request, pk: int) -> Reference:
    return get_owned_or_404(
        request.user, Reference.objects.select_related("contact__company"), pk=pk
    )


def _chosen(application: Application, reference: Reference) -> Event | None:
    kind = Event.Kind.REFERENCE_CHOSEN
    return application.events.filter(kind=kind, reference=reference).first()


def _heads_up(application: Application, reference: Reference) -> Any:
    return application.messages.filter(reference=reference, purpose="heads_up").last()


@require_POST
@signed_in
def points(request: Request, pk: int, reference: int) -> HttpResponse:
    """Keep the points to raise for this application with the choice of the reference."""
    application, found = _application(request, pk), _reference(request, reference)
    form = PointsForm(request.POST)
    chosen = _chosen(application, found)
    if chosen and form.is_valid():
        text = form.cleaned_data["points"]
        edit_event(chosen, at=chosen.at, now=request.now, text=text)
        notify(request, _("The points are kept."))
    return redirect("applications:packet", pk, reference)


@signed_in
def reference_list(request: Request, pk: int) -> HttpResponse:
    """The list an employer is given: those chosen who agreed; the others are left out, and why."""
    application = _application(request, pk)
    names = names_on_list(owned_by(request.user, Reference), application)
    agreed = [each for each in names if may_share(each)]
    text = list_as_text(agreed, request.user.get_full_name())
    context = {
        "application": application,
        "agreed": agreed,
        "left_out": [(each, consent_block(each)) for each in names if not may_share(each)],
        "text": text,
        "mailto": mailto("", _("References"), text),
        "section": SECTION,
    }
    return render(request, "people/share_list.html", context)
