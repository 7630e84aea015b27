"""The people of an answer as contacts: those who are known already, or new ones."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.access import owned_by
from applications.models import Application
from jobtracker.reading.people import Person
from references.known_people import known_or_new
from references.models import Contact


def contact_of(application: Application, person: Person, token: UUID) -> Contact | None:
    """Return the contact who is meant, added at the company if new; None for the seeker."""
    if _is_seeker(application, person):
        return None
    return known_or_new(
        application.owner,
        person,
        among=_colleagues(application),
        company=application.company.name,
        token=token,
    )


def _is_seeker(application: Application, person: Person) -> bool:
    """Whether an address is one of the seeker's own."""
    addresses = application.owner.emailaddress_set  # type: ignore[attr-defined]
    own = addresses.filter(verified=True, email__iexact=person.email)
    return bool(person.email) and bool(own.exists())


def _colleagues(application: Application) -> QuerySet[Contact]:
    there = Q(company=application.company_id) | Q(interviews__application=application)
    return owned_by(application.owner, Contact).filter(there).distinct()
