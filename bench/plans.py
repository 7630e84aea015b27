"""Plans per second of the timing engine: `python -m bench.plans`."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.sizes import size
from followups.timing.casefile.read import read_cases, to_json
from followups.timing.plan import label, plan

CASES = sorted((Path(__file__).parent.parent / "tests" / "cases").glob("*.json"))
COUNT = size(3_000, 30)


@dataclass(frozen=True, slots=True)
class Rate:
    """What was measured, how often it ran, and the seconds it took in all."""

    what: str
    count: int
    seconds: float

    @property
    def per_second(self) -> float:
        """The number per second."""
        return self.count / self.seconds

    def __str__(self) -> str:
        return (
            f"{self.what}: {self.per_second:,.0f} a second ({self.count:,} in {self.seconds:.2f} s)"
        )


def lines(count: int) -> str:
    """Return a file of `count` cases, one per line, repeating the specification's own."""
    cases = [json.dumps(json.loads(path.read_text())["case"]) for path in CASES]
    return "\n".join(cases[index % len(cases)] for index in range(count))


def measure(count: int = COUNT) -> list[Rate]:
    """Measure plans alone, and whole answers: reading, planning, labelling and writing."""
    text = lines(count)
    cases = read_cases(text)

    def plans() -> None:
        for case in cases:
            plan(case.facts, case.policy)

    def answers() -> None:
        for case in read_cases(text):
            json.dumps(to_json(label(plan(case.facts, case.policy), case.now)))

    return [
        Rate("Plans", count, _seconds(plans)),
        Rate("Whole answers from a case file", count, _seconds(answers)),
    ]


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    for rate in measure():
        print(rate)


if __name__ == "__main__":
    main()
