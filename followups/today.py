"""The Today page's read model: what to do now, what is coming, and where one may rest.

Where a reminder stands is worked out from its times at ``now``; it never depends on whether the
beat has run. Each group is cut at a size of its own, so that the page costs the same however long
the search has been.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from operator import attrgetter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import owned_by
from accounts.models import User
from applications.models import Application, Interview
from applications.models.interview import STANDING
from followups.cards import Card, CardContext, HeldBackItem, card, card_context, held_back_item
from followups.models import HeldBack, Reminder
from followups.people import names_and_interviewers
from followups.rows import HELD_BACK_FIELDS, REMINDER_FIELDS, HeldBackRow, ReminderRow
from followups.state import awake, is_overdue, is_snoozed, overdue, snoozed, still_held
from followups.timing.catalogue.index import GUARDS
from jobtracker.compiled_query import CompiledQuery
from jobtracker.urlcache import fast_reverse

DAYS_AHEAD = 7
INTERVIEWS = 6
WAITING = 8
RESTFUL = tuple(guard for guard in GUARDS if guard != "closed")
YOURS = tuple(guard.name for guard in GUARDS.values() if guard.is_yours)
YOURS_FIRST = Case(When(guard__in=YOURS, then=Value(0)), default=Value(1))
SOONEST = (YOURS_FIRST, F("until").asc(nulls_last=True), "pk")
TALK_FIELDS = (
    *("pk", "kind", "starts_at", "ends_at", "place", "link", "application__company__name"),
)


@dataclass(frozen=True, slots=True)
class DayBounds:
    """The reader's clock: now, the end of their day, and the end of a week from it."""

    now: datetime
    tonight: datetime
    week: datetime


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """One group of the queue: which reminders are in it, in which order, and how many at once."""

    name: str
    title: str | Promise
    size: int
    where: Callable[[DayBounds], Q]
    order: str = "due_at"

    def first(self, owner: User, clock: DayBounds) -> QuerySet[Reminder]:
        """The first reminders of ``owner`` in it, one more than is shown."""
        rows = owned_by(owner, Reminder).filter(self.where(clock))
        return rows.order_by(F(self.order).asc(nulls_last=True), "pk")[: self.size + 1]


def _is_for_today(clock: DayBounds) -> Q:
    in_time = Q(due_at=None) | Q(due_at__gte=clock.now)
    return in_time & _is_asked(clock, opens_at__lt=clock.tonight)


def _is_asked(clock: DayBounds, **opens: datetime) -> Q:
    return awake(clock.now) & Q(optional=False, **opens)


def _is_coming(clock: DayBounds) -> Q:
    return _is_asked(clock, opens_at__gte=clock.tonight, opens_at__lt=clock.week)


def _is_optional(clock: DayBounds) -> Q:
    return awake(clock.now) & Q(optional=True, opens_at__lte=clock.now)


OVERDUE = QueueGroup("overdue", _("Overdue"), 8, lambda clock: overdue(clock.now))
NOW = QueueGroup("today", _("Today"), 8, _is_for_today)
COMING = QueueGroup("coming", _("Next seven days"), 6, _is_coming, "opens_at")
OPTIONAL = QueueGroup("optional", _("If you like"), 4, _is_optional)
LATER = QueueGroup("later", _("Put off"), 4, lambda clock: snoozed(clock.now), "snoozed_until")
KINDS = {kind.name: kind for kind in (OVERDUE, NOW, COMING, OPTIONAL, LATER)}


