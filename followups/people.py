"""The names of the people in reminders' and held-back rows' reasons."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from accounts.access import owned_by
from accounts.models import User
from applications.models import Interview
from followups.models import HeldBack, Reminder
from followups.rows import FullRow, HeldBackRow, ReminderRow
from followups.timing.plan_items import people_in
from jobtracker.compiled_query import CompiledQuery
from references.models import Contact, Reference

AnyRow = Reminder | ReminderRow | FullRow | HeldBack | HeldBackRow


def names_in(owner: User, rows: Iterable[AnyRow]) -> dict[str, str]:
    """Return the names of all people in the reasons of ``rows``, by ID; one query."""
    names, _interviewers = names_and_interviewers(owner, rows, [])
    return names


def names_and_interviewers(
    owner: User, rows: Iterable[AnyRow], interviews: list[int]
) -> tuple[dict[str, str], dict[int, list[str]]]:
    """Return the names in the reasons of ``rows``, and each interview's people; one query."""
    people = set(_person_ids(rows))
    if not people and not interviews:
        return {}, {}
    contacts, references = contact_and_reference_pks(people)
    names: dict[str, str] = {}
    interviewers: dict[int, list[str]] = {}
    found = list(_contacts(owner.pk, contacts, references, interviews))
    found = sorted(found, key=lambda row: (row[2].lower(), row[0]))
    for contact, reference, name, *interview in found:
        names[f"c{contact}"] = names[f"r{reference}"] = name
        for pk in interview:
            interviewers.setdefault(pk, []).append(name)
    return names, interviewers


@CompiledQuery
def _contacts(
    owner: int, contacts: list[int], references: list[int], interviews: list[int]
) -> QuerySet[Contact, Any]:
    columns = ["pk", "reference__pk", "name"]
    queries: list[QuerySet[Any, Any]] = [Contact.objects.filter(pk__in=contacts).values("pk")]
    if references:
        queries.append(Reference.objects.filter(pk__in=references).values("contact"))
    if interviews:
        through = Interview.interviewers.through.objects.filter(interview__in=interviews)
        queries.append(through.values("contact"))
        columns.append("interviews__pk")
    # One unordered union: otherwise SQLite scans all contacts of the owner.
    first, *more = (each.order_by() for each in queries)
    found = Contact.objects.filter(pk__in=first.union(*more, all=True) if more else first)
    return owned_by(User(pk=owner), found).order_by().values_list(*columns)


def contact_and_reference_pks(people: Collection[str]) -> tuple[list[int], list[int]]:
    """Split the IDs of people in reasons (``c12``, ``r7``) into keys of contacts and references."""
    contacts = [int(person[1:]) for person in people if person[0] == "c"]
    return contacts, [int(person[1:]) for person in people if person[0] == "r"]


def _person_ids(rows: Iterable[AnyRow]) -> Iterator[str]:
    for row in rows:
        yield from people_in(row.reason)
