"""Prints the result of a mutation run: the score, and each mutant that no test killed.

Run in the folder of the mutation run, after it.
"""

import json
import sys
from collections import Counter
from pathlib import Path

FAILED, TIMED_OUT, CRASHED = {1, 3}, {24, -24, 36, 152, 255}, {-9, -11}
KILLED = {*FAILED, *TIMED_OUT, *CRASHED}
NAMES = {0: "survived", 5: "no tests", 33: "no tests", 34: "skipped"}


def results(folder: Path) -> dict[str, int | None]:
    """Return each mutant's name and the exit code of its tests."""
    found: dict[str, int | None] = {}
    for path in sorted(folder.glob("**/*.meta")):
        found.update(json.loads(path.read_text())["exit_code_by_key"])
    return found


def main() -> int:
    """Count the mutants and print the survivors; return 1 if none was killed."""
    found = results(Path("mutants"))
    counts: Counter[str] = Counter()
    checked = {name: code for name, code in found.items() if code is not None}
    for name, code in checked.items():
        verdict = "killed" if code in KILLED else NAMES.get(code, f"exit {code}")
        counts[verdict] += 1
        if verdict != "killed":
            print(f"{verdict}: {name}")
    total = len(checked)
    score = 100 * counts["killed"] / total if total else 0
    print(f"{counts['killed']} of {total} killed: {score:.1f} % ({dict(counts)})")
    if left := len(found) - total:
        print(f"{left} more were not asked for.")
    return 0 if counts["killed"] else 1


if __name__ == "__main__":
    sys.exit(main())
