"""The state of an import that is being read: its unsaved rows, and the problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from applications.models import Application, Interview, Message, SavedView
from applications.services import Timeline
from data_exchange.errors import FieldError, ImportProblems
from data_exchange.fields import Row, token_in, value
from data_exchange.schema import COMPANY
from inbox.models import CalendarLink, IgnoredSender
from inbox.services.bulk_add import Arrival
from notes.models import NoteDraft, NoteTemplate
from references.bulk import company_key
from references.models import Company, Contact, Reference

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReminderState:
    """The exported state of one reminder."""

    key: str
    state: str
    until: datetime | None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A document to add: its place in the export, and the arguments of its service."""

    path: str
    filename: str
    size: int
    token: UUID
    kind: str
    name: str
    uploaded_at: datetime
    applications: tuple[Application, ...]


@dataclass(slots=True)
class ImportContext:
    """One import into the account of ``owner``: unsaved rows by their tokens.

    Companies are keyed by their names, references by their contact's token. ``listed`` are the
    companies that the export lists; others are only named by an application or a contact.
    """

    owner: User
    now: datetime
    problems: ImportProblems = field(default_factory=ImportProblems)
    company_rows: dict[str, Company] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    contact_rows: dict[UUID, Contact] = field(default_factory=dict)
    reference_rows: dict[UUID, Reference] = field(default_factory=dict)
    timelines: dict[UUID, Timeline] = field(default_factory=dict)
    interviews: dict[UUID, Interview] = field(default_factory=dict)
    message_rows: dict[UUID, Message] = field(default_factory=dict)
    documents: list[ImportedDocument] = field(default_factory=list)
    views: list[SavedView] = field(default_factory=list)
    templates: list[NoteTemplate] = field(default_factory=list)
    drafts: list[NoteDraft] = field(default_factory=list)
    reminders: dict[str, list[ReminderState]] = field(default_factory=dict)
    arrivals: dict[str, Arrival] = field(default_factory=dict)
    event_links: dict[str, CalendarLink] = field(default_factory=dict)
    senders: dict[str, IgnoredSender] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    policy: tuple[str, Mapping[str, Any]] | None = None
    goal: int | None = None

    def company(self, name: object) -> Company | None:
        """Return the company of this name, a new one if it is the first; None if it is blank."""
        text = " ".join(value(COMPANY, "name", name, "company").split())
        if not text:
            return None
        return self.company_rows.setdefault(company_key(text), Company(owner=self.owner, name=text))


def named(known: Mapping[UUID, T], raw: Row, name: str) -> T:
    """Return the row that ``raw`` refers to by token. Raises ``FieldError`` if there is none."""
    row = known.get(token_in(raw, name))
    if row is None:
        raise FieldError(name, _("Nothing in the archive has this token."))
    return row


def named_or_none(known: Mapping[UUID, T], raw: Row, name: str) -> T | None:
    """Return the row that ``raw`` refers to, or None if it refers to none."""
    return None if raw.get(name) is None else named(known, raw, name)
