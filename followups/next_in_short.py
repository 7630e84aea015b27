"""The next step of many applications, in a few words each: for the table, in one query."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, Greatest, Lower, RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.table.page import NextStep, TableRow
from followups.actions import ACTIONS
from followups.models import HeldBack, Reminder
from followups.state import is_overdue, live, still_held
from jobtracker.compiled_query import CompiledQuery
from jobtracker.templatetags.dates import day_formatter

END = datetime.max.replace(tzinfo=UTC)


class _Row(NamedTuple):
    """A reminder; with an empty ``rule``, something that is held back until ``opens_at``."""

    application: int
    rule: str
    opens_at: datetime | None
    due_at: datetime | None
    snoozed_until: datetime | None
    optional: bool
    person: str

    @property
    def comes_at(self) -> datetime:
        """When there is something to do; the end of time where nobody can tell."""
        return max(self.opens_at or END, self.snoozed_until or self.opens_at or END)

    def rank(self, now: datetime) -> tuple[Any, ...]:
        """What is asked now comes first, then what comes soonest, then what is optional."""
        is_here = bool(self.rule) and self.comes_at <= now
        when = self.due_at or END if is_here else self.comes_at
        return (self.optional, not is_here, when, bool(self.rule), self.person.casefold())


def next_of(rows: Sequence[TableRow]) -> list[tuple[TableRow, NextStep | None]]:
    """The rows of a table, each with the next step of its application, if it has one."""
    steps = next_in_short([row.pk for row in rows], timezone.now())
    return [(row, steps.get(row.pk)) for row in rows]


def next_in_short(applications: list[int], now: datetime) -> dict[int, NextStep]:
    """The next step of each of these applications that has one, at ``now``."""
    if not applications:
        return {}
    first: dict[int, _Row] = {}
    for row in map(_Row._make, _rows(applications, now)):
        known = first.get(row.application)
        if known is None or row.rank(now) < known.rank(now):
            first[row.application] = row
    day = day_formatter()
    return {application: _told(row, now, day) for application, row in first.items()}


def _told(row: _Row, now: datetime, day: Callable[[datetime | None], str]) -> NextStep:
    if not row.rule:
        until = _("until %(day)s") % {"day": day(row.opens_at)} if row.opens_at else ""
        return NextStep(_("Waiting"), until)
    title = ACTIONS[row.rule].named(row.person)
    if row.comes_at > now:
        return NextStep(title, _("from %(day)s") % {"day": day(row.comes_at)})
    if row.optional:
        return NextStep(title, _("if you like"))
    if is_overdue(row, now):
        return NextStep(title, _("was due %(day)s") % {"day": day(row.due_at)}, True)
    return NextStep(title, _("by %(day)s") % {"day": day(row.due_at)} if row.due_at else "")


@CompiledQuery
def _rows(applications: list[int], now: datetime) -> QuerySet[Any, Any]:
    """What is live at these applications, and what is held back there."""
    asked = Reminder.objects.filter(live(now), application__in=applications)
    held = HeldBack.objects.filter(still_held(now), application__in=applications)
    reminders = _part(
        _firsts(asked, now),
        rule="rule",
        opens_at="opens_at",
        due_at="due_at",
        snoozed_until="snoozed_until",
        optional="optional",
        person=Coalesce("contact__name", "reference__contact__name", Value("")),
    )
    rests = _part(
        held.exclude(guard="closed"),
        rule=Value(""),
        opens_at="until",
        due_at=Value(None, DateTimeField()),
        snoozed_until=Value(None, DateTimeField()),
        optional=Value(False),
        person=Value(""),
    )
    return reminders.union(rests, all=True)


def _firsts(rows: QuerySet[Reminder], now: datetime) -> QuerySet[Reminder]:
    """Of each application the one that `_Row.rank` puts first: the others need not be read."""
    comes_at = Greatest("opens_at", Coalesce("snoozed_until", "opens_at"))
    is_here = Q(comes_at__lte=now)
    place = Window(
        RowNumber(),
        partition_by="application_id",
        order_by=[
            F("optional").asc(),
            Case(When(is_here, then=Value(0)), default=Value(1)).asc(),
            Case(When(is_here, then="due_at"), default="comes_at").asc(nulls_last=True),
            Lower(Coalesce("contact__name", "reference__contact__name", Value(""))).asc(),
        ],
    )
    return rows.annotate(comes_at=comes_at).alias(place=place).filter(Q(place=1))


def _part(rows: QuerySet[Any], **columns: Any) -> QuerySet[Any]:
    """One part of the union, its columns in order."""
    named = {
        f"row_{name}": F(given) if isinstance(given, str) else given
        for name, given in columns.items()
    }
    part: QuerySet[Any] = rows.order_by().annotate(**named).values_list("application_id", *named)
    return part
