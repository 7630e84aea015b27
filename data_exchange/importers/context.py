"""The state of a running import: the rows imported so far, and the problems."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from applications.models import Application, Interview
from data_exchange.errors import FieldError, ImportProblems
from data_exchange.fields import Row, token_in
from jobtracker.files import Stored
from references.models import Contact, Reference

T = TypeVar("T")


@dataclass(slots=True)
class ImportContext:
    """One import into the account of ``owner``; rows by their tokens.

    References are keyed by their contact's token. ``files`` are the files written so far;
    ``paths`` are the files of the export used so far.
    """

    owner: User
    now: datetime
    problems: ImportProblems = field(default_factory=ImportProblems)
    added: Counter[str] = field(default_factory=Counter)
    contacts: dict[UUID, Contact] = field(default_factory=dict)
    references: dict[UUID, Reference] = field(default_factory=dict)
    applications: dict[UUID, Application] = field(default_factory=dict)
    interviews: dict[UUID, Interview] = field(default_factory=dict)
    files: list[Stored] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)


def named(known: Mapping[UUID, T], raw: Row, name: str) -> T:
    """Return the row that ``raw`` refers to by token. Raises ``FieldError`` if there is none."""
    row = known.get(token_in(raw, name))
    if row is None:
        raise FieldError(name, _("Nothing in the archive has this token."))
    return row


def named_or_none(known: Mapping[UUID, T], raw: Row, name: str) -> T | None:
    """Return the row that ``raw`` refers to, or None if it refers to none."""
    return None if raw.get(name) is None else named(known, raw, name)
