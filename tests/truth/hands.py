"""What the seeker did with reminders by hand, and what is left of it when a plan changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from followups.timing.plan import Plan, Planned
from tests.truth.story import LINE_UP

Key = tuple[str, str]


@dataclass
class Closed:
    """A reminder that the seeker closed: how, when, and the opening it had then."""

    state: str
    at: datetime
    opens_at: datetime


@dataclass
class Hands:
    """What the seeker did with reminders, and what is left of it after each change."""

    closed: dict[Key, Closed] = field(default_factory=dict)
    snoozed: dict[Key, tuple[datetime, tuple[datetime | None, ...]]] = field(default_factory=dict)

    seen: set[Key] = field(default_factory=set)

    def is_new(self, key: Key) -> bool:
        """Whether a reminder is seen for the first time."""
        is_new = key not in self.seen
        self.seen.add(key)
        return is_new

    def planned_anew(self, plans: Mapping[str, Plan], now: datetime, *, revive: bool) -> None:
        """A later opening brings back what was closed; any new date ends a snooze."""
        for scope, found in plans.items():
            for each in found.reminders:
                self._moved((scope, each.key), each, now, revive=revive)

    def _moved(self, key: Key, each: Planned, now: datetime, *, revive: bool) -> None:
        if key in self.snoozed:
            until, times = self.snoozed[key]
            if times != times_of(each) or until <= now or _lapsed(each, now):
                del self.snoozed[key]
        if key in self.closed:
            closed = self.closed[key]
            moved, closed.opens_at = closed.opens_at != each.opens_at, each.opens_at
            if moved and revive and each.opens_at > closed.at and each.rule != LINE_UP:
                del self.closed[key]

    def state(self, scope: str, each: Planned, now: datetime) -> str:
        """The state the page's own rules give this reminder."""
        key = (scope, each.key)
        if key in self.closed:
            return self.closed[key].state
        if _lapsed(each, now):
            return "lapsed"
        if key in self.snoozed:
            return "snoozed"
        return "planned" if now < each.opens_at else "open"


def times_of(each: Planned) -> tuple[datetime | None, ...]:
    """When it opens, is due, and lapses."""
    return (each.opens_at, each.due_at, each.lapses_at)


def _lapsed(each: Planned, now: datetime) -> bool:
    return each.lapses_at is not None and each.lapses_at < now
