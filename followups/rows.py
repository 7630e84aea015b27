"""Reminders and what is held back as plain rows, for pages that show many and change none.

The models answer to the same names, so that a card is made of either.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from followups.models import Reminder


class ReminderRow(NamedTuple):
    """One reminder as pages and mails show it. Instants are aware.

    ``contact`` and ``reference`` are the names of the person that it is about.
    """

    pk: int
    owner_id: int
    rule: str
    opens_at: datetime
    due_at: datetime | None
    lapses_at: datetime | None
    optional: bool
    snoozed_until: datetime | None
    raised_at: datetime | None
    reason: dict[str, Any]
    application_id: int | None
    interview_id: int | None
    reference_id: int | None
    job: str | None = None
    company: str | None = None
    contact: str | None = None
    reference: str | None = None
    interview_ends_at: datetime | None = None

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
    guard: str
    until: datetime | None
    reason: dict[str, Any]
    application_id: int
    job: str
    company: str

    @property
    def named(self) -> str:
        """Which row it is, for the log."""
        return f"what is held back for application {self.application_id} ({self.guard})"


REMINDER_FIELDS = (
    *ReminderRow._fields[:13],
    "application__title",
    "application__company__name",
    "contact__name",
    "reference__contact__name",
    "interview__ends_at",
)
"""Where the parts of a ``ReminderRow`` are found."""

HELD_BACK_FIELDS = (
    *HeldBackRow._fields[:-2],
    "application__title",
    "application__company__name",
)
"""Where the parts of a ``HeldBackRow`` are found."""


def reminder_rows(found: QuerySet[Reminder]) -> list[ReminderRow]:
    """The reminders that a query finds, as rows."""
    return [ReminderRow(*row) for row in found.values_list(*REMINDER_FIELDS)]
