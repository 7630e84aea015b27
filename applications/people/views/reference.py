"""One reference: consent, what they were used for, what is due to them."""

from dataclasses import replace
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from applications.models import Event
from applications.people.reference_list import Entry, entries
from applications.people.views._removal import removal
from jobtracker.http import undo
from jobtracker.templatetags.dates import day
from references.consent import ConsentBlock, consent_block
from references.forms import ConsentForm, ReferenceForm
from references.models import Reference
from references.services import edit_reference, remove_reference, restore_consent, set_consent

SECTION = "people:references"
DAYS = ("asked_on", "agreed_on", "declined_on")
OWNED = Reference.objects.select_related("contact__owner", "contact__company")


@signed_in
def reference(request: Request, pk: int) -> HttpResponse:
    """One reference with everything known about them."""
    return _page(request, pk, None)


def _page(request: Request, pk: int, form: ConsentForm | None) -> HttpResponse:
    now = request.now
    today = timezone.localdate(now)
    found = entries(request.user, owned_by(request.user, Reference).filter(pk=pk), now=now)
    if not found:
        raise Http404
    entry = found[0]
    context = {
        "entry": entry,
        "reference": entry.reference,
        "stop": _stop(entry),
        "consent_form": form or ConsentForm(today=today, initial=_next(entry.reference)),
        "now": now,
        "today": today,
        "section": SECTION,
    }
    return render(request, "people/reference/reference.html", context)


def _stop(entry: Entry) -> ConsentBlock | None:
    """Why they must not be shared; of one who was called unasked, that it happened."""
    block, calls = consent_block(entry.reference), _calls(entry)
    if block is None or not calls or entry.reference.consent != Reference.Consent.NOT_ASKED:
        return block
    at, company = max(calls)
    text = _("%(company)s called them on %(day)s before you had asked. Ask now whether they go on.")
    return replace(block, reason=text % {"company": company, "day": day(at)})


def _calls(entry: Entry) -> list[tuple[datetime, str]]:
    """When employers called them, and which."""
    return [
        (act.at, use.application.company.name)
        for use in entry.uses
        for act in use.acts
        if act.kind == Event.Kind.REFERENCE_CONTACTED
    ]


def _next(reference: Reference) -> dict[str, object]:
    """The consent most likely recorded next; a declined one is kept."""
    consent = Reference.Consent
    if reference.consent == consent.DECLINED:
        return {"consent": consent.DECLINED, "on": reference.declined_on}
    asked = reference.consent in (consent.ASKED, consent.AGREED)
    return {"consent": consent.AGREED if asked else consent.ASKED}


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: Request, pk: int) -> HttpResponse:
    """Edit a reference."""
    now = request.now
    found = get_owned_or_404(request.user, OWNED, pk=pk)
    form = ReferenceForm(request.POST or None, instance=found, today=timezone.localdate(now))
    if not form.is_valid():
        context = {"form": form, "reference": found, "section": SECTION}
        return render(request, "people/reference/form.html", context)
    edit_reference(found, fields=form.cleaned_data, now=now)
    undo.notify(request, _("%(name)s is changed.") % {"name": found.contact.name})
    return redirect("people:reference", pk)


@require_POST
@signed_in
def consent(request: Request, pk: int) -> HttpResponse:
    """Record that they were asked, agreed or declined."""
    now = request.now
    found = get_owned_or_404(request.user, OWNED, pk=pk)
    form = ConsentForm(request.POST, today=timezone.localdate(now))
    if not form.is_valid():
        return _page(request, pk, form)
    before = _consent_before(found)
    again = form.cleaned_data["consent"] == before["consent"] == Reference.Consent.AGREED
    set_consent(found, form.cleaned_data["consent"], on=form.cleaned_data["on"], now=now)
    text = _("%(name)s agreed again.") if again else _("%(name)s: %(consent)s.")
    words = {"name": found.contact.name, "consent": found.get_consent_display().lower()}
    undo.add_undo_message(request, text % words, "people:consent_undo", before)
    return redirect("people:reference", pk)


def _consent_before(found: Reference) -> dict[str, str | int]:
    days = {name: getattr(found, name) for name in DAYS}
    kept = {name: day.isoformat() for name, day in days.items() if day}
    return {"pk": found.pk, "consent": found.consent, **kept}


@require_POST
@signed_in
def consent_undo(request: Request, key: str) -> HttpResponse:
    """Undo the last change of consent."""
    kept = undo.pop(request, key)
    if kept is None:
        undo.notify(request, _("This was taken back already."))
        return redirect("people:references")
    found, now = get_owned_or_404(request.user, OWNED, pk=kept["pk"]), request.now
    days = {name: date.fromisoformat(kept[name]) for name in DAYS if name in kept}
    restore_consent(found, kept["consent"], now=now, **days)
    undo.notify(request, _("Taken back."))
    return redirect(reverse("people:reference", args=[found.pk]))


@require_http_methods(["GET", "POST"])
@signed_in
def remove(request: Request, pk: int) -> HttpResponse:
    """Remove a reference after confirmation; refused while they are in use."""
    now, found = request.now, get_owned_or_404(request.user, OWNED, pk=pk)
    return removal(
        request,
        "people/reference/remove.html",
        {"reference": found, "section": SECTION},
        lambda: remove_reference(found, now=now),
        message=_("%(name)s is off the list.") % {"name": found.contact.name},
        then="people:references",
    )
