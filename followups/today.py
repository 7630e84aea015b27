"""Read model of the Today page: what to do now, what is coming, what is waiting.

A reminder's group depends on its times at ``now``, not on whether the beat has run. Each group has
a maximum size, so the page costs the same however long the search has been.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, F, QuerySet, Value, When

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Interview
from applications.models.interview import STANDING, interview_name
from followups.cards import (
    Card,
    CardContext,
    HeldBackItem,
    card,
    card_context,
    cards_of,
    held_back_item,
)
from followups.inbox_line import InboxLine, inbox_line
from followups.joint import join
from followups.models import HeldBack, Reminder
from followups.people import names_and_interviewers
from followups.queue import GROUPS, ROOM, DayBounds, QueueGroup, day_bounds, group_of, in_group
from followups.rows import HELD_BACK_FIELDS, REMINDER_FIELDS, HeldBackRow, ReminderRow
from followups.state import still_held
from followups.timing.catalogue.index import GUARDS, OVER
from jobtracker.compiled_query import CompiledQuery
from jobtracker.urlcache import fast_reverse

MAX_INTERVIEWS = 6
WAITING = 8
SHOWN_GUARDS = tuple(name for name in GUARDS if name not in OVER)
YOURS = tuple(guard.name for guard in GUARDS.values() if guard.is_yours)
YOURS_FIRST = Case(When(guard__in=YOURS, then=Value(0)), default=Value(1))
SOONEST = (YOURS_FIRST, F("until").asc(nulls_last=True), "pk")
INTERVIEW_FIELDS = (
    *("pk", "kind", "type", "starts_at", "ends_at", "place", "link", "application__company__name"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """The cards shown of a group; ``more`` is True if there are others.

    ``total`` is the number of all its reminders, if they were counted.
    """

    kind: QueueGroup
    cards: list[Card]
    more: bool = False
    total: int = 0


@dataclass(frozen=True, slots=True)
class UpcomingInterview:
    """An interview in the coming days, with its interviewers."""

    people: list[str]
    pk: int
    kind: str
    type: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    company: str

    @property
    def url(self) -> str:
        """The interview's page."""
        return fast_reverse("applications:interview", self.pk)

    @property
    def title(self) -> str:
        """The interview type, in the reader's language."""
        return interview_name(self.kind, self.type)


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page."""

    interviews: list[UpcomingInterview]
    overdue: Group
    now: Group
    coming: Group
    optional: Group
    catch_up: Group
    later: Group
    yours: list[HeldBackItem]
    waiting: list[HeldBackItem]
    more_waiting: bool
    is_new: bool
    inbox: InboxLine

    @property
    def is_calm(self) -> bool:
        """Whether there is nothing to do now."""
        return not self.overdue.cards and not self.now.cards

    @property
    def is_up_to_others(self) -> bool:
        """Whether all that is ahead is to ask those who should have written."""
        ahead = (each.row.rule for each in self.coming.cards)
        return not self.interviews and all(rule.startswith("status.") for rule in ahead)

    @property
    def snoozed(self) -> list[Card]:
        """Snoozed reminders that would otherwise be open and required, first to wake first."""
        return [each for each in self.later.cards if not (each.is_coming or each.row.optional)]


def today(user: User, now: datetime) -> Today:
    """Return the page of ``user`` at ``now``: at most five queries.

    One more is for a new account, or if there is more to catch up on than is shown; and a few, ever
    as many, where something waits in the Inbox.
    """
    bounds = day_bounds(user, now)
    rows = [ReminderRow(*row) for row in _rows(user.pk, now, bounds.tonight, bounds.week)]
    held = [HeldBackRow(*row) for row in _held(user.pk, now)]
    interviews = _interviews(user.pk, now, bounds.week)
    names, people = names_and_interviewers(
        user, [*rows, *held], [interview[0] for interview in interviews]
    )
    context = CardContext(user.zone, now, names)
    joint = join(rows, now, user.zone)
    members = _by_group(joint, bounds)
    groups = {name: _group(kind, members[kind], bounds, context) for name, kind in GROUPS.items()}
    is_empty = not rows and not held and not interviews
    yours, theirs = split_by_turn(_not_asked(held[:WAITING], rows, context))
    return Today(
        [UpcomingInterview(people.get(interview[0], []), *interview) for interview in interviews],
        groups["overdue"],
        groups["today"],
        groups["coming"],
        groups["optional"],
        _counted(user, groups["catch-up"], bounds),
        groups["later"],
        yours,
        theirs,
        len(held) > WAITING,
        is_empty and not owned_by(user, Application).exists(),
        inbox_line(user, now),
    )


@CompiledQuery
def _rows(owner: int, now: datetime, tonight: datetime, week: datetime) -> QuerySet[Reminder, Any]:
    """Return the first reminders of every group, some more than are shown."""
    user, bounds = User(pk=owner), DayBounds(now, tonight, week)
    # Nested, because SQLite allows no LIMIT in a part of a union.
    firsts = [
        Reminder.objects.filter(pk__in=kind.first(user, bounds).values("pk"))
        .order_by()
        .values("pk")
        for kind in GROUPS.values()
    ]
    rows = owned_by(user, Reminder).filter(pk__in=firsts[0].union(*firsts[1:], all=True))
    return rows.order_by().values_list(*REMINDER_FIELDS)


@CompiledQuery
def _held(owner: int, now: datetime) -> QuerySet[HeldBack, Any]:
    """Return held-back rows, one more than is shown; the index alone selects them."""
    first = waiting(User(pk=owner), now)[: WAITING + 1]
    rows = HeldBack.objects.filter(pk__in=first.values("pk"))
    return rows.order_by(*SOONEST).values_list(*HELD_BACK_FIELDS)


@CompiledQuery
def _interviews(owner: int, now: datetime, week: datetime) -> QuerySet[Interview, Any]:
    """Return the interviews of the coming days, without cancelled ones and closed applications."""
    near = Interview.objects.filter(STANDING, ends_at__gte=now, starts_at__lt=week)
    rows = owned_by(User(pk=owner), near)
    return rows.values_list(*INTERVIEW_FIELDS)[:MAX_INTERVIEWS]


def _not_asked(
    held: Iterable[HeldBackRow], rows: Iterable[ReminderRow], context: CardContext
) -> Iterator[HeldBackItem]:
    """Return what is held back, without what a reminder asks the seeker to settle already."""
    asked = {(row.application_id, row.rule) for row in rows}
    for row in held:
        if (row.application_id, GUARDS[row.guard].asked_by) not in asked:
            yield held_back_item(row, context)


def _group(
    kind: QueueGroup,
    members: list[list[ReminderRow]],
    bounds: DayBounds,
    context: CardContext,
) -> Group:
    """Return one group with its cards in order, up to its size; each is of one list of rows.

    There may be more, too, if as many reminders were read as are read at most.
    """
    has_more = len(members) > kind.size or sum(map(len, members)) >= kind.size + ROOM
    in_order = sorted(members, key=lambda rows: min(_place(row, kind, bounds) for row in rows))
    shown = [card(first, context, others) for first, *others in in_order[: kind.size]]
    return Group(kind, shown, has_more)


def _counted(user: User, group: Group, bounds: DayBounds) -> Group:
    """Return a group with the number of all its reminders; one query if some are not shown."""
    if not group.more:
        return replace(group, total=len(group.cards))
    return replace(group, total=in_group(user, group.kind, bounds).count())


def _by_group(
    joint: Iterable[list[ReminderRow]], bounds: DayBounds
) -> defaultdict[QueueGroup | None, list[list[ReminderRow]]]:
    """Return the rows of each card by the most urgent of their groups."""
    found: defaultdict[QueueGroup | None, list[list[ReminderRow]]] = defaultdict(list)
    for rows in joint:
        found[_first_group(rows, bounds)].append(rows)
    return found


def _first_group(rows: Iterable[ReminderRow], bounds: DayBounds) -> QueueGroup | None:
    """Return the most urgent of the groups of the reminders of one card."""
    found = {group_of(row, bounds) for row in rows}
    return next((kind for kind in GROUPS.values() if kind in found), None)


def _place(row: ReminderRow, kind: QueueGroup, bounds: DayBounds) -> tuple[bool, datetime, int]:
    at = attrgetter(kind.order)(row)
    return at is None, at or bounds.now, row.pk


def waiting(user: User, now: datetime) -> QuerySet[HeldBack]:
    """Return what is held back: decisions for the seeker first, then by date, undated last."""
    rows = owned_by(user, HeldBack).filter(still_held(now), guard__in=SHOWN_GUARDS)
    return rows.order_by(*SOONEST)


def split_by_turn(items: Iterable[HeldBackItem]) -> tuple[list[HeldBackItem], list[HeldBackItem]]:
    """Split items: those the seeker has to act on, and those where others act next."""
    items = list(items)
    return [each for each in items if each.is_yours], [each for each in items if not each.is_yours]


PAGE = 25


def group_page(user: User, name: str, number: str | None, now: datetime) -> dict[str, Any]:
    """Return the context of a group's own page: ``kind``, a ``page`` of rows and its ``cards``."""
    kind, bounds = GROUPS[name], day_bounds(user, now)
    order = F(kind.order).asc(nulls_last=True)
    found = in_group(user, kind, bounds).order_by(order, "pk").values_list(*REMINDER_FIELDS)
    page = Paginator(found, PAGE).get_page(number)
    rows = [ReminderRow(*row) for row in page.object_list]
    context = card_context(user, rows, now)
    return {"kind": kind, "page": page, "cards": cards_of(rows, context)}


def waiting_page(user: User, number: str | None, now: datetime) -> dict[str, Any]:
    """Return the context of the waiting page: a ``page`` of rows, as ``yours`` and ``theirs``."""
    found = waiting(user, now).values_list(*HELD_BACK_FIELDS)
    page = Paginator(found, PAGE).get_page(number)
    rows = [HeldBackRow(*row) for row in page.object_list]
    context = card_context(user, rows, now)
    yours, theirs = split_by_turn(held_back_item(row, context) for row in rows)
    return {"page": page, "yours": yours, "theirs": theirs}
