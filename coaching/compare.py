"""The next thirty days under each named policy, computed by the planner and not saved."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from accounts.models import User
from followups.models import Reminder
from followups.planning.collect import Collected, collect_many
from followups.planning.replan import plans
from followups.state import has_lapsed
from followups.timing.plan import Planned
from followups.timing.policy.make import NAMED, NamedPolicy, make
from notes.thank_yous import RULES as THANKS

DAYS = 30
GROUPS = {
    "thanks": lazy("Thank-yous"),
    "status": lazy("Status notes"),
    "references": lazy("About references"),
    "other": lazy("Everything else"),
}
Closed = set[tuple[int, str, str]]


@dataclass(slots=True)
class Month:
    """Thirty days under one policy: reminders by group and by day."""

    named: NamedPolicy
    counts: Counter[str] = field(default_factory=Counter)
    by_day: Counter[date] = field(default_factory=Counter)
    first_status: date | None = None

    @property
    def title(self) -> str:
        """The policy's title, in the active language."""
        return _(self.named.title)

    @property
    def meaning(self) -> str:
        """The policy in one sentence, in the active language."""
        return _(self.named.meaning)

    @property
    def total(self) -> int:
        """The number of reminders."""
        return sum(self.counts.values())

    @property
    def cells(self) -> list[int]:
        """The counts in the order of the groups."""
        return [self.counts[name] for name in GROUPS]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every named policy over the same days, starting today."""

    days: Sequence[date]
    months: Sequence[Month]

    @property
    def calendar(self) -> list[tuple[Month, list[tuple[date, int, int]]]]:
        """Each policy with its days: date, count, and shade from 0 to 4."""
        most = max((n for month in self.months for n in month.by_day.values()), default=0)
        return [
            (
                month,
                [(day, month.by_day[day], _shade(month.by_day[day], most)) for day in self.days],
            )
            for month in self.months
        ]


def _shade(count: int, most: int) -> int:
    return 0 if not count else 1 + min(3, (count - 1) * 4 // max(most, 1))


def compare(clients: Collection[User], now: datetime, today: date) -> Comparison:
    """Compare the policies for these clients over the days from ``today``, the coach's date.

    A reminder counts on the day it opens, or today if it is open already. Reminders that are done,
    dismissed or expired are left out.
    """
    collected = collect_many(clients)
    closed: Closed = set(
        Reminder.objects.filter(
            owner__in=[client.pk for client in clients], state__in=Reminder.BY_HAND
        ).values_list("owner_id", "scope", "key")
    )
    days = [today + timedelta(days=n) for n in range(DAYS)]
    months = [_month(named, collected, closed, now, days) for named in NAMED.values()]
    return Comparison(days, months)


def _month(
    named: NamedPolicy,
    collected: Collection[Collected],
    closed: Closed,
    now: datetime,
    days: Sequence[date],
) -> Month:
    month, policy = Month(named), make(named.name)
    for each in collected:
        for planned in _live(replace(each, policy=policy), closed, now):
            opens = max(planned.opens_at, now).astimezone(each.owner.zone).date()
            opens = max(opens, days[0])
            if opens > days[-1]:
                continue
            group = group_of(planned.rule)
            month.counts[group] += 1
            month.by_day[opens] += 1
            if group == "status" and (month.first_status is None or opens < month.first_status):
                month.first_status = opens
    return month


def _live(collected: Collected, closed: Closed, now: datetime) -> Iterator[Planned]:
    owner = collected.owner.pk
    for part in plans(collected):
        for planned in part.reminders:
            if not has_lapsed(planned, now) and (owner, part.scope, planned.key) not in closed:
                yield planned


def group_of(rule: str) -> str:
    """Return the group that counts a rule's reminders."""
    if rule in THANKS:
        return "thanks"
    if rule.startswith("status."):
        return "status"
    return "references" if rule.startswith("reference") else "other"
