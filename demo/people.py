"""The people of the demo search."""

from dataclasses import dataclass
from typing import Any

from demo.factory import DemoFactory
from references.models import Contact, Reference

Consent = Reference.Consent


@dataclass(frozen=True, slots=True)
class People:
    """The contacts and references that the applications use."""

    ana: Contact
    bo: Contact
    chi: Contact
    priya: Contact
    tomas: Contact
    ingrid: Contact
    malik: Contact
    nell: Contact
    gwen: Contact
    joan: Reference
    hugo: Reference
    leila: Reference
    peter: Reference
    wanda: Reference


@dataclass(frozen=True, slots=True)
class DemoReference:
    """A reference; consent, last contact and job hunting are given in days ago."""

    name: str
    consent: str
    ago: int
    role: str
    relationship: str
    speaks_about: str = ""
    last_contact: int | None = None
    job_hunting: int | None = None


def people(factory: DemoFactory) -> People:
    """Create the interviewers, and five references with different consent."""
    everyone: dict[str, Any] = {**_interviewers(factory), **_references(factory)}
    return People(**everyone)


def _interviewers(factory: DemoFactory) -> dict[str, Contact]:
    harbour = "Harbour Analytics"
    return {
        "ana": factory.contact(
            "Ana Ruiz", harbour, role="Head of Design", email="ana.ruiz@harbour.example"
        ),
        "bo": factory.contact(
            "Bo Lindqvist", harbour, role="Product Lead", email="bo.lindqvist@harbour.example"
        ),
        "chi": factory.contact("Chi Okafor", harbour, role="Staff Engineer"),
        "priya": factory.contact(
            "Priya Nair", "Fernhill Health", role="Recruiter", email="priya@fernhill.example"
        ),
        "tomas": factory.contact("Tomás Vega", "Juniper & Rowe", role="Design Director"),
        "ingrid": factory.contact("Ingrid Moe", "Northlight Energy", role="Hiring Manager"),
        "malik": factory.contact("Malik Brooks", "Cobalt Transit", role="Talent Partner"),
        "nell": factory.contact(
            "Nell Abara", "Lantern Learning", role="Head of Product", email="nell@lantern.example"
        ),
        "gwen": factory.contact(
            "Gwen Sato", harbour, role="Researcher", email="gwen.sato@harbour.example"
        ),
    }


def _references(factory: DemoFactory) -> dict[str, Reference]:
    return {key: _reference(factory, data) for key, data in REFERENCES.items()}


def _reference(factory: DemoFactory, data: DemoReference) -> Reference:
    """Create a reference, with days ago turned into dates on the seeker's calendar."""
    email = f"{data.name.partition(' ')[0].lower()}@post.example"
    contact = factory.contact(data.name, role=data.role, email=email)
    dates = {
        name: factory.days.before(ago)
        for name, ago in (
            ("last_contact_on", data.last_contact),
            ("job_hunting_since", data.job_hunting),
        )
        if ago is not None
    }
    on = factory.days.before(data.ago)
    return factory.reference(
        contact,
        data.consent,
        on,
        relationship=data.relationship,
        speaks_about=data.speaks_about,
        **dates,
    )


REFERENCES = {
    "joan": DemoReference(
        "Joan Whitfield",
        Consent.AGREED,
        150,
        role="Former manager at Larkspur Studio",
        relationship="Managed me for three years at Larkspur Studio",
        speaks_about="Leading the checkout redesign; calm under deadlines",
        last_contact=12,
    ),
    "hugo": DemoReference(
        "Hugo Brandt",
        Consent.AGREED,
        46 * 30,
        role="Engineering lead",
        relationship="Worked beside me at Larkspur Studio",
        speaks_about="Handover between design and engineering",
        last_contact=240,
    ),
    "leila": DemoReference(
        "Leila Haddad",
        Consent.AGREED,
        60,
        role="Client at Meadow Bank",
        relationship="Was my client for the Meadow Bank app",
        speaks_about="Workshops; how the research changed the plan",
        last_contact=120,
        job_hunting=20,
    ),
    "peter": DemoReference(
        "Peter Song",
        Consent.ASKED,
        3,
        role="Former teammate",
        relationship="Shared a team with me for two years",
    ),
    "wanda": DemoReference(
        "Wanda Price",
        Consent.DECLINED,
        30,
        role="Former director",
        relationship="Headed the studio",
    ),
}
