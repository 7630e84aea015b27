"""Bringing in companies, contacts and references; who is there already stays as they are."""

from typing import Any

from accounts.access import owned_by
from data_exchange.fields import as_row, text_in, token_in, value, values
from data_exchange.importers.context import ImportContext, named
from data_exchange.schema import COMPANY, CONTACT, REFERENCE
from references.models import Company, Contact, Reference
from references.services import (
    add_contact,
    add_reference,
    company_named,
    edit_company,
    set_consent,
)

Consent = Reference.Consent


def company(arrival: ImportContext, raw: object) -> None:
    """A company; one of the same name is that one."""
    row = as_row(raw)
    fields = {"website": "", "notes": "", **values(COMPANY, row)}
    name = " ".join(text_in(row, "name").split())
    if owned_by(arrival.owner, Company).filter(name__iexact=name).exists():
        return
    edit_company(company_named(arrival.owner, name), **{**fields, "name": name})
    arrival.added["companies"] += 1


def contact(arrival: ImportContext, raw: object) -> None:
    """A contact; one with the same token is that one."""
    row = as_row(raw)
    token = token_in(row)
    known = owned_by(arrival.owner, Contact).filter(token=token).first()
    if known is None:
        text_in(row, "name")
        company = row.get("company")
        at = value(COMPANY, "name", company, "company") if company else ""
        known = add_contact(arrival.owner, token=token, company=at, fields=values(CONTACT, row))
        arrival.added["contacts"] += 1
    arrival.contacts[token] = known


def reference(arrival: ImportContext, raw: object) -> None:
    """A reference; a contact who is one already stays as they are."""
    row = as_row(raw)
    who = named(arrival.contacts, row, "contact")
    known = Reference.objects.filter(contact=who).first()
    if known is None:
        consent = values(REFERENCE, row, *REFERENCE.beside)
        known = add_reference(who, fields=values(REFERENCE, row), now=arrival.now)
        _agree(known, consent, arrival)
        arrival.added["references"] += 1
    arrival.references[who.token] = known


def _agree(row: Reference, fields: dict[str, Any], arrival: ImportContext) -> None:
    """Asked first, and then the answer, as it happened."""
    consent = fields.get("consent", Consent.NOT_ASKED)
    if consent == Consent.NOT_ASKED:
        return
    if fields.get("asked_on"):
        set_consent(row, Consent.ASKED, on=fields["asked_on"], now=arrival.now)
    on = {
        Consent.ASKED: fields.get("asked_on"),
        Consent.AGREED: fields.get("agreed_on"),
        Consent.DECLINED: fields.get("declined_on"),
    }
    set_consent(row, consent, on=on[consent], now=arrival.now)
