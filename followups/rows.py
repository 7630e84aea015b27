"""Reminders and what is held back as plain rows, for pages that show many and change none.

The models answer to the same names, so that a card is made of either.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import QuerySet

from followups.models import Reminder

NO_REASON: Mapping[str, Any] = MappingProxyType({})


class ReminderRow(NamedTuple):
    """One reminder as pages and mails show it. Instants are aware.

    ``contact`` and ``reference`` are the names of the person that it is about. What stands after
    them is read only where it is shown.
    """

    pk: int
    owner_id: int
    application_id: int | None
    rule: str
    opens_at: datetime
    due_at: datetime | None
    optional: bool
    snoozed_until: datetime | None
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

    @property
    def person(self) -> str:
        """The name of whom it is about; empty for nobody in particular."""
        return self.reference or self.contact or ""

    @property
    def named(self) -> str:
        """Which row it is, for the log."""
        return f"reminder {self.pk} ({self.rule})"


class HeldBackRow(NamedTuple):
    """Something that is held back at an application. Instants are aware."""

    owner_id: int
    application_id: int
    guard: str
    until: datetime | None
    reason: Mapping[str, Any] = NO_REASON
    job: str = ""
    company: str = ""

    @property
    def named(self) -> str:
        """Which row it is, for the log."""
        return f"what is held back for application {self.application_id} ({self.guard})"


_ELSEWHERE = {
    "contact": "contact__name",
    "reference": "reference__contact__name",
    "interview_ends_at": "interview__ends_at",
    "job": "application__title",
    "company": "application__company__name",
}
"""Parts that belong to what a reminder is about."""

REMINDER_FIELDS = tuple(_ELSEWHERE.get(name, name) for name in ReminderRow._fields)
"""Where the parts of a ``ReminderRow`` are found."""

REMINDER_FIELDS_IN_SHORT = REMINDER_FIELDS[: -len(ReminderRow._field_defaults)]
"""Where those are found that are always read."""

HELD_BACK_FIELDS = tuple(_ELSEWHERE.get(name, name) for name in HeldBackRow._fields)
"""Where the parts of a ``HeldBackRow`` are found."""


def reminder_rows(found: QuerySet[Reminder]) -> list[ReminderRow]:
    """The reminders that a query finds, as rows."""
    return [ReminderRow(*row) for row in found.values_list(*REMINDER_FIELDS)]
