"""Services that write companies, contacts and references."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.locking import owner_locked, pick, update_fields
from accounts.models import User
from jobtracker.model_fields import key_of
from jobtracker.reading.names import one_line
from jobtracker.signals import facts_changed
from references.models import Company, Contact, Reference

Consent = Reference.Consent

CONTACT_FIELDS = ("name", "role", "email", "phone", "link", "notes")
REFERENCE_FIELDS = ("relationship", "speaks_about", "last_contact_on", "job_hunting_since")


@owner_locked
def company_named(owner: User, name: str) -> Company:
    """Return the company of that name, ignoring case and accents; create it if it is new."""
    name = one_line(name)
    known = owned_by(owner, Company).filter(key=key_of(name)).first()
    if known:
        return known
    return update_fields(Company(owner=owner), _named(name))


def _named(name: str) -> dict[str, str]:
    return {"name": one_line(name), "key": key_of(name)}


@owner_locked
def edit_company(company: Company, *, name: str, website: str, notes: str) -> Company:
    """Change a company. Raises ValidationError if a field is not valid."""
    return update_fields(company, {**_named(name), "website": website, "notes": notes})


@owner_locked
def add_contact(
    owner: User, *, token: UUID, company: str = "", fields: Mapping[str, Any]
) -> Contact:
    """Create a contact; safe to repeat with the same ``token``."""
    known = Contact.objects.filter(owner=owner, token=token).first()
    if known:
        return known
    contact = Contact(owner=owner, token=token)
    return _write_contact(contact, company, fields)


@owner_locked
def edit_contact(contact: Contact, *, company: str, fields: Mapping[str, Any]) -> Contact:
    """Change a contact. Raises ValidationError if a field is not valid."""
    return _write_contact(contact, company, fields)


def _write_contact(contact: Contact, company: str, fields: Mapping[str, Any]) -> Contact:
    employer = company_named(contact.owner, company) if company.strip() else None
    return update_fields(contact, {**pick(fields, CONTACT_FIELDS), "company": employer})


@owner_locked
def add_reference(contact: Contact, *, fields: Mapping[str, Any], now: datetime) -> Reference:
    """Add a contact to the references, as not asked yet; safe to repeat."""
    reference = Reference.objects.filter(contact=contact).first()
    return _write_reference(reference or Reference(contact=contact), fields, now)


@owner_locked
def edit_reference(reference: Reference, *, fields: Mapping[str, Any], now: datetime) -> Reference:
    """Change a reference and replan."""
    return _write_reference(reference, fields, now)


def _write_reference(reference: Reference, fields: Mapping[str, Any], now: datetime) -> Reference:
    return _save_reference(reference, pick(fields, REFERENCE_FIELDS), now)


@owner_locked
def set_consent(reference: Reference, consent: str, *, on: date | None, now: datetime) -> Reference:
    """Record that a reference was asked, agreed or declined ``on`` that local date.

    An answer keeps the date on which they were asked; going back to "asked" or "not asked" clears
    the later dates.
    """
    fields: dict[str, Any] = {"consent": consent}
    fields["agreed_on"] = on if consent == Consent.AGREED else None
    fields["declined_on"] = on if consent == Consent.DECLINED else None
    if consent == Consent.ASKED:
        fields["asked_on"] = on
    if consent == Consent.NOT_ASKED:
        fields["asked_on"] = None
    return _save_reference(reference, fields, now)


@owner_locked
def restore_consent(
    reference: Reference,
    consent: str,
    *,
    now: datetime,
    asked_on: date | None = None,
    agreed_on: date | None = None,
    declined_on: date | None = None,
) -> Reference:
    """Undo a change of consent: restore the consent and its local dates."""
    days = {"asked_on": asked_on, "agreed_on": agreed_on, "declined_on": declined_on}
    return _save_reference(reference, {"consent": consent, **days}, now)


@owner_locked
def remove_reference(reference: Reference, *, now: datetime) -> None:
    """Remove a contact from the references, with the reminders about them.

    Raises ValidationError, with the reasons, if an application's timeline or a message names them.
    """
    reasons = list(_uses_of_reference(reference))
    if reasons:
        raise ValidationError(reasons)
    owner_id = reference.contact.owner_id
    reference.delete()
    _send_facts_changed(owner_id, now)


def _uses_of_reference(reference: Reference) -> Iterator[str]:
    name = {"name": reference.contact.name}
    if _has(reference, "events"):
        yield _("%(name)s is named in the story of an application.") % name
    if _has(reference, "messages"):
        yield _("You wrote to %(name)s as a reference.") % name


def _save_reference(reference: Reference, fields: Mapping[str, Any], now: datetime) -> Reference:
    update_fields(reference, fields)
    _send_facts_changed(reference.contact.owner_id, now)
    return reference


def _send_facts_changed(owner_id: int, now: datetime) -> None:
    """Send that data about every application of the owner changed."""
    facts_changed.send(sender=Reference, owner_id=owner_id, application_ids=None, now=now)


@owner_locked
def remove_contact(contact: Contact) -> None:
    """Delete a contact. Raises ValidationError, with the reasons, if something refers to it."""
    reasons = list(_uses_of_contact(contact))
    if reasons:
        raise ValidationError(reasons)
    Contact.objects.filter(pk=contact.pk).delete()


def _uses_of_contact(contact: Contact) -> Iterator[str]:
    name = {"name": contact.name}
    if _has(contact, "interviews"):
        yield _("%(name)s was at an interview.") % name
    if _has(contact, "messages"):
        yield _("You wrote to %(name)s.") % name
    if _has(contact, "referrals"):
        yield _("%(name)s referred you to a job.") % name
    if _has(contact, "reference"):
        yield _("%(name)s is on your list of references.") % name


@owner_locked
def remove_company(company: Company) -> None:
    """Delete a company. Raises ValidationError, with the reasons, if something refers to it."""
    reasons = list(_uses_of_company(company))
    if reasons:
        raise ValidationError(reasons)
    Company.objects.filter(pk=company.pk).delete()


def _uses_of_company(company: Company) -> Iterator[str]:
    name = {"name": company.name}
    if _has(company, "applications"):
        yield _("You applied to %(name)s.") % name
    if _has(company, "contacts"):
        yield _("You know people at %(name)s.") % name


def _has(row: Model, relation: str) -> bool:
    """Return whether the database, not the loaded row, has related rows."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    return rows.filter(**{f"{relation}__isnull": False}).exists()
