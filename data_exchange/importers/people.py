"""Import companies, contacts and references. Existing rows stay unchanged."""

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


def company(context: ImportContext, raw: object) -> None:
    """Import a company; an existing one of the same name stays."""
    row = as_row(raw)
    fields = {"website": "", "notes": "", **values(COMPANY, row)}
    name = " ".join(text_in(row, "name").split())
    if owned_by(context.owner, Company).filter(name__iexact=name).exists():
        return
    edit_company(company_named(context.owner, name), **{**fields, "name": name})
    context.added["companies"] += 1


def contact(context: ImportContext, raw: object) -> None:
    """Import a contact; an existing one with the same token stays."""
    row = as_row(raw)
    token = token_in(row)
    known = owned_by(context.owner, Contact).filter(token=token).first()
    if known is None:
        text_in(row, "name")
        company = row.get("company")
        at = value(COMPANY, "name", company, "company") if company else ""
        known = add_contact(context.owner, token=token, company=at, fields=values(CONTACT, row))
        context.added["contacts"] += 1
    context.contacts[token] = known


def reference(context: ImportContext, raw: object) -> None:
    """Import a reference; a contact who already is one stays unchanged."""
    row = as_row(raw)
    who = named(context.contacts, row, "contact")
    known = Reference.objects.filter(contact=who).first()
    if known is None:
        consent = values(REFERENCE, row, *REFERENCE.beside)
        known = add_reference(who, fields=values(REFERENCE, row), now=context.now)
        _set_consent(known, consent, context)
        context.added["references"] += 1
    context.references[who.token] = known


def _set_consent(row: Reference, fields: dict[str, Any], context: ImportContext) -> None:
    """Record that they were asked, and then their answer."""
    consent = fields.get("consent", Consent.NOT_ASKED)
    if consent == Consent.NOT_ASKED:
        return
    if fields.get("asked_on"):
        set_consent(row, Consent.ASKED, on=fields["asked_on"], now=context.now)
    on = {
        Consent.ASKED: fields.get("asked_on"),
        Consent.AGREED: fields.get("agreed_on"),
        Consent.DECLINED: fields.get("declined_on"),
    }
    set_consent(row, consent, on=on[consent], now=context.now)
