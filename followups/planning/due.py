"""Run every minute: open due reminders, wake snoozed ones, close lapsed ones.

Reads only rows whose ``next_at`` has passed, through its index, so the cost grows with the number
of due reminders, not of all. Safe to repeat, and to run in two processes at once.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from followups.models import Reminder
from followups.state import has_lapsed, is_coming, lapsed
from jobtracker.signals import Happening, tell

State = Reminder.State
BATCH = 500


def open_due(now: datetime, *, batch: int = BATCH) -> Counter[str]:
    """Update every reminder that is due at ``now`` (aware); return counts by kind.

    The kinds are ``opened``, ``woken``, ``put_back`` (woken before it opens) and ``lapsed``.
    """
    counts: Counter[str] = Counter()
    while done := open_batch(now, batch):
        counts += done
    return counts


def open_batch(now: datetime, batch: int = BATCH) -> Counter[str]:
    """Update one batch in one transaction; return counts by kind, empty if nothing was due."""
    with transaction.atomic():
        return _update(_locked(now, batch), now)


def count_due(now: datetime) -> int:
    """Return how many reminders ``open_due`` would update at ``now``."""
    return reminders_to_update(now).count()


def reminders_to_update(now: datetime) -> QuerySet[Reminder]:
    """Return the reminders to open, wake or close at ``now``."""
    return Reminder.objects.filter(
        lapsed(now)
        | Q(state=State.PLANNED, opens_at__lte=now)
        | Q(state=State.SNOOZED, snoozed_until__lte=now),
        next_at__lte=now,
    ).order_by("next_at")


class Row(NamedTuple):
    """The fields of a reminder to update that decide how."""

    pk: int
    owner_id: int
    state: str
    opens_at: datetime
    lapses_at: datetime | None


def _locked(now: datetime, batch: int) -> list[Row]:
    rows = reminders_to_update(now)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return [Row(*row) for row in rows.values_list(*Row._fields)[:batch]]


def _update(rows: Sequence[Row], now: datetime) -> Counter[str]:
    kinds: dict[str, list[int]] = {}
    for row in rows:
        kinds.setdefault(_kind(row, now), []).append(row.pk)
    counts: Counter[str] = Counter()
    if lapsed := kinds.get("lapsed"):
        counts["lapsed"] = _lapse(lapsed, now)
    if opened := kinds.get("opened"):
        counts["opened"] = _open(opened, Coalesce("opened_at", now))
    if woken := kinds.get("woken"):
        counts["woken"] = _open(woken, now)
    if early := kinds.get("put_back"):
        counts["put_back"] = _put_back(early)
    told = kinds.get("opened", []) + kinds.get("woken", [])
    tell(Happening.REMINDER_OPENED, told, owner_ids={row.owner_id for row in rows}, now=now)
    return counts


def _kind(row: Row, now: datetime) -> str:
    if has_lapsed(row, now):
        return "lapsed"
    if is_coming(row, now):
        return "put_back"
    return "woken" if row.state == State.SNOOZED else "opened"


def _live(pks: list[int]) -> QuerySet[Reminder]:
    return Reminder.objects.filter(pk__in=pks, state__in=Reminder.LIVE)


def _lapse(pks: list[int], now: datetime) -> int:
    return _live(pks).update(state=State.LAPSED, closed_at=now, next_at=None, snoozed_until=None)


def _open(pks: list[int], opened_at: datetime | Coalesce) -> int:
    return _live(pks).update(
        state=State.OPEN, next_at=F("lapses_at"), snoozed_until=None, opened_at=opened_at
    )


def _put_back(pks: list[int]) -> int:
    return _live(pks).update(state=State.PLANNED, next_at=F("opens_at"), snoozed_until=None)
