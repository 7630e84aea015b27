"""The Today page's read model: what to do now, what is coming, and where one may rest.

Where a reminder stands is worked out from its times at ``now``; it never depends on whether the
beat has run. Each group is cut at a size of its own, so that the page costs the same however long
the search has been.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from operator import attrgetter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.access import mine
from accounts.models import User
from applications.models import Application, Interview, Stage
from applications.models.application import CLOSED_STAGES
from followups.cards import (
    SHOWN,
    WITH,
    Card,
    Rest,
    Teller,
    card,
    names_and_talks,
    rest,
    teller,
)
from followups.later import offers
from followups.models import HeldBack, Reminder
from followups.queue import Span, first_keys, keys_of
from followups.timing.catalogue import GUARDS

DAYS_AHEAD = 7
INTERVIEWS = 6
WAITING = 8
OPEN_STAGES = tuple(stage for stage in Stage if stage not in CLOSED_STAGES)
RESTFUL = tuple(guard for guard in GUARDS if guard != "closed")
TOLD = ("guard", "until", "hides_at", "reason", "application__company__name")


@dataclass(frozen=True, slots=True)
class Kind:
    """One group of the queue: which reminders are in it, in which order, and how many at once."""

    name: str
    title: str | Promise
    size: int
    order: str = "due_at"


OVERDUE = Kind("overdue", _("Overdue"), 8)
NOW = Kind("today", _("Today"), 8)
COMING = Kind("coming", _("Next seven days"), 6, "opens_at")
OPTIONAL = Kind("optional", _("If you like"), 4)
LATER = Kind("later", _("Put off"), 4, "snoozed_until")
KINDS = {kind.name: kind for kind in (OVERDUE, NOW, COMING, OPTIONAL, LATER)}


@dataclass(frozen=True, slots=True)
class Group:
    """A group as it is shown; ``more`` says that it goes on."""

    kind: Kind
    cards: list[Card]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """An interview that is near, and with whom."""

    interview: Interview
    people: list[str]


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page."""

    talks: list[Talk]
    overdue: Group
    now: Group
    coming: Group
    optional: Group
    later: Group
    waiting: list[Rest]
    more_waiting: bool
    is_new: bool

    @property
    def is_calm(self) -> bool:
        """Nothing has to be done now."""
        return not self.overdue.cards and not self.now.cards


def span(user: User, now: datetime) -> Span:
    """The clock of ``user`` at ``now``."""
    tomorrow = now.astimezone(user.zone).date() + timedelta(days=1)
    tonight = datetime.combine(tomorrow, time(), user.zone)
    return Span(now, tonight, tonight + timedelta(days=DAYS_AHEAD))


def today(user: User, now: datetime) -> Today:
    """The page of ``user`` at ``now``, in at most four queries, or five for a new account."""
    clock = span(user, now)
    rows = _rows(user, clock)
    held = list(waiting(user, now)[: WAITING + 1])
    interviews = list(_interviews(user, clock)[:INTERVIEWS])
    told, people = _names(user, [*rows, *held], interviews, now)
    groups = {name: group(kind, rows, clock, told) for name, kind in KINDS.items()}
    is_empty = not rows and not held and not interviews
    return Today(
        [Talk(interview, people.get(interview.pk, [])) for interview in interviews],
        groups["overdue"],
        groups["today"],
        groups["coming"],
        groups["optional"],
        groups["later"],
        [rest(row, told) for row in held[:WAITING]],
        len(held) > WAITING,
        is_empty and not mine(user, Application).exists(),
    )


def _rows(user: User, clock: Span) -> list[Reminder]:
    """The first reminders of every group, one more than is shown of each."""
    wanted = [(kind.name, kind.order, kind.size + 1) for kind in KINDS.values()]
    rows = mine(user, Reminder).filter(pk__in=first_keys(user.pk, wanted, clock))
    return list(rows.select_related(*WITH).only(*SHOWN).order_by())


def in_group(user: User, kind: Kind, clock: Span) -> QuerySet[Reminder]:
    """All reminders of ``user`` that stand in a group at this moment."""
    return mine(user, Reminder).filter(pk__in=keys_of(user.pk, kind.name, clock))


def group(kind: Kind, rows: Iterable[Reminder], clock: Span, told: Teller) -> Group:
    """The rows of one group, in its order, cut at its size."""
    own = [row for row in rows if kind_of(row, clock) is kind]
    order = attrgetter(kind.order)
    own.sort(key=lambda row: (order(row) is None, order(row) or clock.now, row.pk))
    return Group(kind, [card(row, told) for row in own[: kind.size]], len(own) > kind.size)


def kind_of(row: Reminder, clock: Span) -> Kind | None:
    """In which group a live reminder stands; None where it is further ahead."""
    if row.snoozed_until and row.snoozed_until > clock.now:
        return LATER
    if row.optional:
        return OPTIONAL if row.opens_at <= clock.now else None
    if row.opens_at >= clock.tonight:
        return COMING if row.opens_at < clock.week else None
    return OVERDUE if row.due_at and row.due_at < clock.now else NOW


def waiting(user: User, now: datetime) -> QuerySet[HeldBack]:
    """Where it is the employer's turn, or a reference's: those with an end to it first."""
    rows = mine(user, HeldBack).filter(guard__in=RESTFUL)
    still = rows.filter(Q(hides_at=None) | Q(hides_at__gt=now))
    still = still.select_related("application__company").only(*TOLD)
    return still.order_by(F("until").asc(nulls_last=True), "pk")


def _interviews(user: User, clock: Span) -> QuerySet[Interview]:
    """The interviews that are near; of what has ended there are none.

    The stage narrows it to what is open first, which keeps a long search quick.
    """
    rows = mine(user, Interview).filter(
        ends_at__gte=clock.now,
        starts_at__lt=clock.week,
        cancelled_at=None,
        application__stage__in=OPEN_STAGES,
        application__archived_at=None,
    )
    shown = ("kind", "starts_at", "ends_at", "place", "link", "application__company__name")
    return rows.select_related("application__company").only(*shown)


def _names(
    user: User, rows: list[Reminder | HeldBack], interviews: list[Interview], now: datetime
) -> tuple[Teller, dict[int, list[str]]]:
    """Who tells about the rows, and the interviewers of each interview: one query for both."""
    names, people = names_and_talks(user, rows, [each.pk for each in interviews])
    return Teller(user.zone, now, names, offers(user.zone, now)), people


PAGE = 25


def whole_group(user: User, name: str, number: str | None, now: datetime) -> dict[str, Any]:
    """One group in full: its ``page`` of rows, their ``cards`` and its ``kind``."""
    kind, clock = KINDS[name], span(user, now)
    order = F(kind.order).asc(nulls_last=True)
    rows = in_group(user, kind, clock).select_related(*WITH).order_by(order, "pk")
    page = Paginator(rows, PAGE).get_page(number)
    told = teller(user, page.object_list, now)
    return {"kind": kind, "page": page, "cards": [card(row, told) for row in page.object_list]}


def all_waiting(user: User, number: str | None, now: datetime) -> dict[str, Any]:
    """Everywhere one may rest: a ``page`` of rows and their ``rests``."""
    page = Paginator(waiting(user, now), PAGE).get_page(number)
    told = teller(user, page.object_list, now)
    return {"page": page, "rests": [rest(row, told) for row in page.object_list]}
