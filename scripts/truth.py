"""`make truth`: tells thousands of random searches, and compares each with the rules.

`python -m scripts.truth [STORIES] [FIRST]`: 2,000 of them from the first on, unless told otherwise.
"""

from __future__ import annotations

import os
import sys

from scripts import test_suites
from scripts.paths import give_up

STORIES = 2_000


def main(arguments: list[str]) -> int:
    """Tell the stories on both cores; return pytest's exit status."""
    if len(arguments) > 2 or not all(each.isdecimal() for each in arguments):
        give_up("Say how many stories, and the number of the first: make truth ARGS='500 1000'.")
    stories, first = [*map(int, arguments), *(STORIES, 0)[len(arguments) :]]
    if not stories:
        give_up("No story is no test.")
    test_suites.listen()
    os.environ.update(TRUTH_STORIES=str(stories), TRUTH_FROM=str(first))
    return test_suites.run("fast", ["-n", "2", "-q", "tests/truth"])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
