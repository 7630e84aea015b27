"""What is taken in: mails, calendar files and pages; and what was read in a page."""

from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from pydantic import Field

from api.schemas.base import In, Out
from applications.duplicates import Duplicates
from applications.forms.from_posting import initial_values
from applications.models import Application, Stage
from applications.posting import Posting
from jobtracker.reading.names import one_line

LONGEST_ADDRESS = 2_000


class PageIn(In):
    """A page with a job on it: its source, or the text copied from it; nothing is fetched."""

    url: str = Field("", max_length=LONGEST_ADDRESS, description="The page's address.")
    html: str | None = Field(None, description="Its source, up to 3 MB.")
    text: str | None = Field(None, description="Its text, where there is no source.")


class PostingOut(Out):
    """What the page makes clear; the rest is null. The fields of a new application."""

    company: str | None
    title: str | None
    location: str | None
    place: Application.Place | None
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_currency: str | None
    pay_period: Application.PayPeriod | None
    posting_url: str | None
    posting_text: str | None
    closes_on: date | None


class KnownOut(Out):
    """An application of yours that may be for the same job."""

    id: int
    title: str
    company: str
    stage: Stage
    applied_on: date | None
    archived: bool
    same_posting: bool = Field(description="Whether the address or the job number is the same.")
    url: str


class PageOut(Out):
    """What was read in a page, and where you have the job already. Nothing is saved."""

    posting: PostingOut
    known: list[KnownOut]


def posting_out(posting: Posting) -> PostingOut:
    """Return what was read, cut to what the fields of an application hold."""
    found: dict[str, Any] = dict.fromkeys(PostingOut.model_fields)
    found |= initial_values(posting)
    for name in ("company", "title", "location"):
        found[name] = one_line(found[name]) if found[name] else None
    return PostingOut(**found)


def known_out(known: Duplicates, zone: ZoneInfo) -> list[KnownOut]:
    """Return the applications that may be for the same job, those of the same posting first."""
    return [_known(row, place < known.same, zone) for place, row in enumerate(known.rows)]


def _known(row: Any, is_same: bool, zone: ZoneInfo) -> KnownOut:
    applied_at = row.applied_at
    return KnownOut(
        id=row.pk,
        title=row.title,
        company=row.company.name,
        stage=row.stage,
        applied_on=applied_at.astimezone(zone).date() if applied_at else None,
        archived=row.archived_at is not None,
        same_posting=is_same,
        url=settings.SITE_URL + reverse("applications:page", args=[row.pk]),
    )
