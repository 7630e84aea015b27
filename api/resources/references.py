"""References: list, add, read, change with their consent, delete."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from accounts.models import User
from api.http.auth import READS, WRITES, ApiRequest
from api.http.declared import CHANGING, CREATING, ONE, READING
from api.http.forms import check, held_by, in_the_way
from api.http.paging import page_of
from api.http.problems import Problem
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, writing
from api.resources.owned import named
from api.schemas.references import (
    NewReference,
    ReferenceFields,
    ReferenceOut,
    ReferenceQuery,
    References,
    shown,
)
from references.forms import ConsentForm, ReferenceForm
from references.models import Contact, Reference
from references.services import REFERENCE_FIELDS, edit_reference, remove_reference, set_consent
from references.services import add_reference as add

router = Router(tags=["references"])
ROWS = Reference.objects.select_related("contact__owner")
Consent = Reference.Consent
STEPS: Mapping[str, tuple[str, ...]] = {
    Consent.NOT_ASKED: (),
    Consent.ASKED: (Consent.ASKED,),
    Consent.AGREED: (Consent.ASKED, Consent.AGREED),
    Consent.DECLINED: (Consent.ASKED, Consent.DECLINED),
}
"""What led to each consent, and has a day."""


@router.get("/references", response={200: References, **READING}, auth=READS)
def list_references(request: ApiRequest, asked: Query[ReferenceQuery]) -> HttpResponse:
    """List references, in the order in which they were added."""
    rows = owned_by(request.owner, ROWS)
    if asked.consent:
        rows = rows.filter(consent__in=asked.consent)
    return page_of(rows, asked, shown)


@router.post(
    "/references", response={200: ReferenceOut, 201: ReferenceOut, **CREATING}, auth=WRITES
)
@creating
def add_reference(request: ApiRequest, sent: NewReference) -> HttpResponse:
    """Make a contact a reference (201); one who is already is answered as they are (200)."""
    known = owned_by(request.owner, ROWS).filter(contact=sent.contact).first()
    if known:
        return reply(request, shown(known))
    contact = named(request.owner, Contact, sent.contact, "contact")
    row, fields = Reference(contact=contact), sent.sent()
    today = timezone.localdate(request.now)
    form = check(ReferenceForm(_details(fields), instance=row, today=today))
    row = add(contact, fields=form.cleaned_data, now=request.now)
    _change_consent(row, fields, request.now)
    location = f"{request.path}/{row.pk}"
    return reply(request, _out(request.owner, row.pk), status=201, location=location)


@router.get("/references/{int:pk}", response={200: ReferenceOut, **ONE}, auth=READS)
def get_reference(request: ApiRequest, pk: int) -> HttpResponse:
    """Read a reference."""
    return reply(request, _out(request.owner, pk))


@router.patch("/references/{int:pk}", response={200: ReferenceOut, **CHANGING}, auth=WRITES)
@writing
def change_reference(request: ApiRequest, pk: int, sent: ReferenceFields) -> HttpResponse:
    """Change the fields that are sent; null empties one. A new `consent` comes with its day."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    fields, today = sent.sent(), timezone.localdate(request.now)
    if details := _details(fields):
        data = held_by(ReferenceForm(instance=row, today=today)) | details
        form = check(ReferenceForm(data, instance=row, today=today))
        edit_reference(row, fields=form.cleaned_data, now=request.now)
    _change_consent(row, fields, request.now)
    return reply(request, _out(request.owner, pk))


@router.delete("/references/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def delete_reference(request: ApiRequest, pk: int) -> HttpResponse:
    """Take somebody off the list of references; the contact stays.

    Refused (409) while an application’s timeline or a message names them.
    """
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    try:
        remove_reference(row, now=request.now)
    except ValidationError as reasons:
        raise in_the_way(reasons) from None
    return no_content()


def _out(owner: User, pk: int) -> ReferenceOut:
    return shown(get_owned_or_404(owner, ROWS, pk=pk))


def _details(sent: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sent.items() if name in REFERENCE_FIELDS}


def _change_consent(row: Reference, sent: Mapping[str, Any], now: datetime) -> None:
    """Record the consent that was sent, with the day of each step that led to it."""
    consent = sent.get("consent") or row.consent
    before = {f"{step}_on": getattr(row, f"{step}_on") for step in Consent.values[1:]}
    _refuse_other_days(consent, sent)
    if consent == Consent.NOT_ASKED != row.consent:
        set_consent(row, consent, on=None, now=now)
    for step in STEPS[consent]:
        name = f"{step}_on"
        if name in sent or step == consent != row.consent:
            data = {"consent": step, "on": sent.get(name, before[name])}
            form = ConsentForm(data, today=timezone.localdate(now))
            set_consent(row, step, on=check(form, {"on": name}).cleaned_data["on"], now=now)


def _refuse_other_days(consent: str, sent: Mapping[str, Any]) -> None:
    """Raise Problem 422 for a day that does not go with the consent."""
    others = [f"{step}_on" for step in Consent.values[1:] if step not in STEPS[consent]]
    message = _("This day does not go with the consent.")
    if wrong := [(name, message) for name in others if sent.get(name)]:
        raise Problem(422, errors=wrong)
