"""Contacts: list, add, read, change, merge, delete."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from ninja import Query, Router

from accounts.access import get_owned_or_404, owned_by
from accounts.models import User
from api.http.auth import READS, WRITES, ApiRequest
from api.http.declared import CHANGING, CREATING, ONE, READING
from api.http.forms import check, held_by, in_the_way
from api.http.paging import page_of
from api.http.replies import check_match, no_content, reply
from api.http.writing import creating, token_of, writing
from api.resources.merging import merge
from api.resources.owned import company_name
from api.schemas.companies import Merged
from api.schemas.contacts import (
    ContactFields,
    ContactOut,
    ContactQuery,
    Contacts,
    NewContact,
    shown,
)
from applications.people.directory import found
from applications.services.merge import merge_contacts
from references.forms import ContactForm
from references.models import Contact
from references.services import add_contact as add
from references.services import edit_contact, remove_contact

router = Router(tags=["contacts"])
ROWS = Contact.objects.select_related("owner", "company", "reference")
NAMES = {"company_name": "company", "is_another": "shares_address"}


@router.get("/contacts", response={200: Contacts, **READING}, auth=READS)
def list_contacts(request: ApiRequest, asked: Query[ContactQuery]) -> HttpResponse:
    """List contacts, by default in the order in which they were added."""
    rows = found(owned_by(request.owner, ROWS), asked.q)
    if asked.company:
        rows = rows.filter(company=asked.company)
    return page_of(rows, asked, shown, sort=asked.sort)


@router.post("/contacts", response={201: ContactOut, **CREATING}, auth=WRITES)
@creating
def add_contact(request: ApiRequest, sent: NewContact) -> HttpResponse:
    """Add a contact; a company that is named but not there yet is added with them.

    Refused if somebody has the same email address, unless `shares_address` says that it is right.
    """
    data = _typed(request.owner, sent.sent()) | {"token": token_of(request)}
    form = check(ContactForm(data, owner=request.owner), NAMES)
    row = add(
        request.owner,
        token=form.cleaned_data["token"],
        company=form.cleaned_data["company_name"],
        fields=form.details(),
    )
    location = f"{request.path}/{row.pk}"
    return reply(request, _out(request.owner, row.pk), status=201, location=location)


@router.get("/contacts/{int:pk}", response={200: ContactOut, **ONE}, auth=READS)
def get_contact(request: ApiRequest, pk: int) -> HttpResponse:
    """Read a contact."""
    return reply(request, _out(request.owner, pk))


@router.patch("/contacts/{int:pk}", response={200: ContactOut, **CHANGING}, auth=WRITES)
@writing
def change_contact(request: ApiRequest, pk: int, sent: ContactFields) -> HttpResponse:
    """Change the fields that are sent; null empties one, and `company` null parts them from it."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    held = held_by(ContactForm(owner=request.owner, instance=row))
    data = held | _typed(request.owner, sent.sent())
    form = check(ContactForm(data, owner=request.owner, instance=row), NAMES)
    edit_contact(row, company=form.cleaned_data["company_name"], fields=form.details())
    return reply(request, _out(request.owner, pk))


@router.delete("/contacts/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def delete_contact(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete a contact; refused (409) while an interview, a message or a reference names them."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    try:
        remove_contact(row)
    except ValidationError as reasons:
        raise in_the_way(reasons) from None
    return no_content()


@router.post("/contacts/{int:pk}/merge", response={200: ContactOut, **CHANGING}, auth=WRITES)
@creating
def merge_contact(request: ApiRequest, pk: int, sent: Merged) -> HttpResponse:
    """Move everything of the `other` contact to this one, and delete the other.

    This one keeps their fields, takes over what is missing, and gets the notes of both. Refused if
    both are references.
    """
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    merge(request, row, sent.other, merge_contacts)
    return reply(request, _out(request.owner, pk))


def _out(owner: User, pk: int) -> ContactOut:
    return shown(get_owned_or_404(owner, ROWS, pk=pk))


def _typed(owner: User, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent as the form takes it: the company by its name."""
    data = {each: value for each, value in sent.items() if each not in NAMES.values()}
    if "company" in sent:
        data["company_name"] = company_name(owner, sent["company"])
    if "shares_address" in sent:
        data["is_another"] = sent["shares_address"]
    return data
