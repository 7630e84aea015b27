"""Reminders and held-back items as read-only tuples, for pages that show many.

Their attributes have the models' names, so a card can be made from either.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.access import owned_by
from accounts.models import User
from followups.models import Reminder
from jobtracker.compiled_query import CompiledQuery

NO_REASON: Mapping[str, Any] = MappingProxyType({})


class ReminderRow(NamedTuple):
    """One reminder as pages and emails show it. Instants are aware.

    ``contact`` and ``reference`` are names of the person it is about. The fields after them have
    defaults, since short lists do not read them.
    """

    pk: int
    owner_id: int
    application_id: int | None
    rule: str
    opens_at: datetime
    due_at: datetime | None
    optional: bool
    snoozed_until: datetime | None
    catch_up: bool
    contact: str | None
    reference: str | None
    lapses_at: datetime | None = None
    opened_at: datetime | None = None
    reason: Mapping[str, Any] = NO_REASON
    interview_id: int | None = None
    interview_ends_at: datetime | None = None
    reference_id: int | None = None
    job: str | None = None
    company: str | None = None
    contact_id: int | None = None
    set_aside: bool = False

    @property
    def person(self) -> str:
        """The name of the person it is about; empty if there is none."""
        return self.reference or self.contact or ""

    @property
    def named(self) -> str:
        """The row's name in log messages."""
        return f"reminder {self.pk} ({self.rule})"


class FullRow(NamedTuple):
    """One reminder with all that a program is told of it. Instants are aware."""

    pk: int
    key: str
    rule: str
    state: str
    optional: bool
    catch_up: bool
    opens_at: datetime
    due_at: datetime | None
    lapses_at: datetime | None
    snoozed_until: datetime | None
    closed_at: datetime | None
    sources: list[str]
    reason: Mapping[str, Any]
    application_id: int | None
    interview_id: int | None
    contact_id: int | None
    reference_id: int | None
    contact: str | None
    reference: str | None
    job: str | None
    company: str | None

    @property
    def person(self) -> str:
        """The name of the person it is about; empty if there is none."""
        return self.reference or self.contact or ""


class HeldBackRow(NamedTuple):
    """One held-back row of an application. Instants are aware."""

    owner_id: int
    application_id: int
    guard: str
    until: datetime | None
    reason: Mapping[str, Any] = NO_REASON
    job: str = ""
    company: str = ""

    @property
    def named(self) -> str:
        """The row's name in log messages."""
        return f"held back for application {self.application_id} ({self.guard})"


_RELATED_LOOKUPS = {
    "contact": "contact__name",
    "reference": "reference__contact__name",
    "interview_ends_at": "interview__ends_at",
    "job": "application__title",
    "company": "application__company__name",
}
"""The lookups of fields that come from related models."""

REMINDER_FIELDS = tuple(_RELATED_LOOKUPS.get(name, name) for name in ReminderRow._fields)
"""The lookups of a ``ReminderRow``'s fields, in order."""

REMINDER_FIELDS_IN_SHORT = REMINDER_FIELDS[: -len(ReminderRow._field_defaults)]
"""The lookups of the fields without a default."""

FULL_FIELDS = tuple(_RELATED_LOOKUPS.get(name, name) for name in FullRow._fields)
"""The lookups of a ``FullRow``'s fields, in order."""

HELD_BACK_FIELDS = tuple(_RELATED_LOOKUPS.get(name, name) for name in HeldBackRow._fields)
"""The lookups of a ``HeldBackRow``'s fields, in order."""


def reminder_rows(reminders: QuerySet[Reminder]) -> list[ReminderRow]:
    """Return the query's reminders as rows."""
    return [ReminderRow(*row) for row in reminders.values_list(*REMINDER_FIELDS)]


def full_rows(owner: User, keys: Sequence[int]) -> list[FullRow]:
    """Return these reminders of ``owner`` in the order of ``keys``, without those that are gone."""
    rows = [FullRow(*row) for row in _full(owner.pk, keys)] if keys else []
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in keys if pk in found]


@CompiledQuery
def _full(owner: int, keys: list[int]) -> QuerySet[Reminder, Any]:
    rows = owned_by(User(pk=owner), Reminder).filter(pk__in=keys)
    return rows.order_by().values_list(*FULL_FIELDS)
