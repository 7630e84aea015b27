"""Who may be one with whom: people and companies that look alike. They are never joined here."""

import re
from collections.abc import Iterable

from accounts.access import owned_by
from accounts.models import User
from jobtracker.model_fields import key_of
from references.models import Company, Contact

ALIKE = 90
"""How alike, of 100, two names must be."""
FORMS = re.compile(
    r"\b(?:ltd|limited|inc|incorporated|llc|llp|plc|gmbh|ag|kg|se|co|corp|corporation|company|sa"
    r"|sas|sarl|srl|spa|bv|nv|oy|ab|as|aps|pty|group|holding|holdings|the)\b"
)
MOST = 5


def alike_contacts(owner: User, contact: Contact) -> list[Contact]:
    """Return the owner's other people with the same address, or much the same name."""
    others = owned_by(owner, Contact).exclude(pk=contact.pk).select_related("company")
    name, email = _person(contact.name), contact.email.casefold()
    return _most(
        each
        for each in others
        if (email and each.email.casefold() == email)
        or (not _differ(contact.email, each.email) and _are_alike(_person(each.name), name))
    )


def alike_companies(owner: User, company: Company) -> list[Company]:
    """Return the owner's other companies with much the same name."""
    name = _firm(company.key)
    others = owned_by(owner, Company).exclude(pk=company.pk)
    return _most(each for each in others if _are_alike(_firm(each.key), name))


def _most(rows: Iterable[Contact] | Iterable[Company]) -> list:  # type: ignore[type-arg]
    return list(rows)[:MOST]


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one.casefold() != other.casefold()


def _person(name: str) -> str:
    return " ".join(re.findall(r"\w+", key_of(name)))


def _firm(key: str) -> str:
    words = " ".join(re.findall(r"[\w&]+", key.replace(".", "")))
    return " ".join(FORMS.sub(" ", words).split()) or words


def _are_alike(one: str, other: str) -> bool:
    # Only a page of one person or company needs it.
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.token_sort_ratio(one, other) >= ALIKE
