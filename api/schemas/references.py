"""References as they are sent and answered."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from pydantic import Field

from api.http.paging import Paging
from api.schemas.base import Id, In, Out
from api.schemas.kinds import Day
from references.models import Reference

Consent = Reference.Consent


class ReferenceFields(In):
    """The fields of a reference; each day is one on your calendar.

    A new `consent` comes with its day: `asked` with `asked_on`, `agreed` with `agreed_on`,
    `declined` with `declined_on`. An answer keeps `asked_on`; going back to `asked` or `not_asked`
    empties the days after it.
    """

    relationship: str | None = Field(None, description="How they know you.")
    speaks_about: str | None = Field(None, description="Points they can speak about.")
    last_contact_on: Day | None = Field(
        None, description="Messages that are recorded here count by themselves."
    )
    job_hunting_since: Day | None = Field(None, description="If they look for work too.")
    consent: Consent | None = None
    asked_on: Day | None = None
    agreed_on: Day | None = None
    declined_on: Day | None = None


class NewReference(ReferenceFields):
    """A contact who becomes a reference, not asked yet unless `consent` says otherwise."""

    contact: Id


class ContactName(Out):
    """A contact, in short."""

    id: int
    name: str


class ReferenceOut(Out):
    """A contact who may vouch for you, and whether they agreed to."""

    id: int
    url: str
    contact: ContactName
    relationship: str
    speaks_about: str
    consent: Consent
    asked_on: date | None
    agreed_on: date | None
    declined_on: date | None
    last_contact_on: date | None
    job_hunting_since: date | None


class ReferenceQuery(Paging):
    """Which references."""

    consent: list[Consent] = Field([], description="Only these.")


class References(Out):
    """One page of references; `next_cursor` is null on the last."""

    items: list[ReferenceOut]
    next_cursor: str | None


def shown(row: Reference) -> ReferenceOut:
    """Return a reference as it is answered."""
    page = reverse("people:reference", args=[row.pk])
    names = [name for name in ReferenceOut.model_fields if name not in ("id", "url", "contact")]
    return ReferenceOut(
        id=row.pk,
        url=f"{settings.SITE_URL}{page}",
        contact=ContactName(id=row.contact.pk, name=row.contact.name),
        **{name: getattr(row, name) for name in names},
    )
