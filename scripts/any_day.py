"""`make test-any-day`: the tests at other instants than the usual, one run after the other.

`python -m scripts.any_day [--today] [ARGUMENTS FOR PYTEST]`: the fast leg at every instant of
`tests/instants.py` and the browser's at those marked; with `--today` the fast leg alone, at the
instant that the day of the year chooses.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from scripts import legs
from scripts.paths import say
from tests.instants import INSTANTS, Instant, of_the_day


@dataclass(frozen=True)
class Run:
    """One leg at one instant."""

    leg: str
    instant: Instant

    def __str__(self) -> str:
        return f"the {self.leg} leg at {self.instant.text} ({self.instant.why})"

    def status(self, chosen: list[str]) -> int:
        """Run it; return pytest's exit status."""
        say(f"\n══ {self}")
        return legs.run(self.leg, [f"--at={self.instant.text}", *chosen])


def main(arguments: list[str], today: date) -> int:
    """Run them all, the failed ones too; say how long it took and what failed."""
    legs.listen()
    begun = time.monotonic()
    runs = of_today(today) if "--today" in arguments else every()
    chosen = [argument for argument in arguments if argument != "--today"]
    failed = legs.failures({run: run.status(chosen) for run in runs}, chosen)
    say(f"\nAll in all it took {(time.monotonic() - begun) / 60:.1f} minutes.")
    for run in failed:
        say(f"FAILED: {run}.")
    say("Every run passed." if not failed else f"{len(failed)} of {len(runs)} runs failed.")
    return 1 if failed else 0


def every() -> list[Run]:
    """The fast leg at each instant, then the browser's."""
    fast = [Run("fast", instant) for instant in INSTANTS]
    return fast + [Run("browser", instant) for instant in INSTANTS if instant.browser]


def of_today(today: date) -> list[Run]:
    """The fast leg at the day's instant."""
    return [Run("fast", of_the_day(today))]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:], datetime.now(UTC).date()))
    except KeyboardInterrupt:
        sys.exit(130)
