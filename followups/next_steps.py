"""The next steps of one application with their reasons, and a short next step for many."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, Greatest, Lower, RowNumber
from django.utils.translation import gettext as _

from applications.models import Application
from applications.table.page import NextStep, TableRow
from followups import due_words
from followups.actions import title_of
from followups.cards import Card, HeldBackItem, card_context, cards_of, held_back_items
from followups.models import HeldBack, Reminder
from followups.rows import (
    HELD_BACK_FIELDS,
    REMINDER_FIELDS,
    REMINDER_FIELDS_IN_SHORT,
    HeldBackRow,
    ReminderRow,
)
from followups.state import comes_at, is_overdue, live, still_held
from followups.timing.catalogue.index import OVER
from jobtracker.compiled_query import CompiledQuery
from jobtracker.templatetags.dates import day_formatter
from jobtracker.urlcache import fast_reverse

END = datetime.max.replace(tzinfo=UTC)
NO_TIME = Value(None, DateTimeField())
HELD_AS_REMINDER = (
    *("guard", "pk", "owner_id", "application_id", Value(""), "until", NO_TIME, Value(False)),
    *(NO_TIME, Value(False), Value(""), Value("")),
)
"""A held-back row as columns of ``_first_rows``: its guard, then fields of a ``ReminderRow``."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What an application's page shows: open cards, coming cards, and what is held back."""

    cards: list[Card]
    coming: list[Card]
    held_back: list[HeldBackItem]
    url: str

    @property
    def first(self) -> list[Card]:
        """The first card that is not snoozed, in a list; empty if all are snoozed."""
        return [each for each in self.cards if not each.is_snoozed][:1]

    @property
    def others(self) -> list[Card]:
        """The other cards, snoozed ones last."""
        others = [each for each in self.cards if each not in self.first]
        return sorted(others, key=lambda each: each.is_snoozed)

    @property
    def is_empty(self) -> bool:
        """Whether there are no cards and nothing is held back."""
        return not (self.cards or self.coming or self.held_back)


def steps(application: Application, now: datetime, *, tells_of_mail: bool = True) -> Steps:
    """Return the steps of ``application`` at ``now``, in at most three queries.

    Without ``tells_of_mail`` nothing says that an unsorted mail came.
    """
    rows = [ReminderRow(*row) for row in _rows(application.pk, now)]
    held = [HeldBackRow(*row) for row in _held(application.pk, now)]
    owner = application.owner
    context = card_context(owner, [*rows, *held], now, tells_of_mail=tells_of_mail)
    # The application's own page does not repeat its name.
    cards = [replace(each, company="", job="") for each in cards_of(rows, context)]
    return Steps(
        [each for each in cards if each.is_snoozed or not each.is_coming],
        [each for each in cards if not (each.is_snoozed or each.row.optional) and each.is_coming],
        held_back_items(held, context),
        fast_reverse("applications:page", application.pk),
    )


@CompiledQuery
def _rows(application: int, now: datetime) -> QuerySet[Reminder, Any]:
    """Return the live reminders of an application, required and due soonest first."""
    rows = Reminder.objects.filter(live(now), application=application)
    order = ("optional", "due_at", Lower("contact__name"), "pk")
    return rows.order_by(*order).values_list(*REMINDER_FIELDS)


@CompiledQuery
def _held(application: int, now: datetime) -> QuerySet[HeldBack, Any]:
    """Return what is held back at ``now``."""
    rows = HeldBack.objects.filter(still_held(now), application=application)
    return rows.values_list(*HELD_BACK_FIELDS)


def next_of(rows: Sequence[TableRow], now: datetime) -> list[tuple[TableRow, NextStep | None]]:
    """Pair each row of a table with the next step of its application at ``now``, if any."""
    steps = next_in_short([row.pk for row in rows], now)
    return [(row, steps.get(row.pk)) for row in rows]


def next_in_short(applications: list[int], now: datetime) -> dict[int, NextStep]:
    """Return the next step of each application that has one, at ``now``; one query."""
    if not applications:
        return {}
    first: dict[int, ReminderRow | HeldBackRow] = {}
    for row in sorted(_firsts(applications, now), key=lambda each: _rank(each, now)):
        first.setdefault(row.application_id or 0, row)
    day = day_formatter()
    return {application: _next_step(row, now, day) for application, row in first.items()}


def _rank(row: ReminderRow | HeldBackRow, now: datetime) -> tuple[bool, bool, datetime, bool]:
    """Sort key: open first, then the soonest to come, then optional ones."""
    if isinstance(row, HeldBackRow):
        return False, True, row.until or END, False
    is_open = comes_at(row) <= now
    when = row.due_at or END if is_open else comes_at(row)
    return row.optional, not is_open, when, True


def _next_step(
    row: ReminderRow | HeldBackRow, now: datetime, day: Callable[[datetime | None], str]
) -> NextStep:
    if isinstance(row, HeldBackRow):
        return NextStep(_("Waiting"), due_words.until(row, day))
    is_late = is_overdue(row, now)
    return NextStep(title_of(row), due_words.in_short(row, now, day), is_late)


def _firsts(applications: list[int], now: datetime) -> Iterator[ReminderRow | HeldBackRow]:
    for guard, *columns in _first_rows(applications, now):
        row = ReminderRow(*columns)
        if guard:
            yield HeldBackRow(row.owner_id, row.application_id or 0, guard, row.opens_at)
        else:
            yield row


@CompiledQuery
def _first_rows(applications: list[int], now: datetime) -> QuerySet[Reminder, Any]:
    """Return each application's held-back rows, and the reminder that ``_rank`` puts first.

    A row is a guard (empty for a reminder) and the columns of a ``ReminderRow``; of a held-back
    row, ``opens_at`` is its end.
    """
    held = HeldBack.objects.filter(still_held(now), application__in=applications)
    held = held.exclude(guard__in=OVER).order_by()
    reminders = _first_reminders(applications, now).values_list(
        Value(""), *REMINDER_FIELDS_IN_SHORT
    )
    return reminders.union(held.values_list(*HELD_AS_REMINDER), all=True)


def _first_reminders(applications: list[int], now: datetime) -> QuerySet[Reminder]:
    rows = Reminder.objects.filter(live(now), application__in=applications)
    rows = rows.alias(comes_at=Greatest("opens_at", Coalesce("snoozed_until", "opens_at")))
    is_open = Q(comes_at__lte=now)
    return _first_of_each(
        rows,
        F("optional").asc(),
        Case(When(is_open, then=Value(0)), default=Value(1)).asc(),
        Case(When(is_open, then="due_at"), default="comes_at").asc(nulls_last=True),
        Lower(Coalesce("contact__name", "reference__contact__name", Value(""))).asc(),
    )


def _first_of_each(rows: QuerySet[Any], *order: Any) -> QuerySet[Any]:
    """Return the row of each application that comes first in this order."""
    place = Window(RowNumber(), partition_by="application_id", order_by=list(order))
    firsts: QuerySet[Any] = rows.order_by().alias(place=place).filter(place=1)
    return firsts
