"""`make test-any-day`: runs the tests at unusual instants, one run after the other.

`python -m scripts.any_day [--today] [ARGUMENTS FOR PYTEST]`: the fast suite at every instant of
`tests/instants.py`, and the browser suite at those marked; with `--today` only the fast suite, at
the instant chosen by the day of the year. Tests marked `dayless` are left out: the clock cannot
change what they do.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from scripts import test_suites
from scripts.paths import say
from tests.instants import INSTANTS, Instant, of_the_day


@dataclass(frozen=True)
class Run:
    """One suite at one instant."""

    suite: str
    instant: Instant

    def __str__(self) -> str:
        return f"the {self.suite} suite at {self.instant.text} ({self.instant.why})"

    def status(self, chosen: list[str]) -> int:
        """Run it and return pytest's exit status."""
        say(f"\n══ {self}")
        marks = f"({test_suites.SUITES[self.suite].marks}) and not dayless"
        return test_suites.run(self.suite, [f"--at={self.instant.text}", "-m", marks, *chosen])


def main(arguments: list[str], today: date) -> int:
    """Run them all, even after a failure; print the time taken and what failed."""
    test_suites.listen()
    start = time.monotonic()
    runs = of_today(today) if "--today" in arguments else every()
    chosen = [argument for argument in arguments if argument != "--today"]
    failed = test_suites.failures({run: run.status(chosen) for run in runs}, chosen)
    say(f"\nAll in all it took {(time.monotonic() - start) / 60:.1f} minutes.")
    for run in failed:
        say(f"FAILED: {run}.")
    say("Every run passed." if not failed else f"{len(failed)} of {len(runs)} runs failed.")
    return 1 if failed else 0


def every() -> list[Run]:
    """Return the fast suite at each instant, then the browser suite at those marked."""
    fast = [Run("fast", instant) for instant in INSTANTS]
    return fast + [Run("browser", instant) for instant in INSTANTS if instant.browser]


def of_today(today: date) -> list[Run]:
    """Return the fast suite at the day's instant."""
    return [Run("fast", of_the_day(today))]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:], datetime.now(UTC).date()))
    except KeyboardInterrupt:
        sys.exit(130)
