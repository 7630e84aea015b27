"""`make check`: every check runs, and one that fails shows what it said."""

from __future__ import annotations

import pytest

from scripts import check

GOOD = check.Check("good", ("python", "-c", "print('quiet')"))
BAD = check.Check("bad", ("python", "-c", "import sys; print('because'); sys.exit(3)"))


def test_all_checks_run_and_the_failed_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main((BAD, GOOD, BAD)) == 2
    said = capsys.readouterr().out
    assert said.endswith("1 checks passed, 2 failed.\n")
    assert said.count("because") == 2
    assert "quiet" not in said


def test_a_check_runs_with_its_own_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "true")
    asks = "import os, sys; sys.exit(os.environ['DEBUG'] != 'false')"
    assert check.run(check.Check("production", ("python", "-c", asks), check.PRODUCTION))
    assert not check.run(check.Check("development", ("python", "-c", asks)))
