"""The sort orders of the table of applications, and its column headings."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import (
    Case,
    DecimalField,
    ExpressionWrapper,
    F,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, Lower
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.models import Application, Stage
from jobtracker.reading.periods import MOST_WORKED

LATEST = "-updated"

STAGE_ORDER = Case(
    *(When(stage=stage, then=Value(number)) for number, stage in enumerate(Stage)),
    output_field=IntegerField(),
)
YEARLY = ExpressionWrapper(
    Coalesce("pay_max", "pay_min")
    * Case(
        *(When(pay_period=period, then=Value(times)) for period, times in MOST_WORKED.items()),
        default=Value(1),
        output_field=IntegerField(),
    ),
    output_field=DecimalField(max_digits=20, decimal_places=2),
)
"""The most that is paid, in a year of full-time work."""
IS_UNPAID = Case(
    When(pay_min=None, pay_max=None, then=Value(1)), default=Value(0), output_field=IntegerField()
)
SORTS: Mapping[str, OrderBy] = {
    "title": Lower("title").asc(),
    "company": Lower("company__name").asc(),
    "stage": STAGE_ORDER.asc(),
    "interest": F("interest").asc(),
    "applied": F("applied_at").asc(nulls_last=True),
    "pay": YEARLY.asc(nulls_last=True),
    "updated": F("updated_at").asc(),
}
COLUMNS: Mapping[str, str | Promise] = {
    "title": _("Job"),
    "company": _("Company"),
    "stage": _("Stage"),
    "interest": _("Interest"),
    "applied": _("Applied"),
    "pay": _("Pay"),
    "updated": _("Last change"),
}

ORDERS: Mapping[str, str | Promise] = {
    "-updated": _("Latest change"),
    "title": _("Job title"),
    "company": _("Company"),
    "stage": _("Stage"),
    "-interest": _("Most wanted"),
    "-applied": _("Latest applied"),
    "-pay": _("Highest pay"),
}
"""The sort orders in the phone layout, which has no column headings."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column heading: ``aria`` is its aria-sort, ``query`` what its link asks for."""

    name: str
    title: str
    query: str
    aria: str = ""


def sort_of(asked: QueryDict) -> str:
    """The sort column, with a dash for descending; the latest change first by default."""
    wanted = asked.get("sort", "")
    return wanted if wanted.removeprefix("-") in SORTS else LATEST


def in_order(rows: QuerySet[Application], sort: str) -> QuerySet[Application]:
    """Sort the rows; ties by age, so that pages never overlap.

    Pay is sorted within each currency: two of them cannot be compared as bare figures.
    """
    order = SORTS[sort.removeprefix("-")].copy()
    if sort.startswith("-"):
        order.descending = True
    if sort.removeprefix("-") == "pay":
        return rows.order_by(IS_UNPAID, "pay_currency", order, "-pk")
    return rows.order_by(order, "-pk")


def headings(asked: QueryDict, sort: str) -> list[Heading]:
    """The column headings. Each links to the first page, sorted by its column."""
    query = asked.copy()
    query.pop("page", None)
    return [_heading(name, sort, query) for name in COLUMNS]


def _heading(name: str, sort: str, query: QueryDict) -> Heading:
    is_sorted = name == sort.removeprefix("-")
    goes_down = sort.startswith("-")
    rises_first = name in {"title", "company", "stage"}
    query["sort"] = name if (goes_down if is_sorted else rises_first) else f"-{name}"
    aria = "" if not is_sorted else "descending" if goes_down else "ascending"
    return Heading(name, str(COLUMNS[name]), query.urlencode(), aria)
