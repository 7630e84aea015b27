"""The names of the people whom reminders and what is held back speak of."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from accounts.access import owned_by
from accounts.models import User
from applications.models import Interview
from followups.models import HeldBack, Reminder
from followups.rows import HeldBackRow, ReminderRow
from followups.timing.plan_items import people_in
from jobtracker.compiled_query import CompiledQuery
from references.models import Contact, Reference

AnyRow = Reminder | ReminderRow | HeldBack | HeldBackRow


def names_in(owner: User, rows: Iterable[AnyRow]) -> dict[str, str]:
    """The names of all people whom the reasons of ``rows`` speak of, by their ids; one query."""
    names, _interviewers = names_and_interviewers(owner, rows, [])
    return names


def names_and_interviewers(
    owner: User, rows: Iterable[AnyRow], interviews: list[int]
) -> tuple[dict[str, str], dict[int, list[str]]]:
    """The names in the reasons of ``rows``, and the people of each interview, in one query."""
    wanted = set(_people(rows))
    if not wanted and not interviews:
        return {}, {}
    contacts = [int(each[1:]) for each in wanted if each[0] == "c"]
    references = [int(each[1:]) for each in wanted if each[0] == "r"]
    names: dict[str, str] = {}
    talks: dict[int, list[str]] = {}
    found = _named(owner.pk, contacts, references, interviews)
    for contact, reference, name, *talk in sorted(found, key=lambda row: (row[2].lower(), row[0])):
        names[f"c{contact}"] = names[f"r{reference}"] = name
        for interview in talk:
            talks.setdefault(interview, []).append(name)
    return names, talks


@CompiledQuery
def _named(
    owner: int, contacts: list[int], references: list[int], interviews: list[int]
) -> QuerySet[Contact, Any]:
    columns = ["pk", "reference__pk", "name"]
    who: list[QuerySet[Any, Any]] = [Contact.objects.filter(pk__in=contacts).values("pk")]
    if references:
        who.append(Reference.objects.filter(pk__in=references).values("contact"))
    if interviews:
        through = Interview.interviewers.through.objects.filter(interview__in=interviews)
        who.append(through.values("contact"))
        columns.append("interviews__pk")
    # As one list, without an order: else SQLite goes through all contacts of the owner.
    first, *more = (each.order_by() for each in who)
    found = Contact.objects.filter(pk__in=first.union(*more, all=True) if more else first)
    return owned_by(User(pk=owner), found).order_by().values_list(*columns)


def _people(rows: Iterable[AnyRow]) -> Iterator[str]:
    for row in rows:
        yield from people_in(row.reason)
