"""`make setup`: installs all that the project needs, into folders that git ignores."""

from __future__ import annotations

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scripts import dotenv, frontend, node, venv
from scripts.paths import ROOT, give_up

OLDEST_PYTHON = (3, 11)


def main() -> None:
    """Bring the set-up up to date; does nothing if nothing changed."""
    if sys.version_info < OLDEST_PYTHON:
        give_up(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    with alone():
        venv.ensure("dev")
        node.ensure()
        frontend.ensure()
        dotenv.ensure()


@contextmanager
def alone() -> Iterator[None]:
    """Hold the set-up's lock, so that two terminals do not install into one folder at once."""
    with (ROOT / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    main()
