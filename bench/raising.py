"""Raising 1,000 due rows among ten thousand, a hundred thousand and a million stored.

`python -m bench.raising`
"""

import time
from datetime import UTC, datetime, timedelta

from bench.database import ready

DUE = 1_000
STORED = (10_000, 100_000, 1_000_000)
ROUNDS = 5
NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)


def main() -> None:
    """Measure at each size, and print the times, their ratio and the queries a row."""
    with ready():
        application = _application()
        seconds = {}
        for stored in STORED:
            _fill(application, stored)
            seconds[stored], queries = _best(application)
            print(f"{stored:>9,} stored: {seconds[stored] * 1000:.1f} ms for {DUE:,} due")
        ratio = seconds[STORED[-1]] / seconds[STORED[0]]
        print(f"A million against ten thousand: {ratio:.2f} times (aim: at most 1.3)")
        print(f"Queries a row: {queries / DUE:.3f} (aim: at most 0.1)")


def _application() -> int:
    from applications.models import Application
    from bench.people import searches, seekers

    searches(seekers(1, NOW), NOW)
    return Application.objects.values_list("pk", flat=True)[0]


def _fill(application: int, wanted: int) -> None:
    """Write rows that are planned for later, until so many are stored."""
    from django.db import connection

    from followups.models import Reminder

    missing = wanted - Reminder.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO followups_reminder (owner_id, scope, key, application_id, rule, opens_at,"
            " optional, sources, reason, state, next_at)"
            " SELECT owner_id, 'a' || id, 'fill/' || n, id, 'status.after_applying',"
            " %s + n * interval '1 minute', false, '[]', '{}', 'planned',"
            " %s + n * interval '1 minute'"
            " FROM applications_application, generate_series(%s, %s) AS n WHERE id = %s",
            [NOW + timedelta(days=1)] * 2 + [wanted - missing + 1, wanted, application],
        )
        cursor.execute("VACUUM ANALYZE followups_reminder")


def _best(application: int) -> tuple[float, int]:
    """The best of some rounds, each with other rows due; and the queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from followups.raising import raise_due

    raise_due(NOW - timedelta(days=1))
    raise_due(NOW)
    times = []
    for _ in range(ROUNDS):
        _make_due(application)
        start = time.perf_counter()
        counts = raise_due(NOW)
        times.append(time.perf_counter() - start)
        if counts != {"raised": DUE}:
            raise SystemExit(f"not {DUE} were raised: {dict(counts)}")
    _make_due(application)
    with CaptureQueriesContext(connection) as seen:
        raise_due(NOW)
    return min(times), len(seen)


def _make_due(application: int) -> None:
    from followups.models import Reminder

    rows = Reminder.objects.filter(application=application, state="planned")
    due = rows.order_by("-next_at").values("pk")[:DUE]
    Reminder.objects.filter(pk__in=due).update(opens_at=NOW, next_at=NOW)


if __name__ == "__main__":
    main()
