"""Contacts as they are sent and answered."""

from typing import Literal

from django.conf import settings
from django.urls import reverse
from pydantic import Field

from api.http.paging import Paging
from api.schemas.applications import Company, CompanyName
from api.schemas.base import Id, In, Out
from api.schemas.kinds import Flag
from references.models import Contact

Sort = Literal["id", "-id", "name", "-name"]


class ContactFields(In):
    """The fields of a contact."""

    name: str | None = None
    company: Company | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    link: str | None = Field(None, description="The address of a profile.")
    notes: str | None = None
    shares_address: Flag = Field(
        False, description="Whether it is right that somebody else has this email address too."
    )


class NewContact(ContactFields):
    """A new contact."""

    name: str


class ContactOut(Out):
    """A person you know: an interviewer, a recruiter, a former colleague."""

    id: int
    url: str
    name: str
    company: CompanyName | None
    role: str
    email: str
    phone: str
    link: str
    notes: str
    reference: int | None = Field(description="The id of the reference, if they are one.")


class ContactQuery(Paging):
    """Which contacts, and in which order."""

    q: str = Field(
        "",
        max_length=200,
        description="Words that all occur in the name, role, email, company or notes.",
    )
    company: Id | None = None
    sort: Sort = "id"


class Contacts(Out):
    """One page of contacts; `next_cursor` is null on the last."""

    items: list[ContactOut]
    next_cursor: str | None


def shown(row: Contact) -> ContactOut:
    """Return a contact as it is answered."""
    page = reverse("people:contact", args=[row.pk])
    reference = getattr(row, "reference", None)
    names = ("name", "role", "email", "phone", "link", "notes")
    return ContactOut(
        id=row.pk,
        url=f"{settings.SITE_URL}{page}",
        company=CompanyName(id=row.company.pk, name=row.company.name) if row.company else None,
        reference=reference.pk if reference else None,
        **{name: getattr(row, name) for name in names},
    )
