"""Reminders and what is held back as plain rows, for pages that show many and change none."""

from datetime import datetime
from typing import Any, NamedTuple


class PlainReminder(NamedTuple):
    """What a card shows of a reminder. Instants are aware."""

    pk: int
    rule: str
    opens_at: datetime
    due_at: datetime | None
    optional: bool
    snoozed_until: datetime | None
    lapses_at: datetime | None
    reason: dict[str, Any]
    application_id: int | None
    interview_id: int | None
    contact_id: int | None
    reference_id: int | None
    job: str | None
    company: str | None

    @property
    def person(self) -> str:
        """Whom it is about, as reasons name people; empty for nobody in particular."""
        if self.reference_id:
            return f"r{self.reference_id}"
        return f"c{self.contact_id}" if self.contact_id else ""


class PlainHeldBack(NamedTuple):
    """What is shown of something that is held back. Instants are aware."""

    guard: str
    until: datetime | None
    reason: dict[str, Any]
    application_id: int
    company: str


REMINDER_FIELDS = (
    *PlainReminder._fields[:-2],
    "application__title",
    "application__company__name",
)
"""Where the parts of a ``PlainReminder`` are found."""

HELD_BACK_FIELDS = (*PlainHeldBack._fields[:-1], "application__company__name")
"""Where the parts of a ``PlainHeldBack`` are found."""
