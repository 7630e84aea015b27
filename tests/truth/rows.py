"""Where the rows of the database differ from the plan of a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from followups.models import HeldBack, Reminder
from followups.state import current_state
from followups.timing.plan import Plan, Planned
from tests.truth.hands import Hands

Rows = dict[tuple[str, str], Reminder]
INTERVIEW_NOTES = ("interview.thank_you", "screen.follow_up")


def differences(
    owner_id: int, plans: Mapping[str, Plan], hands: Hands, now: datetime
) -> Iterator[str]:
    """Say each difference: a reminder missing, one too many, or one that is otherwise."""
    rows: Rows = {(row.scope, row.key): row for row in Reminder.objects.filter(owner=owner_id)}
    planned = {(scope, each.key): each for scope, plan in plans.items() for each in plan.reminders}
    for (scope, key), each in planned.items():
        row = rows.get((scope, key))
        if row is None:
            yield f"{scope} {key} is missing"
            continue
        yield from _otherwise(row, each, hands.state(scope, each, now), now)
        if hands.is_new((scope, key)):
            yield from _told_otherwise(row, now)
    for key, row in rows.items():
        if key not in planned and row.state in Reminder.LIVE:
            yield f"{row.scope} {row.key} is one too many ({row.state})"
    yield from _held_otherwise(owner_id, plans)


def _otherwise(row: Reminder, each: Planned, state: str, now: datetime) -> Iterator[str]:
    there = {
        "rule": row.rule,
        "to": _person(row),
        "opens_at": row.opens_at,
        "due_at": row.due_at,
        "lapses_at": row.lapses_at,
        "optional": row.optional,
        "sources": list(row.sources),
        "state": current_state(row, now),
    }
    wanted = {name: getattr(each, name) for name in there if name not in ("state", "sources")}
    wanted |= {"state": state, "sources": list(each.sources)}
    for name, value in there.items():
        if value != wanted[name]:
            yield f"{row.scope} {row.key}: {name} is {value}, and not {wanted[name]}"


def _told_otherwise(row: Reminder, now: datetime) -> Iterator[str]:
    """What is late when its row is first made is to catch up on: nobody was told."""
    late = row.due_at is not None and row.due_at < now
    if (row.catch_up, row.set_aside) != (late, late and row.rule not in INTERVIEW_NOTES):
        yield f"{row.scope} {row.key}: catch up {row.catch_up}, aside {row.set_aside}, late {late}"


def _person(row: Reminder | HeldBack) -> str | None:
    if row.reference_id:
        return f"r{row.reference_id}"
    contact = getattr(row, "contact_id", None)
    return f"c{contact}" if contact else None


def _held_otherwise(owner_id: int, plans: Mapping[str, Plan]) -> Iterator[str]:
    there = {
        (f"a{row.application_id}", row.rule, _person(row), row.guard, row.until, tuple(row.sources))
        for row in HeldBack.objects.filter(owner=owner_id)
    }
    wanted = {
        (scope, held.rule, held.about, held.guard, held.until, held.sources)
        for scope, plan in plans.items()
        for held in plan.held_back
    }
    yield from (f"{held} is not held back" for held in wanted - there)
    yield from (f"{held} is held back and should not be" for held in there - wanted)
