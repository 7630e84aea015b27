"""Leaves the demo: the same account, with nothing in it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Application, Document, Message, Tag
from demo.load import SEEKER
from followups.models import Reminder
from followups.planning.replan import replan
from inbox.models import (
    CalendarLink,
    IgnoredSender,
    Mailbox,
    PrivateAddress,
    ReceivedFile,
    Suggestion,
)
from jobtracker.files import remove
from notes.models import NoteTemplate
from references.models import Company, Contact

SEARCH: tuple[type[Model], ...] = (
    Mailbox,
    PrivateAddress,
    IgnoredSender,
    CalendarLink,
    Suggestion,
    ReceivedFile,
    Reminder,
    Application,
    Message,
    Contact,
    Company,
    Tag,
    Document,
    NoteTemplate,
)
"""The models of a search; each comes before those it refers to."""


def is_demo(user: User) -> bool:
    """Return whether this is the seeker of the demo."""
    return user.email == SEEKER


@owner_locked
def start_empty(user: User, *, now: datetime) -> None:
    """Delete the demo's whole search and the ways in for mail; the account and its settings stay.

    Safe to repeat. Raises ValueError for any user but the seeker of the demo.
    """
    if not is_demo(user):
        raise ValueError("only the demo's seeker can start empty")
    files = [
        (document.file.storage, document.file.name)
        for document in owned_by(user, Document)
        if document.file.name
    ]
    for model in SEARCH:
        owned_by(user, model).delete()
    replan(user.pk, None, now=now)
    transaction.on_commit(lambda: remove(files))
