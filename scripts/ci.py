"""`.ci/run`: the checks that every change must pass; each is timed, and all run despite failures.

Every target of the Makefile is exercised: by a step, by a smaller run if the whole takes long, or
by what `COVERED` names.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scripts.paths import ROOT, say

STEPS = {
    "set up": "make setup",
    "help": "make help",
    "check": "make check",
    "format changes nothing": """
        before=$(git diff | cksum)
        make format
        test "$before" = "$(git diff | cksum)" || { git diff --stat; exit 1; }""",
    "the locks fit": "make lock ARGS=--check",
    "known vulnerabilities": "make audit ARGS=--tell",
    "test": "make test",
    "test at the day's instant": "make test-any-day ARGS=--today",
    "a fault of each kind": 'make faults ARGS="-m each_kind"',
    "the truth of a few more searches": 'make truth ARGS="20 5000"',
    "measure in small": "make bench ARGS=--small",
    "the browser extension, the same twice": """
        make extension
        first=$(cksum dist/*.zip)
        make extension
        test "$first" = "$(cksum dist/*.zip)\"""",
    "mutate one rule": 'make mutate ARGS="followups.timing.rules.people.x_reciprocate*"',
    "the demo, in a new database": """
        data=$(mktemp -d)
        trap 'rm -rf "$data"' EXIT
        DATA_DIR=$data DATABASE_URL=sqlite:///$data/db.sqlite3 make demo""",
    "plan a case": """
        case='import json, sys; json.dump(json.load(sys.stdin)["case"], sys.stdout)'
        .venv/bin/python -c "$case" < tests/cases/01-just-applied.json |
            .venv/bin/python manage.py plan --explain -""",
}
"""The commands of each step, for `sh -e`."""

COVERED = {
    "run": "tests/scripts/test_make_run.py, on the services suite of `make test`",
    "test-fast": "tests/scripts/test_makefile.py; `make test` runs the suite",
    "test-services": "tests/scripts/test_makefile.py; `make test` runs the suite",
    "test-browser": "tests/scripts/test_makefile.py; `make test` runs the suite",
    "clean": "tests/scripts/test_makefile.py",
}
"""The targets that no step names, and what exercises them.

The export has no target: tests/data_exchange/ covers exporting and importing.
"""

COUNTED = re.compile(r"=+ .*\d+ (passed|failed|error).* in [\d.]+s.* =+")
"""pytest's last line."""


@dataclass
class Result:
    """The result of one step."""

    title: str
    status: int = 1
    seconds: float = 0.0
    counted: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.seconds:7.0f} s  {'ok    ' if self.status == 0 else 'FAILED'}  {self.title}"


def main(steps: dict[str, str] = STEPS) -> int:
    """Run all steps; print the result of each at the end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    results = [run(title, command) for title, command in steps.items()]
    say("\n══ What pytest counted\n")
    for line in [line for result in results for line in result.counted]:
        say(line)
    say("\n══ Each step\n")
    for result in results:
        say(str(result))
    failed = [result.title for result in results if result.status != 0]
    minutes = sum(result.seconds for result in results) / 60
    count = f"{len(steps) - len(failed)} of {len(steps)} steps passed in {minutes:.1f} minutes"
    say(f"\n{count}. Failed: {', '.join(failed)}." if failed else f"\n{count}.")
    return 1 if failed else 0


def run(title: str, command: str) -> Result:
    """Run one step, show its output, and collect pytest's counts."""
    say(f"\n══ {title}\n")
    result, start = Result(title), time.monotonic()
    with subprocess.Popen(
        ["sh", "-ec", command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as child:
        try:
            result.counted = list(_shown(child.stdout or ()))
            result.status = child.wait()
        finally:
            child.terminate()
    result.seconds = time.monotonic() - start
    say(f"\n{result}")
    return result


def _shown(output: Iterable[bytes]) -> Iterator[str]:
    """Print each line, as its progress bar left it; yield the lines that count tests."""
    for raw in output:
        line = raw.rstrip(b"\r\n").rpartition(b"\r")[2].decode(errors="replace")
        say(line)
        if COUNTED.fullmatch(line):
            yield line


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
