"""Write a plan to the database: add new reminders, move changed ones, close unplanned ones.

Idempotent. A reminder marked done or dismissed stays so, unless a changed fact moves it to a later
date. One that is late before anybody was told of it is to catch up on, not overdue; one that only a
setting made late is asked for as soon as possible.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from followups.models import HeldBack, Reminder
from followups.state import has_lapsed, is_coming, is_snoozed
from followups.timing.plan import HeldBack as Held
from followups.timing.plan import Planned
from jobtracker.signals import Happening, tell

State = Reminder.State
PLANNED_FIELDS = ("opens_at", "due_at", "lapses_at", "optional", "sources", "reason", "rule")
TIMES = ("opens_at", "due_at", "lapses_at")
ASKED_ONCE = "references.line_up"
"""The rule that never asks again for what was done or dismissed."""
PEOPLE_FIELDS = ("contact_id", "reference_id")
SAVED_FIELDS = (
    *PLANNED_FIELDS,
    *PEOPLE_FIELDS,
    "state",
    "next_at",
    "snoozed_until",
    "opened_at",
    "closed_at",
    "catch_up",
    "set_aside",
)


@dataclass(frozen=True, slots=True)
class PlanForScope:
    """A plan and its scope: one application, or one reference as a person."""

    scope: str
    reminders: tuple[Planned, ...]
    held_back: tuple[Held, ...] = ()
    application_id: int | None = None


@dataclass(slots=True)
class _Changes:
    new: list[Reminder] = field(default_factory=list)
    moved: list[Reminder] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def apply(
    owner_id: int, plans: Iterable[PlanForScope], *, now: datetime, revive: bool = True
) -> Counter[str]:
    """Make ``owner_id``'s rows match ``plans``; return the number of changes by kind.

    The caller holds the owner's lock, inside a transaction. Without ``revive``, because no fact has
    changed but the time zone or the policy, nothing done or dismissed comes back.
    """
    plans = list(plans)
    rows = _rows(owner_id, [plan.scope for plan in plans])
    states = {row.pk: row.state for of_scope in rows.values() for row in of_scope.values()}
    changes = _Changes()
    for plan in plans:
        _compare(owner_id, plan, rows.get(plan.scope, {}), now, changes, revive=revive)
    Reminder.objects.bulk_create(changes.new, batch_size=500)
    Reminder.objects.bulk_update(changes.moved, SAVED_FIELDS, batch_size=200)
    _tell(owner_id, changes, states, now)
    changes.counts["held_back"] = _hold_back(owner_id, plans)
    return +changes.counts


def _tell(owner_id: int, changes: _Changes, before: Mapping[int, str], now: datetime) -> None:
    """Tell which reminders have opened, and which open ones a fact has settled."""
    opened = [
        row.pk
        for row in (*changes.new, *changes.moved)
        if row.state == State.OPEN != before.get(row.pk)
    ]
    settled = [
        row.pk
        for row in changes.moved
        if row.state == State.SETTLED and before[row.pk] in (State.OPEN, State.SNOOZED)
    ]
    tell(Happening.REMINDER_OPENED, opened, owner_ids=[owner_id], now=now)
    tell(Happening.REMINDER_DONE, settled, owner_ids=[owner_id], now=now)


def _rows(owner_id: int, scopes: list[str]) -> Mapping[str, dict[str, Reminder]]:
    rows: dict[str, dict[str, Reminder]] = {}
    for row in Reminder.objects.filter(owner=owner_id, scope__in=scopes):
        rows.setdefault(row.scope, {})[row.key] = row
    return rows


def _compare(
    owner_id: int,
    plan: PlanForScope,
    rows: Mapping[str, Reminder],
    now: datetime,
    changes: _Changes,
    *,
    revive: bool,
) -> None:
    planned = {reminder.key: reminder for reminder in plan.reminders}
    for key, reminder in planned.items():
        row = rows.get(key)
        if row is None:
            changes.new.append(_new(owner_id, plan, reminder, now))
            changes.counts["added"] += 1
        elif _update(row, reminder, now, revive=revive):
            changes.moved.append(row)
            changes.counts["moved"] += 1
    for key, row in rows.items():
        if key not in planned and row.state in Reminder.LIVE:
            _close(row, State.SETTLED, now)
            changes.moved.append(row)
            changes.counts["settled"] += 1


def _new(owner_id: int, plan: PlanForScope, reminder: Planned, now: datetime) -> Reminder:
    row = Reminder(
        owner_id=owner_id,
        scope=plan.scope,
        key=reminder.key,
        application_id=plan.application_id,
        interview_id=_interview_id(reminder),
    )
    _set(row, reminder)
    _set_catch_up(row, now, was_told=False)
    update_state(row, now)
    return row


def _update(row: Reminder, reminder: Planned, now: datetime, *, revive: bool) -> bool:
    """Set the row to what is planned; return whether anything changed.

    A row closed by hand keeps its times up to date, so that the next change of a fact compares
    with the newest.
    """
    before = [getattr(row, name) for name in SAVED_FIELDS]
    old_times = _times(row)
    _set(row, reminder)
    has_moved = _times(row) != old_times
    if has_moved:
        row.snoozed_until = None
    if row.state not in Reminder.BY_HAND or (revive and _comes_back(row, old_times)):
        if has_moved and revive:
            _set_catch_up(row, now, was_told=row.state in (State.OPEN, State.SNOOZED))
        elif has_moved:
            _ask_anew(row, old_times[1], now)
        update_state(row, now)
    return before != [getattr(row, name) for name in SAVED_FIELDS]


def _set(row: Reminder, reminder: Planned) -> None:
    for name, value in _values(reminder).items():
        setattr(row, name, value)


def _times(row: Reminder) -> tuple[datetime | None, ...]:
    return tuple(getattr(row, name) for name in TIMES)


def _comes_back(row: Reminder, old_times: tuple[datetime | None, ...]) -> bool:
    """Whether a row closed by hand now opens at another time, later than it was closed."""
    has_moved = row.opens_at != old_times[0] and row.rule != ASKED_ONCE
    return has_moved and row.closed_at is not None and row.opens_at > row.closed_at


def _set_catch_up(row: Reminder, now: datetime, *, was_told: bool) -> None:
    """Mark a reminder that is past due before anybody was told; unmark one due in the future."""
    is_late = row.due_at is not None and row.due_at < now
    if is_late and was_told:
        return
    row.catch_up = is_late
    row.set_aside = is_late and row.rule not in Reminder.INTERVIEW_NOTES


def _ask_anew(row: Reminder, old_due: datetime | None, now: datetime) -> None:
    """Ask as soon as possible for what only a setting made late; what was late before stays so."""
    was_late = old_due is not None and old_due < now
    if row.due_at is None or row.due_at >= now:
        row.catch_up = row.set_aside = False
    elif not was_late:
        row.catch_up, row.set_aside = True, False


def _values(reminder: Planned) -> dict[str, object]:
    return {
        "opens_at": reminder.opens_at,
        "due_at": reminder.due_at,
        "lapses_at": reminder.lapses_at,
        "optional": reminder.optional,
        "sources": list(reminder.sources),
        "reason": reminder.reason.to_json(),
        "rule": reminder.rule,
        "contact_id": _id("c", reminder.to),
        "reference_id": _id("r", reminder.to),
    }


def update_state(row: Reminder, now: datetime) -> None:
    """Set ``state`` and ``next_at`` (the beat's next visit) from the reminder's times at ``now``.

    A snooze ends at its time or when the reminder lapses; a snoozed reminder that was settled and
    is planned again stays snoozed.
    """
    if has_lapsed(row, now):
        if row.state != State.LAPSED:
            _close(row, State.LAPSED, now)
            row.snoozed_until = None
        return
    row.closed_at = None
    if is_snoozed(row, now):
        ends = [moment for moment in (row.snoozed_until, row.lapses_at) if moment]
        row.state, row.next_at = State.SNOOZED, min(ends)
        return
    row.snoozed_until = None
    if is_coming(row, now):
        row.state, row.next_at, row.opened_at = State.PLANNED, row.opens_at, None
    else:
        row.state, row.next_at = State.OPEN, row.lapses_at
        row.opened_at = row.opened_at or now


def _close(row: Reminder, state: str, now: datetime) -> None:
    row.state, row.closed_at, row.next_at = state, now, None


def _interview_id(reminder: Planned) -> int | None:
    parts = reminder.key.split("/")
    return _id("i", parts[1]) if len(parts) > 1 else None


def _id(letter: str, name: str | None) -> int | None:
    if name and name[0] == letter and name[1:].isdigit():
        return int(name[1:])
    return None


def _hold_back(owner_id: int, plans: Iterable[PlanForScope]) -> int:
    """Replace the held-back rows that differ; return how many were added or deleted."""
    wanted = {
        (row.application_id, row.rule, row.guard, row.reference_id): row
        for plan in plans
        if plan.application_id
        for row in (_held(owner_id, plan.application_id, held) for held in plan.held_back)
    }
    applications = [plan.application_id for plan in plans if plan.application_id]
    existing = {
        (row.application_id, row.rule, row.guard, row.reference_id): row
        for row in HeldBack.objects.filter(owner=owner_id, application__in=applications)
    }
    deleted = [row.pk for key, row in existing.items() if not _same(row, wanted.get(key))]
    new = [row for key, row in wanted.items() if not _same(row, existing.get(key))]
    if deleted:
        HeldBack.objects.filter(pk__in=deleted).delete()
    HeldBack.objects.bulk_create(new, batch_size=500)
    return len(deleted) + len(new)


def _held(owner_id: int, application_id: int, held: Held) -> HeldBack:
    return HeldBack(
        owner_id=owner_id,
        application_id=application_id,
        reference_id=_id("r", held.about),
        rule=held.rule,
        guard=held.guard,
        until=held.until,
        expires_at=held.until,
        sources=list(held.sources),
        reason=held.reason.to_json(),
    )


def _same(one: HeldBack, other: HeldBack | None) -> bool:
    fields = ("until", "expires_at", "sources", "reason")
    return other is not None and all(getattr(one, n) == getattr(other, n) for n in fields)
