"""What is known while an archive is brought in: who has arrived, and what is wrong."""

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
    """One archive on its way into the account of ``owner``; rows by their tokens.

    References go by the tokens of their contacts. ``files`` are those that were written on the way.
    """

    owner: User
    now: datetime
    flaws: ImportProblems = field(default_factory=ImportProblems)
    added: Counter[str] = field(default_factory=Counter)
    contacts: dict[UUID, Contact] = field(default_factory=dict)
    references: dict[UUID, Reference] = field(default_factory=dict)
    applications: dict[UUID, Application] = field(default_factory=dict)
    interviews: dict[UUID, Interview] = field(default_factory=dict)
    files: list[Stored] = field(default_factory=list)


def named(known: Mapping[UUID, T], raw: Row, name: str) -> T:
    """The row that ``raw`` names by its token. Raises ``BadValue`` where it has not arrived."""
    found = known.get(token_in(raw, name))
    if found is None:
        raise FieldError(name, _("Nothing in the archive has this token."))
    return found


def named_or_none(known: Mapping[UUID, T], raw: Row, name: str) -> T | None:
    """The row that ``raw`` names, or None where it names none."""
    return None if raw.get(name) is None else named(known, raw, name)
