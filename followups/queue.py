"""Which reminders stand in which group of Today, as the database is asked for it.

Written out by hand, since no page is asked for more: five conditions put together by the ORM took
longer than all that the page reads and shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models.expressions import RawSQL

_LASTS = "(lapses_at IS NULL OR lapses_at >= %s)"
_LIVE = f"owner_id = %s AND state IN ('planned', 'open', 'snoozed') AND {_LASTS}"
_ASLEEP = f"owner_id = %s AND state = 'snoozed' AND {_LASTS}"
_AWAKE = f"{_LIVE} AND (snoozed_until IS NULL OR snoozed_until <= %s)"
# Not `NOT optional`, which no index serves.
_ASKED = f"{_AWAKE} AND optional = FALSE"
_CONDITIONS = {
    "overdue": f"{_ASKED} AND opens_at <= %s AND due_at < %s",
    "today": f"{_ASKED} AND opens_at < %s AND (due_at IS NULL OR due_at >= %s)",
    "coming": f"{_ASKED} AND opens_at >= %s AND opens_at < %s",
    "optional": f"{_AWAKE} AND optional = TRUE AND opens_at <= %s",
    "later": f"{_ASLEEP} AND snoozed_until > %s",
}
_MOMENTS = {
    "overdue": ("now", "now", "now", "now"),
    "today": ("now", "now", "tonight", "now"),
    "coming": ("now", "now", "tonight", "week"),
    "optional": ("now", "now", "now"),
    "later": ("now", "now"),
}
"""What the marks of a condition stand for, after the owner: fields of a `Span`."""

_KEYS = "SELECT id FROM followups_reminder WHERE {}"
# In a query of its own: SQLite takes no LIMIT in a part of a union.
_FIRST = f"SELECT id FROM ({_KEYS} ORDER BY {{}} NULLS LAST, id LIMIT %s) AS firsts"  # noqa: S608 (no values)


@dataclass(frozen=True, slots=True)
class DayBounds:
    """The reader's clock: now, the end of their day, and the end of a week from it."""

    now: datetime
    tonight: datetime
    week: datetime


def keys_of(owner_id: int, name: str, clock: DayBounds) -> RawSQL:
    """The keys of all reminders of an owner in the group ``name``."""
    sql = _KEYS.format(_CONDITIONS[name])
    return RawSQL(sql, _values(owner_id, name, clock))  # noqa: S611 (values are parameters)


def first_keys(owner_id: int, wanted: Iterable[tuple[str, str, int]], clock: DayBounds) -> RawSQL:
    """The first keys of several groups: of each its name, the column to sort by, how many."""
    parts: list[str] = []
    values: list[object] = []
    for name, order, size in wanted:
        parts.append(_FIRST.format(_CONDITIONS[name], order))
        values += [*_values(owner_id, name, clock), size]
    return RawSQL(" UNION ALL ".join(parts), values)  # noqa: S611 (values are parameters)


def _values(owner_id: int, name: str, clock: DayBounds) -> list[object]:
    moments = (getattr(clock, field) for field in _MOMENTS[name])
    return [owner_id, *map(connection.ops.adapt_datetimefield_value, moments)]
