"""Documents as they are sent and answered."""

from django.conf import settings
from django.urls import reverse
from pydantic import Field

from api.http.paging import Paging
from api.schemas.base import Id, In, Instant, Out
from applications.models import Document

Kind = Document.Kind


class NewDocument(In):
    """What comes with a file."""

    kind: Kind = Kind.RESUME
    name: str = Field("", description="By which you recognize it; empty: the file’s own name.")
    application: Id | None = Field(None, description="The application that it was sent with.")


class DocumentOut(Out):
    """A resume, a cover letter or another file."""

    id: int
    url: str = Field(description="Where the site gives the file to somebody signed in.")
    kind: Kind
    name: str
    filename: str
    content_type: str
    size: int = Field(description="In bytes.")
    uploaded_at: Instant
    applications: list[int] = Field(description="The applications that it was sent with.")


class DocumentQuery(Paging):
    """Which documents."""

    application: Id | None = None
    kind: Kind | None = None


class Documents(Out):
    """One page of documents; `next_cursor` is null on the last."""

    items: list[DocumentOut]
    next_cursor: str | None


def shown(row: Document) -> DocumentOut:
    """Return a document as it is answered; its applications are fetched with it."""
    page = reverse("applications:document", args=[row.pk])
    names = ("name", "filename", "content_type", "size", "uploaded_at")
    return DocumentOut(
        id=row.pk,
        url=f"{settings.SITE_URL}{page}",
        kind=Kind(row.kind),
        applications=[each.pk for each in row.applications.all()],
        **{name: getattr(row, name) for name in names},
    )
