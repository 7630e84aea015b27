"""The context of a note: its purpose, recipient and subject, with or without a reminder."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application, Interview, Message
from followups.actions import ACTIONS, Action
from followups.models import Reminder
from references.models import Contact, Reference

RULES = {
    str(purpose): tuple(rule for rule, act in ACTIONS.items() if act.purpose == purpose)
    for purpose in Message.Purpose.values
}
"""The rules that ask for a note of each purpose."""
PROGRESS = Action(
    _("Tell %(person)s how your search is going"), purpose=Message.Purpose.KEEP_IN_TOUCH
)
OTHER = Action(_("Write to %(person)s about something else"), purpose=Message.Purpose.OTHER)


@dataclass(frozen=True, slots=True)
class NoteContext:
    """One note that may be written. A note to nobody in particular has no ``contact``.

    ``is_progress`` marks the note to a reference that tells how the search is going.
    """

    owner: User
    purpose: str
    application: Application | None = None
    interview: Interview | None = None
    contact: Contact | None = None
    reference: Reference | None = None
    is_progress: bool = False

    @property
    def about(self) -> dict[str, Any]:
        """What the note is about and who it goes to, by field name."""
        return {
            "application": self.application,
            "interview": self.interview,
            "contact": self.contact,
            "reference": self.reference,
        }

    @property
    def keys(self) -> dict[str, int | None]:
        """The same as primary keys, for queries."""
        return {name: row.pk if row else None for name, row in self.about.items()}

    @property
    def person(self) -> str:
        """The recipient's name; empty for nobody in particular."""
        reader = self.reference.contact if self.reference else self.contact
        return reader.name if reader else ""

    @property
    def title(self) -> str:
        """What is written, and to whom."""
        if self.is_progress:
            return PROGRESS.title_for(self.person)
        if RULES[self.purpose]:
            return ACTIONS[RULES[self.purpose][-1]].title_for(self.person)
        company = self.application.company.name if self.application else ""
        return OTHER.title_for(self.person or company)


def context_of(row: Reminder) -> NoteContext:
    """Return the context of the note that a reminder asks for.

    Reads ``owner``, ``application``, ``interview``, ``contact`` and ``reference`` of ``row``.
    """
    return NoteContext(
        row.owner,
        ACTIONS[row.rule].purpose,
        row.application,
        row.interview,
        None if row.reference_id else row.contact,
        row.reference,
    )
