"""The directory of people and companies, with their history."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.access import owned_by
from accounts.models import User
from applications.people.contact_history import ContactHistory, contact_histories
from jobtracker.lookups import containing
from references.models import Company, Contact

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Person:
    """One row: a contact with their history."""

    contact: Contact
    ties: ContactHistory

    @property
    def spoke_on(self) -> date | None:
        """The last contact recorded on the reference, if it is later than the last note."""
        reference = getattr(self.contact, "reference", None)
        spoken: date | None = reference.last_contact_on if reference else None
        noted = timezone.localdate(self.ties.last.at) if self.ties.last else None
        return spoken if spoken and (noted is None or spoken > noted) else None


def people(user: User, words: str, number: str | int) -> tuple[Page[Contact], list[Person]]:
    """Return a page of the people of ``user`` that match the search, by name; five queries."""
    rows = found(owned_by(user, Contact).select_related("company", "reference"), words)
    page = Paginator(rows, PER_PAGE).get_page(number)
    contacts = list(page.object_list)
    ties = contact_histories(contacts)
    return page, [Person(contact, ties[contact.pk]) for contact in contacts]


def found(contacts: QuerySet[Contact], words: str) -> QuerySet[Contact]:
    """The contacts whose name, role, email, company or notes contain each of the words."""
    return containing(contacts, ("name", "role", "email", "notes", "company__name"), words)


def companies(user: User, words: str, number: str | int) -> Page[Any]:
    """Return a page of companies with their number of people and applications; two queries."""
    rows = containing(owned_by(user, Company), ("name", "notes"), words)
    counted = rows.annotate(
        people_count=Count("contacts", distinct=True),
        application_count=Count("applications", distinct=True),
        last_change=Max("applications__updated_at"),
    )
    return Paginator(counted.order_by(Lower("name")), PER_PAGE).get_page(number)
