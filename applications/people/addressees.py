"""Whom a note about an application may go to: everybody the seeker knows."""

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Lower

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Interview, Message
from references.models import Contact


def addressees(owner: User, application: Application) -> QuerySet[Contact]:
    """Return the people whom ``owner`` knows, with their company.

    First come those of the application and its company, who are annotated with ``is_there``.
    """
    met = Interview.interviewers.through.objects.filter(interview__application=application)
    written_to = Message.objects.filter(application=application, contact__isnull=False)
    there = Q(company=application.company_id) | Q(pk=application.referred_by_id)
    there |= Q(pk__in=met.values("contact")) | Q(pk__in=written_to.order_by().values("contact"))
    people = owned_by(owner, Contact).select_related("company")
    # Who belongs to no company is not there: a bare condition would be NULL, and sorted first.
    is_there = Case(When(there, then=True), default=False)
    return people.annotate(is_there=is_there).order_by("-is_there", Lower("name"), "pk")


def is_there(person: Contact) -> bool:
    """Whether somebody from ``addressees`` belongs to the application or its company."""
    return bool(getattr(person, "is_there", True))


def name_with_company(person: Contact) -> str:
    """A person in a list: “Bob Moss, Harbour Analytics”."""
    return f"{person.name}, {person.company.name}" if person.company else person.name
