"""Read companies, contacts and references."""

from itertools import chain

from applications.models import Message
from data_exchange.fields import new_row, row_of, text_in, token_in, values
from data_exchange.importers.context import ImportContext, named
from data_exchange.schema import COMPANY, CONTACT, REFERENCE
from references.bulk import company_key
from references.models import Company, Contact, Reference

Consent = Reference.Consent


def company(context: ImportContext, raw: object) -> None:
    """Read a company; the first of a name counts."""
    row = row_of(raw, COMPANY)
    name = " ".join(text_in(row, "name").split())
    fields = {**values(COMPANY, row), "name": name, "owner": context.owner}
    key = company_key(name)
    context.company_rows.setdefault(key, new_row(Company, COMPANY, fields, row))
    context.listed.add(key)


def contact(context: ImportContext, raw: object) -> None:
    """Read a contact."""
    row = row_of(raw, CONTACT, "company")
    token = token_in(row)
    text_in(row, "name")
    employer = context.company(row["company"]) if row.get("company") else None
    fields = {"owner": context.owner, "token": token, "company": employer}
    found = new_row(Contact, CONTACT, {**fields, **values(CONTACT, row)}, row)
    context.contact_rows.setdefault(token, found)


def reference(context: ImportContext, raw: object) -> None:
    """Read a reference: they were asked, and then answered."""
    row = row_of(raw, REFERENCE, "contact")
    who = named(context.contact_rows, row, "contact")
    beside = values(REFERENCE, row, *REFERENCE.beside)
    consent = beside.get("consent", Consent.NOT_ASKED)
    asked, agreed, declined = map(beside.get, ("asked_on", "agreed_on", "declined_on"))
    fields = {
        **values(REFERENCE, row),
        "contact": who,
        "consent": consent,
        "asked_on": None if consent == Consent.NOT_ASKED else asked,
        "agreed_on": agreed if consent == Consent.AGREED else None,
        "declined_on": declined if consent == Consent.DECLINED else None,
    }
    found = new_row(Reference, REFERENCE, fields, row)
    context.reference_rows.setdefault(who.token, found)


def mark_asked(context: ImportContext) -> None:
    """Mark the references as asked whom a message of the file asks, as recording it does.

    Only the rows that were read change: a reference that is there already keeps its consent.
    """
    timelines = (each.message_rows.values() for each in context.timelines.values())
    for message in chain(context.message_rows.values(), *timelines):
        who = message.reference
        is_asked = message.purpose == Message.Purpose.ASK_REFERENCE
        if is_asked and who and who.consent == Consent.NOT_ASKED:
            who.consent = Consent.ASKED
            who.asked_on = message.at.astimezone(context.owner.zone).date()
