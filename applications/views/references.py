"""The references of an application: choose, contact, write to and share them."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from applications.forms.references import (
    ChooseForm,
    HappenedForm,
    PointsForm,
    SentToReferenceForm,
    owned_reference,
)
from applications.models import Application, Event, Message
from applications.people.packets import documents_of, names_on_list, packet_for
from applications.people.reference_packet import list_as_text
from applications.runs import run_of
from applications.services import edit_event, record_event, record_message, recorded
from applications.views.base import LIST, stopped
from jobtracker.forms.idempotent import TokenForm
from jobtracker.http.undo import add_undo_message, notify
from jobtracker.mail.mailto import is_long, mailto
from references.consent import Consent, consent_block, may_ask, may_share
from references.models import Reference

SECTION = "people:references"
TEMPLATE = "applications/reference_act.html"


def _reference(request: Request, pk: int) -> Reference:
    return get_owned_or_404(request.user, owned_reference(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def choose(request: Request, pk: int) -> HttpResponse:
    """Choose a reference for an application; refused if they declined."""
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
    _add_message(request, f"{text} {against.reason}" if against else text, event)
    return redirect("people:reference", pk)


@require_http_methods(["GET", "POST"])
@signed_in
def happened(request: Request, pk: int) -> HttpResponse:
    """Record that an employer contacted them, or that they wrote a letter."""
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
    _add_message(request, text % {"what": event.get_kind_display().lower()}, event)
    return redirect("people:reference", pk)


@require_http_methods(["GET", "POST"])
@signed_in
def sent(request: Request, pk: int) -> HttpResponse:
    """Record a note sent to them."""
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
    _add_message(
        request, _("Recorded: %(what)s.") % {"what": message.get_purpose_display()}, message
    )
    return redirect("people:reference", pk)


def _likely(reference: Reference) -> str:
    """The most likely purpose of a note to them."""
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
        "section": SECTION,
    }
    return render(request, TEMPLATE, context)


def _add_message(request: Request, text: str, row: Event | Message) -> None:
    add_undo_message(request, text, "applications:undo", dict(recorded(row)))


@require_GET
@signed_in
def choose_for(request: Request, pk: int) -> HttpResponse:
    """Every reference of the seeker, and whether they agreed."""
    application = _application(request, pk)
    context = {
        "application": application,
        "references": owned_by(request.user, Reference).select_related("contact"),
        "in_use": set(run_of(application).choices),
        "today": timezone.localdate(request.now),
        "section": LIST,
    }
    return render(request, "applications/choose_reference.html", context)


@require_POST
@signed_in
def chosen(request: Request, pk: int, reference_id: int) -> HttpResponse:
    """Choose a reference who agreed; for others, explain why not and what to do instead."""
    application = _application(request, pk)
    query = Reference.objects.select_related("contact__owner")
    reference = get_owned_or_404(request.user, query, pk=reference_id)
    if may_share(reference) or (may_ask(reference) and "line_up" in request.POST):
        return _choose_for(request, application, reference)
    offered = may_ask(reference)
    return stopped(request, reference, application=application, line_up=offered, section=LIST)


def _choose_for(request: Request, application: Application, reference: Reference) -> HttpResponse:
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


@signed_in
def packet(request: Request, pk: int, reference: int) -> HttpResponse:
    """The packet for one reference; if they have not agreed, why and what to do next."""
    application = _application(request, pk)
    found = _to_share(request, reference)
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
    return render(request, "people/reference/packet.html", context)


def _application(request: Request, pk: int) -> Application:
    return get_owned_or_404(
        request.user, Application.objects.select_related("company", "owner"), pk=pk
    )


def _to_share(request: Request, pk: int) -> Reference:
    return get_owned_or_404(
        request.user, Reference.objects.select_related("contact__company"), pk=pk
    )


def _chosen(application: Application, reference: Reference) -> Event | None:
    return run_of(application).choices.get(reference.pk)


def _heads_up(application: Application, reference: Reference) -> Any:
    return application.messages.filter(reference=reference, purpose="heads_up").last()


@require_POST
@signed_in
def points(request: Request, pk: int, reference: int) -> HttpResponse:
    """Save the points to raise for this application with the choice of the reference."""
    application, found = _application(request, pk), _to_share(request, reference)
    form = PointsForm(request.POST)
    chosen = _chosen(application, found)
    if chosen and form.is_valid():
        text = form.cleaned_data["points"]
        edit_event(chosen, at=chosen.at, now=request.now, text=text)
        notify(request, _("The points are kept."))
    return redirect("applications:packet", pk, reference)


@signed_in
def reference_list(request: Request, pk: int) -> HttpResponse:
    """The list for an employer: the chosen references who agreed, and why others are not on it."""
    application = _application(request, pk)
    names = names_on_list(owned_by(request.user, Reference), application)
    agreed = [each for each in names if may_share(each)]
    text = list_as_text(agreed, request.user.get_full_name())
    lists = application.messages.filter(purpose=Message.Purpose.REFERENCES_LIST)
    began_at = run_of(application).began_at
    context = {
        "application": application,
        "agreed": agreed,
        "left_out": [(each, consent_block(each)) for each in names if not may_share(each)],
        "text": text,
        "mailto": mailto("", _("References"), text),
        "sent": (lists.filter(at__gte=began_at) if began_at else lists).last(),
        "section": SECTION,
    }
    return render(request, "people/reference/share_list.html", context)


@require_POST
@signed_in
def list_sent(request: Request, pk: int) -> HttpResponse:
    """Record that the list went to the employer, now."""
    application, form = _application(request, pk), TokenForm(request.POST)
    if form.is_valid():
        message = record_message(
            request.user,
            Message.Purpose.REFERENCES_LIST,
            at=request.now,
            token=form.cleaned_data["token"],
            now=request.now,
            application=application,
        )
        _add_message(request, _("Recorded: the list is sent."), message)
    return redirect("applications:reference_list", pk)
