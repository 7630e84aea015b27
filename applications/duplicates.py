"""“Did I already apply there?”: the same posting under whatever company, and the same company."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from accounts.models import User
from applications.models import Application
from applications.posting.identity import job_numbers, link_key, trace_of
from applications.table.page import applications_of
from jobtracker.lookups import occurring

SHORTEST = 2
"""Minimum length of a company name to search for duplicates."""
MOST_KNOWN = 6
MOST_READ = 50
"""So many postings are looked into for the same link or number, the latest first."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Applications that may be for the same job: first those whose posting is the same.

    Archived ones count as well. ``number`` is what the postings have in common, and ``same`` how
    many of the first have the same posting.
    """

    rows: list[Application]
    has_same_link: bool = False
    number: str = ""
    same: int = 0


def duplicates_of(
    user: User, company: str, link: str = "", numbers: tuple[str, ...] = ()
) -> Duplicates:
    """Return the applications of ``user`` with the same link or number, or at such a company.

    An agency may post what the employer posts as well. ``numbers`` come from the posting's text;
    those in the link are added.
    """
    numbers = tuple(dict.fromkeys((*numbers, *job_numbers("", link))))
    by_link, by_number = _same_link(user, link), _same_number(user, numbers)
    same = list(dict.fromkeys([*by_link, *by_number]))[:MOST_KNOWN]
    keys = [row.pk for row in same]
    others = _latest(_at_company(user, company).exclude(pk__in=keys))[: MOST_KNOWN - len(same)]
    number = next(iter(by_number.values()), "")
    return Duplicates([*same, *others], bool(by_link), number, len(same))


def _at_company(user: User, company: str) -> QuerySet[Application]:
    name = " ".join(company.split())
    here = occurring(["company__name"], name) if len(name) >= SHORTEST else Q(pk__in=[])
    return applications_of(user).filter(here)


def _same_link(user: User, link: str) -> list[Application]:
    key = link_key(link)
    if not key:
        return []
    host = (urlsplit(link.strip()).hostname or "").removeprefix("www.")
    rows = applications_of(user).filter(
        Q(posting_url__icontains=host) | Q(posting_url__contains=key.rpartition(" ")[2])
    )
    return [row for row in _latest(rows)[:MOST_READ] if link_key(row.posting_url) == key]


def _same_number(user: User, numbers: tuple[str, ...]) -> dict[Application, str]:
    """Return the applications whose posting has one of the numbers, with that number."""
    found: dict[Application, str] = {}
    for number in numbers:
        if not (trace := trace_of(number)):
            continue
        there = Q(posting_url__icontains=trace) | Q(posting_text__icontains=trace)
        for row in _latest(applications_of(user).filter(there))[:MOST_READ]:
            if number in job_numbers(row.posting_text, row.posting_url):
                found.setdefault(row, number)
    return found


def _latest(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.order_by("-created_at", "-pk")
