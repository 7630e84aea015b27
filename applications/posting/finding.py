"""What was read in a job posting; what is not clear is None."""

from dataclasses import dataclass, field
from datetime import date

from jobtracker.reading.money import Pay, whole_or_float


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(slots=True)
class Posting:
    """The facts of a posting, and its text as a person would see it."""

    company: str | None = None
    title: str | None = None
    location: str | None = None
    workplace: str | None = None
    pay: Pay | None = None
    link: str | None = None
    closes_on: date | None = None
    posted_on: date | None = None
    contact: Contact | None = None
    text: str = ""
    step: str = ""
    """Which part of the reader is at work."""
    found_by: dict[str, str] = field(default_factory=dict)
    """Which part of the reader found each field."""

    def fill(self, **values: object) -> None:
        """Set those fields that are still empty."""
        for name, value in values.items():
            if value and not getattr(self, name):
                setattr(self, name, value)
                self.found_by[name] = self.step

    def to_json(self) -> dict[str, object]:
        """Return the keys that `manage.py read` prints."""
        pay, contact = self.pay or Pay(), self.contact
        return {
            "company": self.company,
            "title": self.title,
            "location": self.location,
            "pay_min": whole_or_float(pay.low),
            "pay_max": whole_or_float(pay.high),
            "currency": pay.currency,
            "period": pay.period,
            "link": self.link,
            "remote": self.workplace,
            "closes_on": self.closes_on and self.closes_on.isoformat(),
            "posted_on": self.posted_on and self.posted_on.isoformat(),
            "contact": contact
            and {"name": contact.name, "email": contact.email, "phone": contact.phone},
        }
