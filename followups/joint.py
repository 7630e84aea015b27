"""Reminders to write to one person on one day are one card, and one note settles all of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from followups.actions import title_of
from followups.models import Reminder
from followups.state import comes_at, day_of, is_coming, live

THEN: Mapping[str, str | Promise] = MappingProxyType(
    {
        "reference.thank_you": _("thank them"),
        "reference.outcome": _("tell them how it went"),
        "reference.heads_up": _("tell them that a call is coming"),
        "reference.reconfirm": _("ask whether they still agree"),
        "reference.ask": _("ask them to be a reference"),
        "reference.reciprocate": _("offer the same in return"),
        "reference.keep_in_touch": "",
        "referrer.thank_you": _("thank them"),
        "referrer.outcome": _("tell them how it went"),
    }
)
"""By rule, in the order in which one note does it: what it adds to another note's title."""
TO_REFERRER = ("referrer.thank_you", "referrer.outcome")
ORDER = (*THEN, *Reminder.INTERVIEW_NOTES)
Key = tuple[object, ...]


class Joinable(Protocol):
    """A reminder or a row of one."""

    @property
    def pk(self) -> int: ...

    @property
    def rule(self) -> str: ...

    @property
    def person(self) -> str: ...

    @property
    def opens_at(self) -> datetime: ...

    @property
    def due_at(self) -> datetime | None: ...

    @property
    def snoozed_until(self) -> datetime | None: ...

    @property
    def optional(self) -> bool: ...

    @property
    def set_aside(self) -> bool: ...

    @property
    def reference_id(self) -> int | None: ...

    @property
    def contact_id(self) -> int | None: ...

    @property
    def application_id(self) -> int | None: ...


Row = TypeVar("Row", bound=Joinable)


def key_of(row: Joinable, now: datetime, zone: ZoneInfo) -> Key | None:
    """Return what reminders of one card have in common; None for one that stands alone.

    A note about an interview speaks of no other job, and of none that has not ended.
    """
    day = day_of(row, now, zone)
    if row.reference_id and row.rule in THEN:
        return ("reference", row.reference_id, day, row.set_aside)
    if row.contact_id and row.rule in TO_REFERRER:
        return ("referrer", row.contact_id, day, row.set_aside)
    is_met = row.contact_id and row.rule in Reminder.INTERVIEW_NOTES
    if is_met and not is_coming(row, now):
        met_on = row.opens_at.astimezone(zone).date()
        return ("contact", row.contact_id, row.application_id, day, met_on, row.set_aside)
    return None


def join(rows: Iterable[Row], now: datetime, zone: ZoneInfo) -> list[list[Row]]:
    """Return the rows in order, those of one card together, each card's first one first.

    A reference is thanked before they are told; of several interviews the last one counts.
    """
    cards: dict[object, list[Row]] = {}
    for row in rows:
        cards.setdefault(key_of(row, now, zone) or row.pk, []).append(row)
    return [sorted(each, key=_place) if len(each) > 1 else each for each in cards.values()]


def _place(row: Joinable) -> tuple[bool, int, float, int]:
    is_met = row.rule in Reminder.INTERVIEW_NOTES
    last_first = -row.opens_at.timestamp() if is_met else 0.0
    return row.optional, 0 if is_met else ORDER.index(row.rule), last_first, row.pk


def joined(reminder: Reminder, now: datetime) -> list[Reminder]:
    """Return the live reminders that are one card with this one, itself included; one query."""
    zone = reminder.owner.zone
    key = key_of(reminder, now, zone)
    if key is None or reminder.state not in Reminder.LIVE:
        return [reminder]
    rows = Reminder.objects.filter(live(now), **person_of(reminder))
    rows = rows.select_related("owner", "application__company", "contact", "reference__contact")
    same = [row for row in rows.order_by("pk") if key_of(row, now, zone) == key]
    return join(same, now, zone)[0] if same else [reminder]


def closed_with(reminder: Reminder) -> list[int]:
    """Return the keys of the reminders that one answer closed together with this one."""
    if reminder.rule not in ORDER:
        return [reminder.pk]
    same = {"state": reminder.state, "closed_at": reminder.closed_at, "rule__in": ORDER}
    rows = Reminder.objects.filter(**same, **person_of(reminder)).order_by("pk")
    return list(rows.values_list("pk", flat=True)) or [reminder.pk]


def person_of(reminder: Reminder) -> dict[str, int | None]:
    """Return whose reminder it is, and to whom one writes, as lookups."""
    who = {"owner": reminder.owner_id, "reference": reminder.reference_id}
    return who if reminder.reference_id else {**who, "contact": reminder.contact_id}


def timed(rows: Sequence[Row], now: datetime) -> Row:
    """Return the row whose times a card shows: the last to come, else the first to be due."""
    last = max(rows, key=comes_at)
    if comes_at(last) > now:
        return last
    dated = [row for row in rows if row.due_at is not None and not row.optional]
    return min(dated, key=attrgetter("due_at")) if dated else rows[0]


def joint_title(rows: Sequence[Joinable]) -> str:
    """Return the title of one card: Thank Joan and tell them how it went."""
    first, *others = rows
    rules = dict.fromkeys(row.rule for row in others if row.rule != first.rule)
    more = [str(THEN[rule]) for rule in rules if THEN.get(rule)]
    return get_text_list([title_of(first), *more], pgettext("Ana and Bo", "and"))
