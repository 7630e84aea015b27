"""`make test-any-day`: which suite runs at which instant, and what is said at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from scripts import any_day, test_suites
from tests.instants import INSTANTS, Instant, of_the_day

DAY = date(2026, 5, 4)
Asked = list[tuple[str, list[str]]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the suites are asked for; none of them is run."""
    return stand_in(monkeypatch, lambda suite, at: 0)


def stand_in(monkeypatch: pytest.MonkeyPatch, status: Callable[[str, str], int]) -> Asked:
    asked: Asked = []

    def run(suite: str, chosen: list[str]) -> int:
        asked.append((suite, chosen))
        return status(suite, chosen[0])

    monkeypatch.setattr(test_suites, "run", run)
    monkeypatch.setattr(test_suites, "listen", lambda: None)
    return asked


FAST = "(not services and not browser and not faults) and not dayless"
BROWSER = "(browser) and not dayless"


def at(instant: Instant, marks: str) -> list[str]:
    """What pytest is told for a run: the instant, and no test that the clock cannot change."""
    return [f"--at={instant.text}", "-m", marks]


def test_the_fast_suite_runs_at_each_and_the_browser_s_at_four(
    asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    assert any_day.main([], DAY) == 0
    assert asked == [
        *(("fast", at(each, FAST)) for each in INSTANTS),
        *(("browser", at(each, BROWSER)) for each in INSTANTS if each.browser),
    ]
    assert len(asked) == 16
    said = capsys.readouterr().out
    assert "All in all it took 0.0 minutes." in said
    assert said.endswith("Every run passed.\n")


def test_today_has_the_fast_suite_at_its_own_instant_and_says_which(
    asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    assert any_day.main(["--today"], DAY) == 0
    chosen = of_the_day(DAY)
    assert asked == [("fast", at(chosen, FAST))]
    assert f"the fast suite at {chosen.text} ({chosen.why})" in capsys.readouterr().out


def test_what_else_is_given_is_for_pytest(asked: Asked) -> None:
    any_day.main(["--today", "-k", "thanks"], DAY)
    assert asked == [("fast", [*at(of_the_day(DAY), FAST), "-k", "thanks"])]


def test_after_a_failure_the_others_run_and_the_failed_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {("fast", "--at=2026-12-31T23:50"), ("browser", "--at=2028-02-29T12:00")}
    asked = stand_in(monkeypatch, lambda suite, at: int((suite, at) in bad))
    assert any_day.main([], DAY) == 1
    assert len(asked) == 16
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "FAILED: the fast suite at 2026-12-31T23:50 (the last minutes of a year).",
        "FAILED: the browser suite at 2028-02-29T12:00 (29 February, a Tuesday).",
        "2 of 16 runs failed.",
    ]


@pytest.mark.parametrize(("fast", "status"), [(0, 0), (test_suites.NO_TESTS, 1)])
def test_a_suite_without_the_tests_that_were_asked_for_is_no_failure_where_another_has_them(
    monkeypatch: pytest.MonkeyPatch, fast: int, status: int
) -> None:
    stand_in(monkeypatch, lambda suite, at: fast if suite == "fast" else test_suites.NO_TESTS)
    assert any_day.main(["-k", "thanks"], DAY) == status
