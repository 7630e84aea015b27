"""The verbs of people: every write to companies, contacts and references goes through here."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.locking import owner_locked, pick, update_fields
from accounts.models import User
from jobtracker.signals import facts_changed
from references.models import Company, Contact, Reference

Consent = Reference.Consent

CONTACT_FIELDS = ("name", "role", "email", "phone", "link", "notes")
REFERENCE_FIELDS = ("relationship", "speaks_about", "last_contact_on", "job_hunting_since")


@owner_locked
def company_named(owner: User, name: str) -> Company:
    """The company of that name (upper and lower case alike), made where it is new."""
    name = " ".join(name.split())
    known = Company.objects.filter(owner=owner, name__iexact=name).first()
    if known:
        return known
    return update_fields(Company(owner=owner), {"name": name})


@owner_locked
def edit_company(company: Company, *, name: str, website: str, notes: str) -> Company:
    """Change what is known of a company; raises ValidationError where a field does not fit."""
    return update_fields(
        company, {"name": " ".join(name.split()), "website": website, "notes": notes}
    )


@owner_locked
def add_contact(
    owner: User, *, token: UUID, company: str = "", fields: Mapping[str, Any]
) -> Contact:
    """A new contact; repeating it with the same ``token`` gives the one that is there."""
    known = Contact.objects.filter(owner=owner, token=token).first()
    if known:
        return known
    contact = Contact(owner=owner, token=token)
    return _write_contact(contact, company, fields)


@owner_locked
def edit_contact(contact: Contact, *, company: str, fields: Mapping[str, Any]) -> Contact:
    """Change a contact; raises ValidationError where a field does not fit."""
    return _write_contact(contact, company, fields)


def _write_contact(contact: Contact, company: str, fields: Mapping[str, Any]) -> Contact:
    at = company_named(contact.owner, company) if company.strip() else None
    return update_fields(contact, {**pick(fields, CONTACT_FIELDS), "company": at})


@owner_locked
def add_reference(contact: Contact, *, fields: Mapping[str, Any], now: datetime) -> Reference:
    """Put a contact on the list of references, not asked yet; one row a contact."""
    reference = Reference.objects.filter(contact=contact).first()
    return _write_reference(reference or Reference(contact=contact), fields, now)


@owner_locked
def edit_reference(reference: Reference, *, fields: Mapping[str, Any], now: datetime) -> Reference:
    """Change what is known of a reference; their reminders follow."""
    return _write_reference(reference, fields, now)


def _write_reference(reference: Reference, fields: Mapping[str, Any], now: datetime) -> Reference:
    return _written(reference, pick(fields, REFERENCE_FIELDS), now)


@owner_locked
def set_consent(reference: Reference, consent: str, *, on: date | None, now: datetime) -> Reference:
    """Record that a reference was asked, agreed or declined ``on`` that local date.

    An answer keeps the date on which they were asked; going back to "asked" or "not asked" takes
    the later dates away.
    """
    said: dict[str, Any] = {"consent": consent}
    said["agreed_on"] = on if consent == Consent.AGREED else None
    said["declined_on"] = on if consent == Consent.DECLINED else None
    if consent == Consent.ASKED:
        said["asked_on"] = on
    if consent == Consent.NOT_ASKED:
        said["asked_on"] = None
    return _written(reference, said, now)


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
    """Undo: the consent of a reference and its local dates are as they were before."""
    days = {"asked_on": asked_on, "agreed_on": agreed_on, "declined_on": declined_on}
    return _written(reference, {"consent": consent, **days}, now)


@owner_locked
def remove_reference(reference: Reference, *, now: datetime) -> None:
    """Take somebody off the list of references, with the reminders about them.

    Raises ValidationError, with the reasons, where they are in the story.
    """
    reasons = list(_ties_of_reference(reference))
    if reasons:
        raise ValidationError(reasons)
    owner_id = reference.contact.owner_id
    reference.delete()
    _tell(owner_id, now)


def _ties_of_reference(reference: Reference) -> Iterator[str]:
    name = {"name": reference.contact.name}
    if _has(reference, "events"):
        yield _("%(name)s is named in the story of an application.") % name
    if _has(reference, "messages"):
        yield _("You wrote to %(name)s as a reference.") % name


def _written(reference: Reference, fields: Mapping[str, Any], now: datetime) -> Reference:
    update_fields(reference, fields)
    _tell(reference.contact.owner_id, now)
    return reference


def _tell(owner_id: int, now: datetime) -> None:
    """Say that facts have changed which bear on every application."""
    facts_changed.send(sender=Reference, owner_id=owner_id, application_ids=None, now=now)


@owner_locked
def remove_contact(contact: Contact) -> None:
    """Forget somebody. Raises ValidationError, with the reasons, where they are in the story."""
    reasons = list(_ties_of_contact(contact))
    if reasons:
        raise ValidationError(reasons)
    Contact.objects.filter(pk=contact.pk).delete()


def _ties_of_contact(contact: Contact) -> Iterator[str]:
    name = {"name": contact.name}
    if _has(contact, "interviews"):
        yield _("%(name)s was at an interview.") % name
    if _has(contact, "messages"):
        yield _("You wrote to %(name)s.") % name
    if _has(contact, "reference"):
        yield _("%(name)s is on your list of references.") % name


@owner_locked
def remove_company(company: Company) -> None:
    """Forget a company. Raises ValidationError, with the reasons, where it is in the story."""
    reasons = list(_ties_of_company(company))
    if reasons:
        raise ValidationError(reasons)
    Company.objects.filter(pk=company.pk).delete()


def _ties_of_company(company: Company) -> Iterator[str]:
    name = {"name": company.name}
    if _has(company, "applications"):
        yield _("You applied to %(name)s.") % name
    if _has(company, "contacts"):
        yield _("You know people at %(name)s.") % name


def _has(row: Model, tie: str) -> bool:
    """Whether anything is tied to a row: asked of the database, not of what was read with it."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    return rows.filter(**{f"{tie}__isnull": False}).exists()
