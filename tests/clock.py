"""The pytest plugin that sets the clock: every test begins at one instant, `--at`.

The process and the live server in it run on time-machine, which goes on ticking from there, and the
pages of the browser on Playwright's clock. Tests that start real processes stay on the real clock,
and state their facts relative to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime

import pytest
import time_machine

USUAL = "2026-03-19T20:00:00+00:00"
REAL = ("services", "faults")
"""The marks of tests whose processes, or whose servers, have a clock of their own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--at=INSTANT`."""
    parser.addoption(
        "--at",
        type=instant,
        default=instant(USUAL),
        metavar="INSTANT",
        help=f"when each test begins, ISO 8601, in UTC unless it says (usual: {USUAL})",
    )


def pytest_report_header(config: pytest.Config) -> str:
    """Say at which instant the tests begin."""
    return f"clock: every test begins at {config.getoption('--at'):%A %Y-%m-%d %H:%M %Z}"


def instant(text: str) -> datetime:
    """Return the aware instant that an ISO 8601 text names, in UTC where it names no offset.

    >>> instant("2026-03-19T20:00")
    datetime.datetime(2026, 3, 19, 20, 0, tzinfo=datetime.timezone.utc)
    """
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def setting(item: pytest.Item) -> AbstractContextManager[object]:
    """Return what sets the clock for one test."""
    if any(item.get_closest_marker(mark) for mark in REAL):
        return nullcontext()
    return time_machine.travel(item.config.getoption("--at"), tick=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Set the clock for a test, its fixtures' beginning and end included."""
    with setting(item):
        return (yield)


@pytest.fixture
def at(pytestconfig: pytest.Config) -> datetime:
    """The aware instant, in UTC, at which the test began."""
    began: datetime = pytestconfig.getoption("--at")
    return began
