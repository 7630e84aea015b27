"""Find who is meant among the people one knows, or add them."""

from uuid import UUID, uuid5

from django.db.models import QuerySet

from accounts.access import owned_by
from accounts.locking import owner_locked, update_fields
from accounts.models import User
from jobtracker.lookups import with_name
from jobtracker.reading.names import name_key
from jobtracker.reading.people import Person
from references.models import Contact
from references.services import add_contact


@owner_locked
def known_or_new(
    owner: User, person: Person, *, among: QuerySet[Contact], company: str, token: UUID
) -> Contact:
    """Return the contact who is meant: by address, by name ``among`` those who are likely, or by
    a name that only one person bears.

    A new one is added at ``company``; what is not known of a known one yet is filled in.
    """
    known = _known(owner, person, among)
    if known is None:
        own = uuid5(token, person.email.casefold() or name_key(person.name))
        fields = {"name": person.name, "role": person.role, "email": person.email}
        return add_contact(owner, token=own, company=company, fields=fields)
    told = {"role": person.role, "email": person.email}
    lacking = {name: value for name, value in told.items() if value and not getattr(known, name)}
    return update_fields(known, lacking) if lacking else known


def _known(owner: User, person: Person, among: QuerySet[Contact]) -> Contact | None:
    """Whoever is called the same, but has another address, is somebody else."""
    reached = owned_by(owner, Contact).filter(email__iexact=person.email) if person.email else None
    if reached and (found := reached.first()):
        return found
    return _called(among, person).first() or _only(_called(owned_by(owner, Contact), person))


def is_one_of_several(owner: User, person: Person, among: QuerySet[Contact]) -> bool:
    """Return whether a name without an address may mean several people, none ``among`` the likely.

    Then the seeker has to say who is meant.
    """
    if person.email or _called(among, person).exists():
        return False
    return _called(owned_by(owner, Contact), person).count() > 1


def _called(people: QuerySet[Contact], person: Person) -> QuerySet[Contact]:
    return with_name(people.filter(email="") if person.email else people, person.name)


def _only(people: QuerySet[Contact]) -> Contact | None:
    found = list(people[:2])
    return found[0] if len(found) == 1 else None
