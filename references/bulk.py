"""Add many companies, contacts and references at once, for imports."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from jobtracker.model_fields import key_of
from references.models import Company, Contact, Reference

M = TypeVar("M", bound=Model)


@owner_locked
def add_companies(owner: User, rows: Iterable[Company]) -> list[Company]:
    """Add the companies whose names are new and return them; each row gets its key."""
    keys = dict(owned_by(owner, Company).values_list("key", "pk"))
    return _create(Company, {company_key(row.name): row for row in rows}, keys)


@owner_locked
def add_contacts(owner: User, rows: Iterable[Contact]) -> list[Contact]:
    """Add the contacts whose tokens are new and return them; each row gets its key."""
    mine = {row.token: row for row in rows}
    known = owned_by(owner, Contact).filter(token__in=mine).values_list("token", "pk")
    return _create(Contact, mine, dict(known))


@owner_locked
def add_references(owner: User, rows: Iterable[Reference]) -> list[Reference]:
    """Add the references whose contacts are none yet and return them; each row gets its key.

    The caller sends that facts changed, since an import adds applications first.
    """
    mine = {row.contact.pk: row for row in rows}
    known = owned_by(owner, Reference).filter(contact__in=mine).values_list("contact", "pk")
    return _create(Reference, mine, dict(known))


def company_key(name: str) -> str:
    """Return a company's name as it is compared: case, accents and spaces do not matter."""
    return key_of(name)


def _create(model: type[M], rows: Mapping[Any, M], keys: Mapping[Any, int]) -> list[M]:
    new = adopt(rows, keys)
    model._default_manager.bulk_create(new, batch_size=500)
    return new


def adopt(rows: Mapping[Any, M], keys: Mapping[Any, int]) -> list[M]:
    """Give rows that exist already their primary key, and return the others."""
    for name, row in rows.items():
        if name in keys:
            row.pk, row._state.adding = keys[name], False
    return [row for name, row in rows.items() if name not in keys]
