"""Companies as they are sent and answered."""

from typing import Literal

from django.conf import settings
from django.urls import reverse
from pydantic import Field

from api.http.paging import Paging
from api.schemas.base import Id, In, Out
from references.models import Company

Sort = Literal["id", "-id", "name", "-name"]


class CompanyFields(In):
    """The fields of a company; its name is unique, ignoring case and accents."""

    name: str | None = None
    website: str | None = None
    notes: str | None = None


class NewCompany(CompanyFields):
    """A company by its name."""

    name: str


class CompanyOut(Out):
    """A company: you applied there, or know somebody there."""

    id: int
    url: str
    name: str
    website: str
    notes: str


class CompanyQuery(Paging):
    """Which companies, and in which order."""

    q: str = Field("", max_length=200, description="Words that all occur in its name or its notes.")
    sort: Sort = "id"


class Companies(Out):
    """One page of companies; `next_cursor` is null on the last."""

    items: list[CompanyOut]
    next_cursor: str | None


class Merged(In):
    """The one that becomes part of the other."""

    other: Id


def shown(row: Company) -> CompanyOut:
    """Return a company as it is answered."""
    page = reverse("people:company", args=[row.pk])
    return CompanyOut(
        id=row.pk,
        url=f"{settings.SITE_URL}{page}",
        name=row.name,
        website=row.website,
        notes=row.notes,
    )
