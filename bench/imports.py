"""Imports of 250 to 10,000 applications, and of one with many events, by processor time.

`python -m bench.imports`
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

from bench.database import ready
from bench.sizes import aim, size

APPLICATIONS = size((250, 1_000, 2_500, 10_000), (5, 10))
EVENTS = size((100, 200, 400), (5, 10))
NOW = datetime(2026, 3, 19, 20, 0, tzinfo=UTC)


def main() -> None:
    """Print the applications a second, the longest batch, and how the times grow."""
    with ready():
        _imported(1, 1)
        rates = [_report(count, 1) for count in APPLICATIONS]
        print(f"Slowest: {min(rates):.0f} a second{aim('at least 500')}")
        print(f"Largest against smallest: {rates[0] / rates[-1]:.2f} times{aim('at most 1.3')}")
        for events in EVENTS:
            _report(1, events)


def _report(applications: int, events: int) -> float:
    seconds, longest = _imported(applications, events)
    rate = applications / seconds
    print(
        f"{applications:>6,} applications, {events} events each: {seconds:.2f} s, "
        f"{rate:.0f} a second; longest batch {longest:.2f} s{aim('at most 0.5')}"
    )
    return rate


def _imported(applications: int, events: int) -> tuple[float, float]:
    """Import into a new account; return the seconds it took, and those of its longest batch."""
    from accounts.models import User
    from data_exchange.importers.data import writer

    owner = User.objects.create_user(f"{uuid4()}@bench.example")
    rows = [_application(number, events) for number in range(applications)]
    data = {"format": "jobtracker", "version": 1, "applications": rows}
    steps = [time.process_time()]
    importer = writer(owner, data, _no_file, now=NOW, report=_clock(steps))
    steps.append(time.process_time())
    importer.write()
    taken = [after - before for before, after in pairwise(steps[1:])]
    return steps[-1] - steps[0], max(taken)


def _clock(steps: list[float]) -> Callable[[int, object], None]:
    return lambda done, added: steps.append(time.process_time())


def _no_file(path: str) -> None:
    return None


def _application(number: int, events: int) -> dict[str, Any]:
    start = NOW - timedelta(days=200)
    return {
        "token": str(uuid4()),
        "company": f"Company {number % 500}",
        "title": f"Job {number}",
        "created_at": start.isoformat(),
        "events": [_event(start, index) for index in range(events)],
    }


def _event(start: datetime, index: int) -> dict[str, str]:
    kind = "note" if index % 2 else "employer_reply"
    at = start + timedelta(hours=index)
    return {
        "token": str(uuid4()),
        "kind": kind if index else "applied",
        "at": at.isoformat(),
    }


if __name__ == "__main__":
    main()
