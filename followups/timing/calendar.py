"""Date arithmetic on the seeker's calendar that remembers each step it took."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from followups.timing.policy.policy import Policy

Fact = str | int | bool | None | date | datetime | tuple[str, ...]
Json = Mapping[str, object]
SATURDAY = 5


class Step(NamedTuple):
    """One step of the arithmetic; `base` and `result` are local dates or UTC instants.

    - `moment`, `deadline`: nothing is counted, the instant itself
    - `add`: base + amount (in unit, from the policy field) = result
    - `opens`, `closes`: the local date `base` at the start or the end of the day
    - `weekend`: the date `base` is on a weekend and moves to the Monday
    - `bound`: not before (or, for `latest`, not after) result; `bound` says which one, and it is
      itself base + amount where there is an amount
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
        """Plain types; fields that are None are left out."""
        return {key: plain(value) for key, value in self._asdict().items() if value is not None}

    @classmethod
    def from_json(cls, data: Json) -> "Step":
        """The step that `to_json` wrote."""
        values = dict(data)
        dates = {key: parse_date(str(values.pop(key))) for key in ("base", "result")}
        return cls(**dates, **values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Day:
    """A date on the seeker's calendar, and the steps that led to it."""

    on: date
    steps: tuple[Step, ...] = ()

    def plus_days(self, amount: int, field: str | None = None) -> "Day":
        """This many calendar days later."""
        on = self.on + timedelta(days=amount)
        return Day(on, (*self.steps, Step("add", self.on, on, amount, "days", field)))

    def plus_working_days(self, amount: int, field: str) -> "Day":
        """The date on which the `amount`-th weekday (Monday to Friday) after this one falls."""
        on = self.on
        left = amount
        while left:
            on += timedelta(days=1)
            left -= on.weekday() < SATURDAY
        return Day(on, (*self.steps, Step("add", self.on, on, amount, "working_days", field)))

    def not_before(self, limit: "Day", bound: str, source: str) -> "Day":
        """The later of this date and `limit`; `source` is remembered only where it moves."""
        if limit.on <= self.on:
            return self
        base, amount, field = self.on, None, None
        for step in limit.steps:
            base, amount, field = step.base, step.amount, step.field
        step = Step("bound", base, limit.on, amount, "days", field, bound, source)
        return Day(limit.on, (*self.steps, step))

    def past_weekend(self) -> "Day":
        """The Monday after, where this is a Saturday or a Sunday."""
        beyond = self.on.weekday() - SATURDAY
        if beyond < 0:
            return self
        on = self.on + timedelta(days=2 - beyond)
        return Day(on, (*self.steps, Step("weekend", self.on, on)))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the bounds that moved this date."""
        return tuple(step.source for step in self.steps if step.source)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC), and the steps that led to it."""

    at: datetime
    steps: tuple[Step, ...] = ()

    def plus_hours(self, amount: int, field: str) -> "Moment":
        """This many elapsed hours later."""
        return self._plus(timedelta(hours=amount), amount, "hours", field)

    def plus_full_days(self, amount: int, field: str | None = None) -> "Moment":
        """This many times 24 elapsed hours later."""
        return self._plus(timedelta(days=amount), amount, "full_days", field)

    def _plus(self, span: timedelta, amount: int, unit: str, field: str | None) -> "Moment":
        at = self.at + span
        return Moment(at, (*self.steps, Step("add", self.at, at, amount, unit, field)))

    def not_before(self, limit: datetime, bound: str) -> "Moment":
        """The later of this instant and `limit`."""
        return self if limit <= self.at else self._bound(limit, bound)

    def not_after(self, limit: datetime, bound: str) -> "Moment":
        """The earlier of this instant and `limit`."""
        return self if limit >= self.at else self._bound(limit, bound)

    def _bound(self, limit: datetime, bound: str) -> "Moment":
        return Moment(limit, (*self.steps, Step("bound", self.at, limit, bound=bound)))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The seeker's zone, and the hours at which their day starts and ends."""

    zone: ZoneInfo
    day_start: time
    day_end: time

    @classmethod
    def of(cls, zone: ZoneInfo, policy: Policy) -> "Calendar":
        """The calendar of a zone under a policy."""
        return cls(zone, policy.day_start, policy.day_end)

    def date_of(self, instant: datetime) -> date:
        """The local date of an instant."""
        return instant.astimezone(self.zone).date()

    def day(self, instant: datetime) -> Day:
        """The local date of an instant, to count from."""
        return Day(self.date_of(instant))

    def at(self, on: date, clock: time) -> datetime:
        """The instant (UTC) of a local wall-clock time: a skipped one moves forward by the gap,
        a repeated one means the first."""
        return datetime.combine(on, clock, self.zone).astimezone(UTC)

    def opens(self, day: Day) -> Moment:
        """The start of the seeker's day."""
        at = self.at(day.on, self.day_start)
        return Moment(at, (*day.steps, Step("opens", day.on, at, field="day_start")))

    def closes(self, day: Day) -> Moment:
        """The end of the seeker's day."""
        at = self.at(day.on, self.day_end)
        return Moment(at, (*day.steps, Step("closes", day.on, at, field="day_end")))


def years_later(on: date, years: int) -> date:
    """The same day of that later year; 29 February becomes the 28th in a common year."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return on.replace(year=on.year + years, day=28)


def text_of(instant: datetime) -> str:
    """An aware instant as `YYYY-MM-DDTHH:MM:SSZ`."""
    return f"{instant.astimezone(UTC).isoformat()[:19]}Z"


def plain(value: Fact) -> object:
    """A fact as it is stored."""
    if isinstance(value, datetime):
        return text_of(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def parse_date(text: str) -> date:
    """The date or the instant that was stored."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
