"""Creates demo data through the services, as if a user had entered it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview, Message
from demo.days import Days
from references.models import Contact, Reference
from references.services import add_contact, add_reference, set_consent

NAMESPACE = UUID("5f0c9a52-7c1f-4d6a-9d8e-2b7f5e0d4c11")
LONG_AGO = timedelta(days=365)
DEBRIEF = {"positive_signs": [], "learned": "", "next_steps": "", "notes": ""}


class DemoFactory:
    """Creates one seeker's demo data; ``days`` gives its dates."""

    def __init__(self, owner: User, days: Days) -> None:
        self.owner = owner
        self.days = days
        self._tokens = 0

    def token(self) -> UUID:
        """Return the next token; the same demo gives the same tokens."""
        self._tokens += 1
        return uuid5(NAMESPACE, f"{self.owner.email}/{self._tokens}")

    def contact(self, name: str, company: str = "", **fields: Any) -> Contact:
        """Create a contact."""
        fields = {"name": name, **fields}
        return add_contact(self.owner, token=self.token(), company=company, fields=fields)

    def reference(
        self, contact: Contact, consent: str, on: date | None, **fields: Any
    ) -> Reference:
        """Create a reference with their consent, known for longer than the search."""
        now = self.days.now - LONG_AGO
        reference = add_reference(contact, fields=fields, now=now)
        if consent == Reference.Consent.NOT_ASKED:
            return reference
        return set_consent(reference, consent, on=on, now=now)

    def application(
        self, company: str, title: str, applied: datetime | None, **more: Any
    ) -> "DemoApplication":
        """Create an application, to which events are then added."""
        tags = more.pop("tags", ())
        application = services.add_application(
            self.owner,
            token=self.token(),
            company=company,
            fields={"title": title, **more},
            applied_at=applied,
            now=applied or self.days.now,
            tags=tags,
        )
        return DemoApplication(self, application)

    def message(self, purpose: str, at: datetime, **more: Any) -> Message:
        """Log a note that the seeker sent."""
        return services.record_message(
            self.owner, purpose, at=at, token=self.token(), now=at, **more
        )


class DemoApplication:
    """Creates the events of one application, in the order they happened."""

    def __init__(self, factory: DemoFactory, application: Application) -> None:
        self.factory = factory
        self.application = application

    def event(self, kind: str, at: datetime, **more: Any) -> Event:
        """Log an event."""
        return services.record_event(
            self.application, kind, at=at, token=self.factory.token(), now=at, **more
        )

    def sent(self, purpose: str, at: datetime, **more: Any) -> Message:
        """Log a note about this application."""
        return self.factory.message(purpose, at, application=self.application, **more)

    def interview(
        self, arranged: datetime, starts: datetime, minutes: int, *people: Contact, **more: Any
    ) -> Interview:
        """Arrange an interview."""
        fields = {
            "kind": Interview.Kind.INTERVIEW,
            "arranged_at": arranged,
            "starts_at": starts,
            "ends_at": starts + timedelta(minutes=minutes),
            "time_zone": self.factory.owner.time_zone,
            **more,
        }
        return services.arrange_interview(
            self.application,
            token=self.factory.token(),
            fields=fields,
            interviewers=people,
            now=arranged,
        )

    def debrief(
        self, interview: Interview, at: datetime, topics: Mapping[Contact, str], **fields: Any
    ) -> None:
        """Save the debrief of an interview."""
        services.debrief_interview(interview, fields={**DEBRIEF, **fields}, topics=topics, now=at)

    def thanked(self, interview: Interview, at: datetime, *people: Contact) -> None:
        """Log a thank-you to each of these people."""
        for person in people:
            self.sent("thank_you", at, interview=interview, contact=person)
