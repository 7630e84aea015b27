"""The history of contacts: their applications, and the notes and interviews with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from applications.models import Event, Interview, Message
from references.models import Contact


@dataclass(slots=True)
class ContactHistory:
    """One person's applications (each once), the notes sent to them, and their interviews.

    Notes and interviews of all applications, the latest first.
    """

    applications: dict[int, Any] = field(default_factory=dict)
    messages: list[Any] = field(default_factory=list)
    interviews: list[Any] = field(default_factory=list)

    @property
    def last(self) -> Any:
        """The latest note, about any application; None if there is none."""
        return self.messages[0] if self.messages else None

    @property
    def latest(self) -> Any:
        """The application of the latest note or interview; None if there is none."""
        return next(iter(self.applications.values()), None)

    def add(self, application: Any) -> None:
        """Link them to an application, once."""
        if application is not None:
            self.applications.setdefault(application.pk, application)


def contact_histories(
    contacts: Collection[Contact], *, as_references: bool = True
) -> dict[int, ContactHistory]:
    """The history of each of these people by their key, in three queries.

    Without ``as_references`` it takes two queries and skips events about them as references.
    """
    ties: dict[int, ContactHistory] = defaultdict(ContactHistory)
    keys = [contact.pk for contact in contacts]
    for message in _messages(keys):
        person = ties[_reader(message)]
        person.messages.append(message)
        person.add(message.application)
    for contact, interview in _meetings(keys):
        ties[contact].interviews.append(interview)
        ties[contact].add(interview.application)
    for event in _named_as_reference(keys) if as_references else ():
        ties[event.reference.contact_id].add(event.application)
    return {key: ties[key] for key in keys}


def _messages(keys: Collection[int]) -> Iterable[Any]:
    """The notes to them, the latest first."""
    to_them = Q(contact__in=keys) | Q(reference__contact__in=keys)
    messages = Message.objects.filter(to_them)
    return (
        messages.select_related("application__company", "reference")
        .defer("body")
        .order_by("-at", "-pk")
    )


def _reader(message: Any) -> int:
    return int(message.contact_id or message.reference.contact_id)


def _meetings(keys: Collection[int]) -> Iterable[tuple[int, Any]]:
    through = Interview.interviewers.through.objects
    rows = through.filter(contact__in=keys).select_related("interview__application__company")
    for row in rows.order_by("-interview__starts_at"):
        yield row.contact_id, row.interview


def _named_as_reference(keys: Collection[int]) -> Iterable[Any]:
    events = Event.objects.filter(reference__contact__in=keys)
    return events.select_related("application__company", "reference").order_by("-at")
