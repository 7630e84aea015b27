"""The test suites: runs of pytest, each with the real services it needs.

`python -m scripts.test_suites fast services browser -- ARGUMENTS FOR PYTEST`
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

from scripts.paths import ROOT, VENV_PYTHON, give_up, say
from tests.services import chromium, dovecot, postgres, redis_server
from tests.services.missing import ServiceMissing
from tests.services.server import STOP_SECONDS, ServerFailed, end

NO_TESTS = 5
"""pytest's exit status if it selected no test."""

Run = TypeVar("Run")


@dataclass(frozen=True)
class Suite:
    """One run of pytest: which tests, how many at once, and with what services."""

    title: str
    marks: str
    workers: int = 0
    servers: bool = False
    browser: bool = False


SUITES = {
    "fast": Suite(
        "on SQLite and the filesystem broker",
        "not services and not browser and not faults",
        workers=2,
    ),
    "services": Suite(
        "on a real PostgreSQL, Redis and Dovecot",
        "not browser and not faults",
        workers=2,
        servers=True,
    ),
    "browser": Suite("in a real Chromium", "browser", workers=2, browser=True),
    "faults": Suite("that break a real service on purpose", "faults", servers=True),
}


def main(arguments: list[str]) -> int:
    """Run the named suites one after another, even after a failure; return the exit status."""
    listen()
    names, chosen = split(arguments)
    return verdict({name: run(name, chosen) for name in names}, chosen)


def listen() -> None:
    """Exit on SIGTERM and SIGINT, which also ends the child processes."""
    signal.signal(signal.SIGTERM, _leave)
    # A shell makes its background jobs ignore Ctrl-C, and pytest would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Split the arguments at the first `--` into the suites' names and pytest's arguments."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    names, chosen = arguments[:cut], arguments[cut + 1 :]
    unknown = [name for name in names if name not in SUITES]
    if unknown or not names:
        given = ", ".join(unknown) or "none"
        give_up(f"Name one or more suites of {', '.join(SUITES)}; not {given}.")
    return names, chosen


def failures(results: dict[Run, int], chosen: list[str]) -> dict[Run, int]:
    """Return the runs that failed.

    A suite without a selected test fails, unless pytest's arguments select tests and another suite
    had some.
    """
    allowed = {0, NO_TESTS} if chosen and 0 in results.values() else {0}
    return {run: status for run, status in results.items() if status not in allowed}


def verdict(results: dict[str, int], chosen: list[str]) -> int:
    """Print the suites that failed; return 0 if none did."""
    failed = failures(results, chosen)
    for name, status in failed.items():
        why = "selected no test" if status == NO_TESTS else f"ended with status {status}"
        print(f"make test-{name} {why}.", file=sys.stderr)
    return next(iter(failed.values()), 0)


def run(name: str, chosen: list[str]) -> int:
    """Run one suite with its services; return pytest's exit status, or 1 if it cannot run."""
    suite = SUITES[name]
    say(f"\n── make test-{name}: the tests {suite.title}")
    try:
        with _services(suite) as found, _scratch() as folder:
            env = {**_plain_environment(), **found, "TEST_SUITE": name, "TEST_DATA_DIR": folder}
            return _pytest(_command(suite, chosen), env)
    except (ServiceMissing, ServerFailed) as problem:
        print(problem, file=sys.stderr)
        return 1


def _command(suite: Suite, chosen: list[str]) -> list[str]:
    command = [str(VENV_PYTHON), "-m", "pytest", "-m", suite.marks]
    if suite.workers and not any(part.startswith(("-n", "--pdb")) for part in chosen):
        command += ["-n", str(suite.workers), "--dist", "loadfile"]
    return [*command, *chosen]


@contextmanager
def _services(suite: Suite) -> Iterator[dict[str, str]]:
    """Start what the suite needs; yield the variables that tell the tests where it is."""
    with ExitStack() as stack:
        found = {}
        if suite.servers:
            found["DATABASE_URL"] = stack.enter_context(postgres.running())
            found["REDIS_URL"] = stack.enter_context(redis_server.running())
        if suite.servers or suite.browser:
            dovecot.find()  # Each process of the tests starts its own.
        if suite.browser:
            found["CHROMIUM"] = chromium.find()
        yield found


@contextmanager
def _scratch() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="jt-test-", ignore_cleanup_errors=True) as folder:
        yield folder


def _plain_environment() -> dict[str, str]:
    own = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if name not in own}


def _pytest(command: list[str], env: dict[str, str]) -> int:
    child = subprocess.Popen(command, env=env, cwd=ROOT)
    try:
        return child.wait()
    except KeyboardInterrupt:
        # Ctrl-C reached pytest as well: it prints its summary and exits on its own.
        with suppress(subprocess.TimeoutExpired):
            child.wait(STOP_SECONDS)
        raise
    finally:
        end(child, signal.SIGINT)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
