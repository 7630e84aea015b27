"""Opening 1,000 due reminders among ten thousand, a hundred thousand and a million stored.

`python -m bench.due`
"""

import time
from datetime import UTC, datetime, timedelta

from bench.database import ready
from bench.sizes import aim, size

DUE = size(1_000, 10)
STORED = size((10_000, 100_000, 1_000_000), (20, 30, 40))
ROUNDS = size(10, 1)
NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
FILL = """
INSERT INTO followups_reminder (owner_id, scope, key, application_id, rule, opens_at, optional,
    catch_up, set_aside, sources, reason, state, next_at)
SELECT owner_id, 'a' || id, 'fill/' || lpad(n::text, 8, '0'), id, 'status.after_applying',
    %s + n * interval '1 minute', false, false, false, '[]', '{}', 'planned',
    %s + n * interval '1 minute'
FROM applications_application, generate_series(%s, %s) AS n WHERE id = %s
"""


def main() -> None:
    """Measure each size in turns, and print the times, their ratio and the queries per row."""
    with ready():
        application = _application()
        for stored in STORED:
            _fill(application, stored)
            _copy_as(_name(stored))
        times: dict[int, list[float]] = {stored: [] for stored in STORED}
        for _ in range(ROUNDS):
            for stored in STORED:
                _use(_name(stored))
                times[stored].append(_round(application))
        _report({stored: min(each) for stored, each in times.items()}, _queries(application))


def _report(seconds: dict[int, float], queries: int) -> None:
    for stored in STORED:
        print(f"{stored:>9,} stored: {seconds[stored] * 1000:.1f} ms for {DUE:,} due")
    ratio = seconds[STORED[-1]] / seconds[STORED[0]]
    print(f"{STORED[-1]:,} against {STORED[0]:,}: {ratio:.2f} times{aim('at most 1.3')}")
    print(f"Queries per row: {queries / DUE:.3f}{aim('at most 0.1')}")


def _name(stored: int) -> str:
    return f"bench_{stored}"


def _copy_as(name: str) -> None:
    """Copy the whole database under another name; it must have no other connections."""
    from django.db import connection

    own = str(connection.settings_dict["NAME"])
    _use("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{own}"')
    _use(own)


def _use(name: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def _application() -> int:
    from applications.models import Application
    from bench.people import searches, seekers

    searches(seekers(1, NOW), NOW)
    return Application.objects.values_list("pk", flat=True)[0]


def _fill(application: int, wanted: int) -> None:
    """Insert reminders planned for later until `wanted` are stored, with every index kept.

    Foreign keys are not checked per row: all of them name the same application.
    """
    from django.db import connection

    from followups.models import Reminder

    missing = wanted - Reminder.objects.count()
    later = NOW + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(FILL, [later, later, wanted - missing + 1, wanted, application])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE followups_reminder")


def _round(application: int) -> float:
    """Return the seconds to open what is due. A first, unmeasured run warms up the connection."""
    from followups.planning.due import open_due

    seconds = 0.0
    for _ in range(2):
        open_due(NOW)
        _put_back()
        _make_due(application)
        start = time.perf_counter()
        counts = open_due(NOW)
        seconds = time.perf_counter() - start
    if counts != {"opened": DUE}:
        raise SystemExit(f"not {DUE} were opened: {dict(counts)}")
    return seconds


def _queries(application: int) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from followups.planning.due import open_due

    _put_back()
    _make_due(application)
    with CaptureQueriesContext(connection) as seen:
        open_due(NOW)
    return len(seen)


def _make_due(application: int) -> None:
    from followups.models import Reminder

    rows = Reminder.objects.filter(application=application, next_at__gt=NOW)
    due = list(rows.order_by("-next_at").values_list("pk", flat=True)[:DUE])
    Reminder.objects.filter(pk__in=due).update(opens_at=NOW, next_at=NOW)


def _put_back() -> None:
    """Plan the opened rows again, later than all others, so that each round finds as many."""
    from followups.models import Reminder

    far = NOW + timedelta(days=1000)
    raised = Reminder.objects.filter(state="open", opens_at=NOW)
    raised.update(state="planned", opens_at=far, next_at=far, opened_at=None)


if __name__ == "__main__":
    main()
