"""What accepting looks up: applications, people, and the interviews that events became."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models.functions import Lower

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Interview
from applications.models.application import CLOSED_STAGES
from inbox.answers import Answer
from inbox.keys import event_key
from inbox.models import CalendarLink
from inbox.services.suggest import addresses_of
from jobtracker.model_fields import key_of
from jobtracker.reading.names import name_key
from jobtracker.reading.people import Person
from references.models import Contact


class Row(NamedTuple):
    """An application, as far as it is looked up by."""

    pk: int
    company_id: int
    company_key: str
    title: str
    stage: str


class Link(NamedTuple):
    """Which interview an event became, as ``CalendarLink`` has it."""

    pk: int
    key: str
    sequence: int
    sent_at: datetime
    interview: int
    application: int


class Someone(NamedTuple):
    """A contact."""

    pk: int
    name: str
    email: str
    company_id: int | None


@dataclass(slots=True)
class Known:
    """One seeker's rows, read once for all answers."""

    owner: User
    rows: dict[int, Row]
    links: list[Link]
    types: dict[int, str]
    contacts: list[Someone]
    own: frozenset[str]
    new_people: dict[str, str] = field(default_factory=dict)
    """Names of people who would be added, by the ids that stand for them."""

    def application_of(self, answer: Answer) -> int | None:
        """Return the application that an answer is about, as accepting finds it; None if new."""
        if answer.application is not None:
            return answer.application.pk
        if answer.is_new:
            return None
        key = event_key(answer.uid) if answer.uid else ""
        by_event = (each.application for each in self.links if key and each.key == key)
        return next(by_event, None) or self._with_title(answer)

    def _with_title(self, answer: Answer) -> int | None:
        company, title = key_of(answer.company), name_key(answer.title)
        same = [
            row
            for row in self.rows.values()
            if row.company_key == company and name_key(row.title) == title
        ]
        return max(
            ((row.stage not in CLOSED_STAGES, row.pk) for row in same), default=(False, None)
        )[1]

    def names(self) -> dict[str, str]:
        """Return names by the ids of people in facts."""
        return {**{f"c{each.pk}": each.name for each in self.contacts}, **self.new_people}

    def contact_of(self, person: Person, application: int | None, met: Iterable[str]) -> str | None:
        """Return the id of who is meant, known or new; None for the seeker. ``met`` are ids."""
        email = person.email.casefold()
        if email and email in self.own:
            return None
        if email:
            reached = (each for each in self.contacts if each.email.casefold() == email)
            if found := next(reached, None):
                return f"c{found.pk}"
        called = [each for each in self.contacts if self._is_called(each, person)]
        company = self.rows[application].company_id if application in self.rows else None
        there = set(met)
        near = (
            each
            for each in called
            if (company and each.company_id == company) or f"c{each.pk}" in there
        )
        found = next(near, None) or (called[0] if len(called) == 1 else None)
        return f"c{found.pk}" if found else self._new(person)

    @staticmethod
    def _is_called(contact: Someone, person: Person) -> bool:
        is_free = not contact.email or not person.email
        return is_free and name_key(contact.name) == name_key(person.name)

    def _new(self, person: Person) -> str:
        key = f"new {person.email.casefold() or name_key(person.name)}"
        self.new_people[key] = person.name
        return key


def read_known(owner: User, answers: Collection[Answer]) -> Known:
    """Return what these answers may look up, in a constant number of queries."""
    links = owned_by(owner, CalendarLink).order_by("pk")
    fields = ("pk", "key", "sequence", "sent_at", "interview_id", "interview__application_id")
    rows = owned_by(owner, Application).order_by()
    columns = ("pk", "company_id", "company__key", "title", "stage")
    contacts = owned_by(owner, Contact).order_by(Lower("name"), "pk")
    known = Known(
        owner,
        {row[0]: Row(*row) for row in rows.values_list(*columns)},
        [Link(*each) for each in links.values_list(*fields)],
        {},
        [Someone(*each) for each in contacts.values_list("pk", "name", "email", "company_id")],
        addresses_of(owner),
    )
    about = {known.application_of(answer) for answer in answers} - {None}
    interviews = Interview.objects.filter(application__in=about).order_by()
    known.types = dict(interviews.values_list("pk", "type"))
    return known
