"""Templates of notes as they are sent and answered."""

from pydantic import Field

from api.http.paging import Paging
from api.schemas.base import In, Out
from applications.models import Message
from notes.models import NoteTemplate

Purpose = Message.Purpose


class TemplateFields(In):
    """What can be changed of a template.

    Words in braces are filled from your data: {name}, {full name}, {job}, {company}, {date},
    {topic}, {link} and {me}.
    """

    name: str | None = Field(None, description="Unique among the templates for one purpose.")
    subject: str | None = None
    body: str | None = None


class NewTemplate(TemplateFields):
    """Your own wording for notes of one purpose."""

    purpose: Purpose
    name: str
    body: str


class TemplateOut(Out):
    """Your own wording for notes of one purpose."""

    id: int
    purpose: Purpose
    name: str
    subject: str
    body: str


class TemplateQuery(Paging):
    """Which templates."""

    purpose: Purpose | None = None


class Templates(Out):
    """One page of templates; `next_cursor` is null on the last."""

    items: list[TemplateOut]
    next_cursor: str | None


def shown(row: NoteTemplate) -> TemplateOut:
    """Return a template as it is answered."""
    return TemplateOut(
        id=row.pk,
        purpose=Purpose(row.purpose),
        name=row.name,
        subject=row.subject,
        body=row.body,
    )
