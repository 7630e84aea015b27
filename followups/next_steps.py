"""The next step of one application and its why, or the why-not; of many, in a few words each."""

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
from followups.cards import Card, HeldBackItem, card, card_context, held_back_item
from followups.models import HeldBack, Reminder
from followups.rows import (
    HELD_BACK_FIELDS,
    REMINDER_FIELDS,
    REMINDER_FIELDS_IN_SHORT,
    HeldBackRow,
    ReminderRow,
)
from followups.state import comes_at, is_overdue, live, still_held
from jobtracker.compiled_query import CompiledQuery
from jobtracker.templatetags.dates import day_formatter
from jobtracker.urlcache import fast_reverse

END = datetime.max.replace(tzinfo=UTC)
NO_TIME = Value(None, DateTimeField())
HELD_AS_REMINDER = (
    *("guard", "pk", "owner_id", "application_id", Value(""), "until", NO_TIME, Value(False)),
    *(NO_TIME, Value(""), Value("")),
)
"""Where the guard of what is held back is found, and the parts of a ``ReminderRow`` for it."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What an application's page shows: open cards, those to come, and where one may rest."""

    cards: list[Card]
    coming: list[Card]
    rests: list[HeldBackItem]
    here: str

    @property
    def first(self) -> list[Card]:
        """The card that is asked for first, in a list; empty where all are put off."""
        return [each for each in self.cards if not each.is_put_off][:1]

    @property
    def others(self) -> list[Card]:
        """The cards after the first; what is put off stands last."""
        others = [each for each in self.cards if each not in self.first]
        return sorted(others, key=lambda each: each.is_put_off)

    @property
    def is_empty(self) -> bool:
        """Nothing is asked, nothing is coming, and nothing is held back."""
        return not (self.cards or self.coming or self.rests)


def steps(application: Application, now: datetime) -> Steps:
    """The steps of ``application`` at ``now``, in at most three queries."""
    rows = [ReminderRow(*row) for row in _rows(application.pk, now)]
    held = [HeldBackRow(*row) for row in _held(application.pk, now)]
    context = card_context(application.owner, [*rows, *held], now)
    # On the application's own page its name goes without saying.
    cards = [replace(card(row, context), company="", job="") for row in rows]
    return Steps(
        [each for each in cards if each.is_put_off or not each.is_coming],
        [each for each in cards if not (each.is_put_off or each.row.optional) and each.is_coming],
        [held_back_item(row, context) for row in held],
        fast_reverse("applications:page", application.pk),
    )


@CompiledQuery
def _rows(application: int, now: datetime) -> QuerySet[Reminder, Any]:
    """The reminders of an application that stand, those that are asked for first."""
    rows = Reminder.objects.filter(live(now), application=application)
    order = ("optional", "due_at", Lower("contact__name"), "pk")
    return rows.order_by(*order).values_list(*REMINDER_FIELDS)


@CompiledQuery
def _held(application: int, now: datetime) -> QuerySet[HeldBack, Any]:
    """What is held back there, while it has something to say."""
    rows = HeldBack.objects.filter(still_held(now), application=application)
    return rows.values_list(*HELD_BACK_FIELDS)


def next_of(rows: Sequence[TableRow], now: datetime) -> list[tuple[TableRow, NextStep | None]]:
    """The rows of a table, each with the next step of its application at ``now``, if any."""
    steps = next_in_short([row.pk for row in rows], now)
    return [(row, steps.get(row.pk)) for row in rows]


def next_in_short(applications: list[int], now: datetime) -> dict[int, NextStep]:
    """The next step of each of these applications that has one, at ``now``; one query."""
    if not applications:
        return {}
    first: dict[int, ReminderRow | HeldBackRow] = {}
    for row in sorted(_firsts(applications, now), key=lambda each: _rank(each, now)):
        first.setdefault(row.application_id or 0, row)
    day = day_formatter()
    return {application: _told(row, now, day) for application, row in first.items()}


def _rank(row: ReminderRow | HeldBackRow, now: datetime) -> tuple[bool, bool, datetime, bool]:
    """What is asked now comes first, then what comes soonest, then what is optional."""
    if isinstance(row, HeldBackRow):
        return False, True, row.until or END, False
    is_here = comes_at(row) <= now
    when = row.due_at or END if is_here else comes_at(row)
    return row.optional, not is_here, when, True


def _told(
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
    """Of each application what is held back, and the reminder that ``_rank`` puts first.

    In one query: a guard, and the columns of a reminder, which opens when what is held back ends.
    """
    held = HeldBack.objects.filter(still_held(now), application__in=applications)
    held = held.exclude(guard="closed").order_by()
    found = _first_reminders(applications, now).values_list(Value(""), *REMINDER_FIELDS_IN_SHORT)
    return found.union(held.values_list(*HELD_AS_REMINDER), all=True)


def _first_reminders(applications: list[int], now: datetime) -> QuerySet[Reminder]:
    rows = Reminder.objects.filter(live(now), application__in=applications)
    rows = rows.alias(comes_at=Greatest("opens_at", Coalesce("snoozed_until", "opens_at")))
    is_here = Q(comes_at__lte=now)
    return _first_of_each(
        rows,
        F("optional").asc(),
        Case(When(is_here, then=Value(0)), default=Value(1)).asc(),
        Case(When(is_here, then="due_at"), default="comes_at").asc(nulls_last=True),
        Lower(Coalesce("contact__name", "reference__contact__name", Value(""))).asc(),
    )


def _first_of_each(rows: QuerySet[Any], *order: Any) -> QuerySet[Any]:
    """Of each application the row that comes first in this order."""
    place = Window(RowNumber(), partition_by="application_id", order_by=list(order))
    found: QuerySet[Any] = rows.order_by().alias(place=place).filter(place=1)
    return found
