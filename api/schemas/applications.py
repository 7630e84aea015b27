"""Applications as they are sent and answered."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.conf import settings
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from api.http.paging import Paging
from api.schemas.base import Id, In, Instant, Out
from applications.models import Application, Stage

Place = Application.Place
PayPeriod = Application.PayPeriod
Sort = Literal["-updated_at", "updated_at", "-created_at", "created_at"]
Company = Annotated[str | Id, Field(description="Its name, or the id of one of your companies.")]


class ApplicationFields(In):
    """The fields of an application."""

    company: Company | None = None
    title: str | None = None
    interest: int | None = None
    pay_min: Decimal | None = None
    pay_max: Decimal | None = None
    pay_currency: str | None = None
    pay_period: PayPeriod | None = None
    location: str | None = None
    place: Place | None = None
    posting_url: str | None = None
    posting_text: str | None = None
    source: str | None = None
    notes: str | None = None
    tags: list[str] | None = None
    closes_on: date | None = None
    referred_by: Id | None = None


class NewApplication(ApplicationFields):
    """A new application: sent at `applied_at`, or saved for later where that is left out."""

    company: Company
    title: str
    applied_at: Instant | None = None


class CompanyName(Out):
    """A company, in short."""

    id: int
    name: str


class ApplicationOut(Out):
    """An application."""

    id: int
    url: str
    company: CompanyName
    title: str
    stage: Stage
    interest: int
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_currency: str
    pay_period: str
    location: str
    place: str
    posting_url: str
    posting_text: str
    source: str
    notes: str
    tags: list[str]
    closes_on: date | None
    referred_by: int | None
    applied_at: Instant | None
    archived_at: Instant | None
    created_at: Instant
    updated_at: Instant


class ApplicationQuery(Paging):
    """Which applications, and in which order."""

    stage: list[Stage] = Field([], description="Only these stages.")
    company: Id | None = None
    tag: str = ""
    q: str = Field("", max_length=200, description="Words that all occur somewhere in it.")
    archived: bool | None = Field(False, description="Put away, not put away, or null: both.")
    updated_since: Instant | None = None
    sort: Sort = "-updated_at"


class Applications(Schema):
    """One page of applications; `next_cursor` is null on the last."""

    items: list[ApplicationOut]
    next_cursor: str | None


def shown(row: Any) -> ApplicationOut:
    """Return an application as it is answered; ``applied_at`` is annotated."""
    page = reverse("applications:page", args=[row.pk])
    names = [name for name in ApplicationOut.model_fields if name not in COMPUTED]
    return ApplicationOut(
        id=row.pk,
        url=f"{settings.SITE_URL}{page}",
        company=CompanyName(id=row.company_id, name=row.company.name),
        tags=[tag.name for tag in row.tags.all()],
        referred_by=row.referred_by_id,
        **{name: getattr(row, name) for name in names},
    )


COMPUTED = ("id", "url", "company", "tags", "referred_by")
