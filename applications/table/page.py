"""The table of applications: its rows, sort order and queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise

from accounts.access import owned_by
from accounts.models import User
from applications.formatting import closing_text, pay_in_short, place_text
from applications.models import Application, Event, Tag
from applications.models.application import RUNNING_STAGES
from applications.table.filters import ApplicationFilter
from applications.table.saved_views import View, named_by
from applications.table.sorting import (
    COLUMNS,
    LATEST,
    ORDERS,
    Heading,
    headings,
    in_order,
    sort_of,
)
from jobtracker.compiled_query import CompiledQuery
from jobtracker.http.params import parse_pk
from jobtracker.templatetags.dates import day_formatter
from jobtracker.urlcache import fast_reverse

ROWS = 50


class Read(NamedTuple):
    """The columns read for a row: plain values, since model instances take five times as long."""

    pk: int
    title: str
    company__name: str
    stage: str
    interest: int
    location: str
    place: str
    applied_at: datetime | None
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_currency: str
    pay_period: str
    updated_at: datetime
    archived_at: datetime | None
    closes_on: date | None


APPLIED_AT = Subquery(
    Event.objects.filter(application=OuterRef("pk"), kind=Event.Kind.APPLIED)
    .order_by("-at")
    .values("at")[:1]
)
"""When the application was last submitted."""

DATED = Application.objects.select_related("company").annotate(applied_at=APPLIED_AT)
"""Built at import time: building costs more than running it."""

WHOLE = DATED.prefetch_related(Prefetch("tags", to_attr="own_tags"))
"""Each application with everything that is told of it; its tags are a list."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One application as a row of the table: plain values, which templates read fastest."""

    pk: int
    url: str
    title: str
    company: str
    stage: str
    interest: int
    place: str
    pay: str
    tags: list[str]
    applied: str
    updated: str
    is_archived: bool
    closing: str = ""

    @property
    def key(self) -> str:
        """``pk`` as text: a number is written by the reader's locale first, which takes longer."""
        return str(self.pk)


class NextStep(NamedTuple):
    """The next step of an application: what, and when; either may be empty."""

    title: str
    when: str
    is_overdue: bool = False


@dataclass(frozen=True)
class Table:
    """The table for one query string; ``has_any``: whether the user has applications at all."""

    filters: ApplicationFilter
    page: Page[Application]
    rows: list[TableRow]
    sort: str
    headings: list[Heading]
    views: list[View]
    has_any: bool

    @property
    def orders(self) -> list[tuple[str, str | Promise]]:
        """The sort orders to choose from, including the current constant."""
        known = list(ORDERS.items())
        present = (self.sort, COLUMNS[self.sort.removeprefix("-")])
        return known if self.sort in ORDERS else [present, *known]


def applications_of(user: User) -> QuerySet[Application]:
    """All applications of ``user`` with their company and submission time."""
    return owned_by(user, DATED)


def table_of(user: User, asked: QueryDict, now: datetime) -> Table:
    """Return the table of ``user``'s applications at ``now`` for a query string."""
    named = named_by(user)
    filters = ApplicationFilter(asked, applications_of(user), named.tags, now)
    sort = sort_of(asked)
    page, rows = _as_it_opens(user) if not asked else _as_asked(filters, sort, asked.get("page"))
    tags = tags_of(user, [row.pk for row in rows])
    day = day_formatter()
    today = timezone.localdate(now, user.zone)
    shown = [table_row(row, tags.get(row.pk, []), day, today) for row in rows]
    has_any = bool(rows) or owned_by(user, Application).exists()
    return Table(filters, page, shown, sort, headings(asked, sort), named.views, has_any)


def _as_asked(filters: ApplicationFilter, sort: str, number: str | None) -> tuple[Page[Any], Any]:
    page = Paginator(in_order(filters.qs, sort), ROWS).get_page(number)
    # Only for this page: the paginator would read every row to count values.
    values = page.object_list.values_list(*Read._fields)  # type: ignore[attr-defined]
    return page, [Read(*row) for row in values]


def _as_it_opens(user: User) -> tuple[Page[Any], Any]:
    """The first page without filters, the most frequent request."""
    paginator: Paginator[Any] = Paginator((), ROWS)
    ((paginator.count,),) = _count(user.pk)
    return paginator.get_page(1), [Read(*row) for row in _first(user.pk)]


@CompiledQuery
def _count(owner: int) -> QuerySet[Application, Any]:
    active = owned_by(User(pk=owner), Application).filter(archived_at__isnull=True).order_by()
    # One group of all rows: aggregate() would run at once instead of giving a query.
    grouped = active.annotate(constant=Value(1)).values("constant")
    return grouped.annotate(number=Count("*")).values_list("number")


@CompiledQuery
def _first(owner: int) -> QuerySet[Application, Any]:
    active = applications_of(User(pk=owner)).filter(archived_at__isnull=True)
    return in_order(active, LATEST)[:ROWS].values_list(*Read._fields)


def filtered(user: User, asked: QueryDict, now: datetime) -> ApplicationFilter:
    """Return the filters for a query string."""
    return ApplicationFilter(asked, applications_of(user), named_by(user).tags, now)


def tags_of(user: User, ids: list[int]) -> dict[int, list[str]]:
    """The tag names of at most a page of applications, in the order of the tags."""
    found: dict[int, list[str]] = {}
    padding = [0] * (ROWS - len(ids))
    for application, name in _tagged(user.pk, *ids, *padding) if ids else ():
        found.setdefault(application, []).append(name)
    return found


@CompiledQuery
def _tagged(owner: int, *applications: int) -> QuerySet[Tag, Any]:
    """The tags of a page of applications; the number of keys is fixed, so the SQL is cached."""
    tags = owned_by(User(pk=owner), Tag).filter(tagged__in=applications)
    return tags.values_list("tagged", "name")


def table_row(
    row: Any, tags: list[str], day: Callable[[datetime | None], str], today: date
) -> TableRow:
    """Return one row as texts, its dates formatted by ``day``."""
    return TableRow(
        pk=row.pk,
        url=page_url(row.pk),
        title=row.title,
        company=row.company__name,
        stage=row.stage,
        interest=row.interest,
        place=place_text(row),
        pay=pay_in_short(row),
        tags=tags,
        applied=day(row.applied_at),
        updated=day(row.updated_at),
        is_archived=row.archived_at is not None,
        closing=closing_text(row.closes_on, row.stage, today),
    )


def page_url(pk: int) -> str:
    """The URL of an application's page."""
    return fast_reverse("applications:page", pk)


def under_way(user: User) -> int:
    """How many applications of ``user`` an employer has still to decide on."""
    rows = owned_by(user, Application).filter(stage__in=RUNNING_STAGES, archived_at=None)
    return rows.count()


def chosen(ids: Iterable[str]) -> list[int]:
    """Return the keys submitted by a form, without those that are invalid."""
    return [pk for each in ids if (pk := parse_pk(each)) is not None]
