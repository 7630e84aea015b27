"""What happens with a reference in an application: chosen, called, written to."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import get_owned_or_404
from accounts.decorators import Request, signed_in
from applications.forms.references import (
    ChooseForm,
    HappenedForm,
    SentToReferenceForm,
    owned_reference,
)
from applications.models import Event, Message
from applications.services import record_event, record_message, recorded
from applications.views.base import stopped
from jobtracker.http.undo import add_undo_message
from references.consent import Consent, consent_block, may_ask, may_share
from references.models import Reference

TEMPLATE = "applications/reference_act.html"


def _reference(request: Request, pk: int) -> Reference:
    return get_owned_or_404(request.user, owned_reference(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def choose(request: Request, pk: int) -> HttpResponse:
    """Pick a reference for an application; refused where they declined."""
    now, reference = request.now, _reference(request, pk)
    if not may_ask(reference):
        return stopped(request, reference)
    act = _("Choose") if may_share(reference) else _("Line them up, and ask first")
    form = ChooseForm(request.POST or None, reference=reference, now=now)
    if not form.is_valid():
        return _form(request, reference, form, _("Choose for an application"), act)
    event = record_event(
        form.cleaned_data["application"],
        Event.Kind.REFERENCE_CHOSEN,
        at=now,
        token=form.cleaned_data["token"],
        now=now,
        reference=reference,
    )
    against = consent_block(reference)
    text = _("Chosen for %(application)s.") % {"application": event.application}
    _said(request, f"{text} {against.reason}" if against else text, event)
    return redirect("people:reference", pk)


@require_http_methods(["GET", "POST"])
@signed_in
def happened(request: Request, pk: int) -> HttpResponse:
    """An employer called them, or they wrote a letter."""
    now, reference = request.now, _reference(request, pk)
    initial = {"application": request.GET.get("application")}
    form = HappenedForm(request.POST or None, reference=reference, now=now, initial=initial)
    if not form.is_valid():
        return _form(request, reference, form, _("They were called, or wrote"), _("Save"))
    data = form.cleaned_data
    event = record_event(
        data["application"],
        data["kind"],
        at=data["at"],
        token=data["token"],
        now=now,
        reference=reference,
    )
    text = _("Recorded: %(what)s. Thank them; it is the custom every single time.")
    _said(request, text % {"what": event.get_kind_display().lower()}, event)
    return redirect("people:reference", pk)


@require_http_methods(["GET", "POST"])
@signed_in
def sent(request: Request, pk: int) -> HttpResponse:
    """A note went out to them."""
    now, reference = request.now, _reference(request, pk)
    initial = {"at": now, "purpose": request.GET.get("purpose", _likely(reference))}
    form = SentToReferenceForm(request.POST or None, reference=reference, now=now, initial=initial)
    if not form.is_valid():
        return _form(request, reference, form, _("I sent a note"), _("Save"))
    data = form.cleaned_data
    message = record_message(
        request.user,
        data["purpose"],
        at=data["at"] or now,
        token=data["token"],
        now=now,
        application=data["application"],
        reference=reference,
        channel=data["channel"] or Message.Channel.EMAIL,
        body=data["text"],
    )
    _said(request, _("Recorded: %(what)s.") % {"what": message.get_purpose_display()}, message)
    return redirect("people:reference", pk)


def _likely(reference: Reference) -> str:
    """What a note to them most likely was about."""
    asking = reference.consent == Consent.NOT_ASKED
    return Message.Purpose.ASK_REFERENCE if asking else Message.Purpose.KEEP_IN_TOUCH


def _form(
    request: Request, reference: Reference, form: forms.Form, title: str | Promise, act: str
) -> HttpResponse:
    context = {
        "reference": reference,
        "form": form,
        "title": title,
        "act": act,
        "stop": consent_block(reference),
        "section": "people:references",
    }
    return render(request, TEMPLATE, context)


def _said(request: Request, text: str, row: Event | Message) -> None:
    add_undo_message(request, text, "applications:undo", dict(recorded(row)))
