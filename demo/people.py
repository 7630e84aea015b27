"""The people in the demo search."""

from dataclasses import dataclass
from typing import Any

from demo.factory import DemoFactory
from references.models import Contact, Reference

Consent = Reference.Consent


@dataclass(frozen=True, slots=True)
class People:
    """Whom the stories are about."""

    ana: Contact
    bo: Contact
    chi: Contact
    priya: Contact
    tomas: Contact
    ingrid: Contact
    malik: Contact
    joan: Reference
    hugo: Reference
    leila: Reference
    peter: Reference
    wanda: Reference


@dataclass(frozen=True, slots=True)
class Told:
    """A reference; consent, last contact and looking for work are told in days before
    the last working day that is over.
    """

    name: str
    consent: str
    ago: int
    role: str
    relationship: str
    speaks_about: str = ""
    last_contact: int | None = None
    job_hunting: int | None = None


def people(teller: DemoFactory) -> People:
    """Interviewers, and five references in five states of consent."""
    everyone: dict[str, Any] = {**_interviewers(teller), **_references(teller)}
    return People(**everyone)


def _interviewers(teller: DemoFactory) -> dict[str, Contact]:
    harbour = "Harbour Analytics"
    return {
        "ana": teller.contact(
            "Ana Ruiz", harbour, role="Head of Design", email="ana.ruiz@harbour.example"
        ),
        "bo": teller.contact(
            "Bo Lindqvist", harbour, role="Product Lead", email="bo.lindqvist@harbour.example"
        ),
        "chi": teller.contact("Chi Okafor", harbour, role="Staff Engineer"),
        "priya": teller.contact(
            "Priya Nair", "Fernhill Health", role="Recruiter", email="priya@fernhill.example"
        ),
        "tomas": teller.contact("Tomás Vega", "Juniper & Rowe", role="Design Director"),
        "ingrid": teller.contact("Ingrid Moe", "Northlight Energy", role="Hiring Manager"),
        "malik": teller.contact("Malik Brooks", "Cobalt Transit", role="Talent Partner"),
    }


def _references(teller: DemoFactory) -> dict[str, Reference]:
    return {key: _reference(teller, told) for key, told in REFERENCES.items()}


def _reference(teller: DemoFactory, told: Told) -> Reference:
    """What is told in days ago becomes dates on the seeker's calendar."""
    email = f"{told.name.partition(' ')[0].lower()}@post.example"
    contact = teller.contact(told.name, role=told.role, email=email)
    dates = {
        name: teller.days.before(ago)
        for name, ago in (
            ("last_contact_on", told.last_contact),
            ("job_hunting_since", told.job_hunting),
        )
        if ago is not None
    }
    on = teller.days.before(told.ago)
    return teller.reference(
        contact,
        told.consent,
        on,
        relationship=told.relationship,
        speaks_about=told.speaks_about,
        **dates,
    )


REFERENCES = {
    "joan": Told(
        "Joan Whitfield",
        Consent.AGREED,
        150,
        role="Former manager at Larkspur Studio",
        relationship="Managed me for three years at Larkspur Studio",
        speaks_about="Leading the checkout redesign; calm under deadlines",
        last_contact=12,
    ),
    "hugo": Told(
        "Hugo Brandt",
        Consent.AGREED,
        46 * 30,
        role="Engineering lead",
        relationship="Worked beside me at Larkspur Studio",
        speaks_about="Handover between design and engineering",
        last_contact=240,
    ),
    "leila": Told(
        "Leila Haddad",
        Consent.AGREED,
        60,
        role="Client at Meadow Bank",
        relationship="Was my client for the Meadow Bank app",
        speaks_about="Workshops; how the research changed the plan",
        last_contact=120,
        job_hunting=20,
    ),
    "peter": Told(
        "Peter Song",
        Consent.ASKED,
        3,
        role="Former teammate",
        relationship="Shared a team with me for two years",
    ),
    "wanda": Told(
        "Wanda Price",
        Consent.DECLINED,
        30,
        role="Former director",
        relationship="Headed the studio",
    ),
}