@dataclass(frozen=True, slots=True)
class Group:
    """A group as it is shown; ``more`` says that it goes on."""

    kind: QueueGroup
    cards: list[Card]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """An interview that is near, and with whom."""

    people: list[str]
    pk: int
    kind: str
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
        """What kind of talk it is, in the reader's language."""
        return str(Interview.Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page."""

    talks: list[Talk]
    overdue: Group
    now: Group
    coming: Group
    optional: Group
    later: Group
    yours: list[HeldBackItem]
    waiting: list[HeldBackItem]
    more_waiting: bool
    is_new: bool

    @property
    def is_calm(self) -> bool:
        """Nothing has to be done now."""
        return not self.overdue.cards and not self.now.cards

    @property
    def put_off(self) -> list[Card]:
        """What would have to be done now, and was put off; what comes back first stands first."""
        return [each for each in self.later.cards if not (each.is_coming or each.row.optional)]


def day_bounds(user: User, now: datetime) -> DayBounds:
    """The clock of ``user`` at ``now``."""
    tomorrow = now.astimezone(user.zone).date() + timedelta(days=1)
    tonight = datetime.combine(tomorrow, time(), user.zone)
    return DayBounds(now, tonight, tonight + timedelta(days=DAYS_AHEAD))


def today(user: User, now: datetime) -> Today:
    """The page of ``user`` at ``now``, in at most four queries, or five for a new account."""
    clock = day_bounds(user, now)
    rows = [ReminderRow(*row) for row in _rows(user.pk, now, clock.tonight, clock.week)]
    held = [HeldBackRow(*row) for row in _held(user.pk, now)]
    talks = _talks(user.pk, now, clock.week)
    names, people = names_and_interviewers(user, [*rows, *held], [talk[0] for talk in talks])
    context = CardContext(user.zone, now, names)
    groups = {name: _group(kind, rows, clock, context) for name, kind in KINDS.items()}
    is_empty = not rows and not held and not talks
    yours, theirs = by_turn(held_back_item(row, context) for row in held[:WAITING])
    return Today(
        [Talk(people.get(talk[0], []), *talk) for talk in talks],
        groups["overdue"],
        groups["today"],
        groups["coming"],
        groups["optional"],
        groups["later"],
        yours,
        theirs,
        len(held) > WAITING,
        is_empty and not owned_by(user, Application).exists(),
    )


@CompiledQuery
def _rows(owner: int, now: datetime, tonight: datetime, week: datetime) -> QuerySet[Reminder, Any]:
    """The first reminders of every group, one more than is shown of each."""
    user, clock = User(pk=owner), DayBounds(now, tonight, week)
    # Each in a query of its own: SQLite takes no LIMIT in a part of a union.
    firsts = [
        Reminder.objects.filter(pk__in=kind.first(user, clock).values("pk")).order_by().values("pk")
        for kind in KINDS.values()
    ]
    rows = owned_by(user, Reminder).filter(pk__in=firsts[0].union(*firsts[1:], all=True))
    return rows.order_by().values_list(*REMINDER_FIELDS)


@CompiledQuery
def _held(owner: int, now: datetime) -> QuerySet[HeldBack, Any]:
    """What is held back, one more than is shown; told from the index alone which they are."""
    first = waiting(User(pk=owner), now)[: WAITING + 1]
    rows = HeldBack.objects.filter(pk__in=first.values("pk"))
    return rows.order_by(*SOONEST).values_list(*HELD_BACK_FIELDS)


@CompiledQuery
def _talks(owner: int, now: datetime, week: datetime) -> QuerySet[Interview, Any]:
    """The interviews that are near; of what has ended there are none."""
    near = Interview.objects.filter(STANDING, ends_at__gte=now, starts_at__lt=week)
    rows = owned_by(User(pk=owner), near)
    return rows.values_list(*TALK_FIELDS)[:INTERVIEWS]


def in_group(user: User, kind: QueueGroup, clock: DayBounds) -> QuerySet[Reminder]:
    """All reminders of ``user`` that stand in a group at this moment."""
    return owned_by(user, Reminder).filter(kind.where(clock))


def _group(
    kind: QueueGroup, rows: Iterable[ReminderRow], clock: DayBounds, context: CardContext
) -> Group:
    """The rows of one group, in its order, cut at its size."""
    own = [row for row in rows if kind_of(row, clock) is kind]
    order = attrgetter(kind.order)
    own.sort(key=lambda row: (order(row) is None, order(row) or clock.now, row.pk))
    return Group(kind, [card(row, context) for row in own[: kind.size]], len(own) > kind.size)


def kind_of(row: Reminder | ReminderRow, clock: DayBounds) -> QueueGroup | None:
    """In which group a live reminder stands; None where it is further ahead."""
    if is_snoozed(row, clock.now):
        return LATER
    if row.optional:
        return OPTIONAL if row.opens_at <= clock.now else None
    if row.opens_at >= clock.tonight:
        return COMING if row.opens_at < clock.week else None
    return OVERDUE if is_overdue(row, clock.now) else NOW


def waiting(user: User, now: datetime) -> QuerySet[HeldBack]:
    """What is held back: what is one's own to settle first, then what has an end to it."""
    rows = owned_by(user, HeldBack).filter(still_held(now), guard__in=RESTFUL)
    return rows.order_by(*SOONEST)


def by_turn(rests: Iterable[HeldBackItem]) -> tuple[list[HeldBackItem], list[HeldBackItem]]:
    """What is the seeker's own to settle, and where it is the employer's or a reference's turn."""
    rests = list(rests)
    return [each for each in rests if each.is_yours], [each for each in rests if not each.is_yours]


PAGE = 25


def whole_group(user: User, name: str, number: str | None, now: datetime) -> dict[str, Any]:
    """One group in full: its ``page`` of rows, their ``cards`` and its ``kind``."""
    kind, clock = KINDS[name], day_bounds(user, now)
    order = F(kind.order).asc(nulls_last=True)
    found = in_group(user, kind, clock).order_by(order, "pk").values_list(*REMINDER_FIELDS)
    page = Paginator(found, PAGE).get_page(number)
    rows = [ReminderRow(*row) for row in page.object_list]
    context = card_context(user, rows, now)
    return {"kind": kind, "page": page, "cards": [card(row, context) for row in rows]}


def all_waiting(user: User, number: str | None, now: datetime) -> dict[str, Any]:
    """All that is held back: a ``page`` of rows, what is ``yours`` and what is ``theirs``."""
    found = waiting(user, now).values_list(*HELD_BACK_FIELDS)
    page = Paginator(found, PAGE).get_page(number)
    rows = [HeldBackRow(*row) for row in page.object_list]
    context = card_context(user, rows, now)
    yours, theirs = by_turn(held_back_item(row, context) for row in rows)
    return {"page": page, "yours": yours, "theirs": theirs}
