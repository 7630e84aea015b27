"""The plugin that sets the clock: at which instant a test begins, and which keep the real one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests import clock

pytestmark = pytest.mark.dayless

PLUGINS = ("-p", "tests.clock", "-p", "no:django", "-p", "no:valkey", "-p", "no:cacheprovider")
MARKS = "[pytest]\nmarkers =\n    services: s\n    faults: f\n    browser: b\n"
Run = Callable[..., pytest.RunResult]

BEGINS = """
import datetime, time
from datetime import UTC
AT = datetime.datetime.fromisoformat("{at}")

def soon_after(moment):
    return AT <= moment < AT + datetime.timedelta(minutes=5)

def test_it(at):
    assert at == AT
    assert at.tzinfo is UTC
    assert soon_after(datetime.datetime.now(UTC))
    assert soon_after(datetime.datetime.fromtimestamp(time.time(), UTC))
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a module of tests in a process of its own, with the plugin and some options."""
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.makeini(MARKS)

    def run(text: str, *options: str) -> pytest.RunResult:
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess(*PLUGINS, *options)

    return run


def test_a_test_begins_at_the_usual_instant(run: Run) -> None:
    result = run(BEGINS.format(at=clock.USUAL))
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["clock: every test begins at Thursday 2026-03-19 20:00 UTC"])


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ("2028-02-29T12:00", "2028-02-29T12:00+00:00"),
        ("2028-02-29T12:00Z", "2028-02-29T12:00+00:00"),
        ("2028-02-29T00:30+05:30", "2028-02-28T19:00+00:00"),
        ("2027-03-14T01:50-05:00", "2027-03-14T06:50+00:00"),
        ("2028-02-29", "2028-02-29T00:00+00:00"),
    ],
)
def test_a_test_begins_at_the_instant_that_is_given(run: Run, given: str, at: str) -> None:
    assert clock.instant(given) == datetime.fromisoformat(at)
    assert clock.instant(given).tzinfo is UTC
    run(BEGINS.format(at=at), f"--at={given}").assert_outcomes(passed=1)


@pytest.mark.parametrize("given", ["tomorrow", "2027-02-29T12:00", "2026-03-19T25:00", ""])
def test_what_is_no_instant_is_refused_by_name(run: Run, given: str) -> None:
    result = run("def test_it(): pass", f"--at={given}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*argument --at: *'{given}'*"])


def test_who_talks_to_real_processes_keeps_the_real_clock(run: Run) -> None:
    result = run(
        """
        import pytest
        from datetime import UTC, datetime, timedelta
        AT = datetime(2100, 5, 5, tzinfo=UTC)

        @pytest.fixture
        def begun():
            return datetime.now(UTC)

        @pytest.mark.services
        def test_service(begun): assert begun < AT
        @pytest.mark.faults
        def test_fault(begun): assert begun < AT
        @pytest.mark.browser
        def test_page(begun): assert begun >= AT
        def test_plain(begun): assert begun >= AT
        @pytest.mark.services
        class TestAll:
            def test_each(self, begun): assert begun < AT
        """,
        "--at=2100-05-05",
    )
    result.assert_outcomes(passed=5)


def test_the_clock_ticks_and_each_test_begins_anew(run: Run) -> None:
    result = run(
        """
        import time
        from datetime import UTC, datetime, timedelta
        import pytest

        def since(at): return datetime.now(UTC) - at

        @pytest.mark.parametrize("turn", range(2))
        def test_it(turn, at):
            assert timedelta(0) <= since(at) < timedelta(seconds=30)
            before = since(at)
            time.sleep(0.01)
            assert since(at) - before >= timedelta(seconds=0.01)
        """,
        "--at=2028-02-29T23:59:59",
    )
    result.assert_outcomes(passed=2)


def test_what_clears_up_after_a_test_is_on_its_clock(run: Run) -> None:
    result = run(
        """
        from datetime import UTC, datetime
        import pytest

        @pytest.fixture
        def cleared(at):
            yield
            assert datetime.now(UTC).year == at.year == 2100

        def test_it(cleared): pass
        """,
        "--at=2100-05-05",
    )
    result.assert_outcomes(passed=1)


def test_an_offset_is_put_into_utc() -> None:
    there = datetime(2026, 3, 20, 1, 0, tzinfo=timezone(timedelta(hours=5)))
    assert clock.instant(there.isoformat()) == clock.instant(clock.USUAL)
