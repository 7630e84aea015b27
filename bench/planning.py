"""Replanning a seeker with 10, 100 and 1,000 applications: `python -m bench.planning`."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from bench.database import ready
from bench.sizes import size

SIZES = size((10, 100, 1_000), (10,))
ROUNDS = size(3, 1)
NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)


def main() -> None:
    """Measure replanning everything, and replanning one application among them."""
    with ready():
        for count in SIZES:
            _measure(count)


def _measure(count: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from followups.planning.replan import replan

    owner, applications = _search(count)
    replan(owner, None, now=NOW)
    everything = _seconds(lambda: replan(owner, None, now=NOW))
    one = _seconds(lambda: replan(owner, applications[:1], now=NOW))
    with CaptureQueriesContext(connection) as seen:
        replan(owner, None, now=NOW)
    print(
        f"{count:>5,} applications: all in {everything * 1000:.0f} ms"
        f" ({everything / count * 1000:.2f} ms each), one in {one * 1000:.1f} ms,"
        f" {len(seen)} queries"
    )


WRITTEN = {"created_at": NOW, "updated_at": NOW}


def _search(count: int) -> tuple[int, list[int]]:
    from accounts.models import User
    from applications.models import Application, Event, Interview, Message
    from references.models import Company

    owner = User.objects.create(email=f"{count}@bench.example", time_zone="Europe/London")
    company = Company.objects.create(owner=owner, name="Harbour")
    rows = Application.objects.bulk_create(
        Application(owner=owner, company=company, title=f"Job {n}", token=uuid4(), **WRITTEN)
        for n in range(count)
    )
    Event.objects.bulk_create(
        Event(application=row, kind="applied", at=NOW - timedelta(days=20)) for row in rows
    )
    Interview.objects.bulk_create(
        Interview(
            owner=owner,
            application=row,
            arranged_at=NOW - timedelta(days=6),
            starts_at=NOW - timedelta(hours=48),
            ends_at=NOW - timedelta(hours=47),
            time_zone="UTC",
        )
        for row in rows[::3]
    )
    Message.objects.bulk_create(
        Message(owner=owner, application=row, purpose="status", at=NOW - timedelta(days=9))
        for row in rows[::2]
    )
    return owner.pk, [row.pk for row in rows]


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
