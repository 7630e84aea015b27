"""The people in the demo search."""

from dataclasses import dataclass
from datetime import timedelta

from followups.demo.teller import Teller
from references.models import Contact, Reference


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


def people(teller: Teller) -> People:
    """Interviewers, and five references in five states of consent."""
    return People(**_interviewers(teller), **_references(teller))


def _interviewers(teller: Teller) -> dict[str, Contact]:
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


def _references(teller: Teller) -> dict[str, Reference]:
    consent = Reference.Consent
    today = teller.days.today

    def months_ago(months: int) -> object:
        return today - timedelta(days=30 * months)

    def reference(name: str, state: str, on: object, **fields: object) -> Reference:
        role = fields.pop("role", "")
        email = f"{name.partition(' ')[0].lower()}@post.example"
        contact = teller.contact(name, role=role, email=email)
        return teller.reference(contact, state, on, **fields)  # type: ignore[arg-type]

    return {
        "joan": reference(
            "Joan Whitfield",
            consent.AGREED,
            months_ago(5),
            role="Former manager at Larkspur Studio",
            relationship="Managed me for three years at Larkspur Studio",
            speaks_about="Leading the checkout redesign; calm under deadlines",
            last_contact_on=today - timedelta(days=12),
        ),
        "hugo": reference(
            "Hugo Brandt",
            consent.AGREED,
            months_ago(46),
            role="Engineering lead",
            relationship="Worked beside me at Larkspur Studio",
            speaks_about="Handover between design and engineering",
            last_contact_on=months_ago(8),
        ),
        "leila": reference(
            "Leila Haddad",
            consent.AGREED,
            months_ago(2),
            role="Client at Meadow Bank",
            relationship="Was my client for the Meadow Bank app",
            speaks_about="Workshops; how the research changed the plan",
            last_contact_on=months_ago(4),
            job_hunting_since=today - timedelta(days=20),
        ),
        "peter": reference(
            "Peter Song",
            consent.ASKED,
            today - timedelta(days=3),
            role="Former teammate",
            relationship="Shared a team with me for two years",
        ),
        "wanda": reference(
            "Wanda Price",
            consent.DECLINED,
            months_ago(1),
            role="Former director",
            relationship="Headed the studio",
        ),
    }
