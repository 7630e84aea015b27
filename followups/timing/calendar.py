"""Date arithmetic on the seeker's calendar that records each step, so that it can be explained."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from followups.timing.facts import SATURDAY_AND_SUNDAY, Facts
from followups.timing.policy.make import Policy

Fact = str | int | bool | None | date | datetime | tuple[str, ...]
Json = Mapping[str, object]
"""A value in a reason's facts, and a JSON object."""
LAST_MINUTE = time(23, 59)


class Step(NamedTuple):
    """One step of the arithmetic; `base` and `result` are local dates or UTC instants.

    The values of `kind`:

    - `moment`, `deadline`: the instant itself, nothing is added
    - `add`: base + amount (in unit, from the policy field) = result
    - `opens`, `closes`, `ends`: the start or the end of the seeker's day, or the last minute, on
      the local date `base`
    - `weekend`, `day_off`: the date `base` is on a weekend, or a holiday, and moves to the next
      working day
    - `bound`: moved to `result`, the limit that `bound` names; with an amount, the limit is
      itself base + amount
    """

    kind: str
    base: date
    result: date
    amount: int | None = None
    unit: str | None = None
    field: str | None = None
    bound: str | None = None
    source: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the step as JSON types, without the fields that are None."""
        return {key: to_plain(value) for key, value in self._asdict().items() if value is not None}

    @classmethod
    def from_json(cls, data: Json) -> "Step":
        """Return the step that `to_json` wrote."""
        base, result = parse_date(str(data["base"])), parse_date(str(data["result"]))
        return cls(**{**data, "base": base, "result": result})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Day:
    """A date on the seeker's calendar, and the steps that led to it."""

    on: date
    steps: tuple[Step, ...] = ()

    def plus_days(self, amount: int, field: str | None = None) -> "Day":
        """Return the day this many calendar days later."""
        on = self.on + timedelta(days=amount)
        return Day(on, (*self.steps, Step("add", self.on, on, amount, "days", field)))

    def not_before(self, limit: "Day", bound: str, source: str | None = None) -> "Day":
        """Return the later of this day and `limit`; record `source` only if the day moves."""
        if limit.on <= self.on:
            return self
        base, amount, field = self.on, None, None
        for step in limit.steps:
            base, amount, field = step.base, step.amount, step.field
        step = Step("bound", base, limit.on, amount, "days", field, bound, source)
        return Day(limit.on, (*self.steps, step))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the bounds that moved this day."""
        return tuple(step.source for step in self.steps if step.source)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC), and the steps that led to it."""

    at: datetime
    steps: tuple[Step, ...] = ()

    def plus_hours(self, amount: int, field: str) -> "Moment":
        """Return the moment this many elapsed hours later."""
        return self._plus(timedelta(hours=amount), amount, "hours", field)

    def plus_full_days(self, amount: int, field: str | None = None) -> "Moment":
        """Return the moment this many times 24 elapsed hours later."""
        return self._plus(timedelta(days=amount), amount, "full_days", field)

    def _plus(self, span: timedelta, amount: int, unit: str, field: str | None) -> "Moment":
        at = self.at + span
        return Moment(at, (*self.steps, Step("add", self.at, at, amount, unit, field)))

    def not_before(self, limit: datetime, bound: str) -> "Moment":
        """Return the later of this moment and `limit`."""
        return self if limit <= self.at else self._bound(limit, bound)

    def not_after(self, limit: datetime, bound: str) -> "Moment":
        """Return the earlier of this moment and `limit`."""
        return self if limit >= self.at else self._bound(limit, bound)

    def _bound(self, limit: datetime, bound: str) -> "Moment":
        return Moment(limit, (*self.steps, Step("bound", self.at, limit, bound=bound)))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The seeker's time zone, the start and the end of their day, and the days they have off."""

    zone: ZoneInfo
    day_start: time
    day_end: time
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    days_off: frozenset[date] = frozenset()

    @classmethod
    def of(cls, zone: ZoneInfo, policy: Policy) -> "Calendar":
        """Return the calendar for a time zone and a policy's day, with the usual weekend."""
        return cls(zone, policy.day_start, policy.day_end)

    @classmethod
    def of_seeker(cls, facts: Facts, policy: Policy) -> "Calendar":
        """Return the seeker's calendar, with their own weekend and holidays."""
        calendar = cls.of(facts.timezone, policy)
        return replace(calendar, weekend=facts.weekend, days_off=facts.days_off)

    def is_day_off(self, on: date) -> bool:
        """Return whether a date is on the weekend or a holiday."""
        return on.isoweekday() in self.weekend or on in self.days_off

    def plus_working_days(self, day: Day, amount: int, field: str) -> Day:
        """Return the `amount`-th working day after `day`."""
        on = day.on
        left = amount
        while left:
            on += timedelta(days=1)
            left -= not self.is_day_off(on)
        return Day(on, (*day.steps, Step("add", day.on, on, amount, "working_days", field)))

    def past_days_off(self, day: Day) -> Day:
        """Return the next working day for a day off, and the day itself otherwise."""
        on = day.on
        while self.is_day_off(on):
            on += timedelta(days=1)
        if on == day.on:
            return day
        kind = "weekend" if day.on.isoweekday() in self.weekend else "day_off"
        return Day(on, (*day.steps, Step(kind, day.on, on)))

    def date_of(self, instant: datetime) -> date:
        """Return the local date of an instant."""
        return instant.astimezone(self.zone).date()

    def day(self, instant: datetime) -> Day:
        """Return the local date of an instant, as a day to count from."""
        return Day(self.date_of(instant))

    def at(self, on: date, clock: time) -> datetime:
        """Return the instant (UTC) of a local wall-clock time.

        A time skipped by a clock change moves forward by the gap; a repeated time means the first.
        """
        return datetime.combine(on, clock, self.zone).astimezone(UTC)

    def opens(self, day: Day) -> Moment:
        """Return the start of the seeker's day."""
        at = self.at(day.on, self.day_start)
        return Moment(at, (*day.steps, Step("opens", day.on, at, field="day_start")))

    def closes(self, day: Day) -> Moment:
        """Return the end of the seeker's day."""
        at = self.at(day.on, self.day_end)
        return Moment(at, (*day.steps, Step("closes", day.on, at, field="day_end")))

    def ends(self, day: Day) -> Moment:
        """Return the last minute of the day."""
        at = self.at(day.on, LAST_MINUTE)
        return Moment(at, (*day.steps, Step("ends", day.on, at)))


def years_later(on: date, years: int) -> date:
    """Return the same date `years` later; 29 February becomes the 28th in a common year."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return on.replace(year=on.year + years, day=28)


def format_instant(instant: datetime) -> str:
    """Return an aware instant as `YYYY-MM-DDTHH:MM:SSZ`."""
    return f"{instant.astimezone(UTC).isoformat()[:19]}Z"


def to_plain(value: Fact) -> object:
    """Return a fact as the JSON type it is stored as."""
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def parse_date(text: str) -> date:
    """Return the date or the instant that `to_plain` wrote."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
