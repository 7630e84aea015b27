"""`.ci/run`: every step runs and is timed, and the end says how each went."""

from __future__ import annotations

import re

import pytest

from scripts import ci


@pytest.fixture(autouse=True)
def _signals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ci.signal, "signal", lambda *_: None)


def test_a_failed_step_stops_no_other_and_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    assert ci.main({"one": "echo first", "two": "false; echo not said", "three": "exit 3"}) == 1
    said = capfd.readouterr().out
    assert "first\n" in said
    assert "not said" not in said
    table = said.partition("══ Each step\n\n")[2].splitlines()
    assert [line.split("s  ")[1] for line in table[:3]] == [
        "ok      one",
        "FAILED  two",
        "FAILED  three",
    ]
    assert re.fullmatch(r"1 of 3 steps passed in 0\.\d minutes\. Failed: two, three\.", table[-1])


def test_where_all_went_well_the_last_line_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    assert ci.main({"one": "true"}) == 0
    assert re.fullmatch(
        r"1 of 1 steps passed in 0\.\d minutes\.", capfd.readouterr().out.splitlines()[-1]
    )


def test_the_end_repeats_what_pytest_counted(capfd: pytest.CaptureFixture[str]) -> None:
    counted = "===== 3 failed, 5441 passed in 301.20s (0:05:01) ====="
    ci.main({"one": f"echo '{counted}'; echo '===== FAILURES ====='; echo done"})
    end = capfd.readouterr().out.partition("══ What pytest counted\n\n")[2]
    assert end.startswith(f"{counted}\n\n══ Each step")


def test_of_a_progress_bar_the_end_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    ci.main({"one": r"printf 'a third\rtwo thirds\rall of it\nand on\r\n'"})
    said = capfd.readouterr().out
    assert "all of it\nand on\n" in said
    assert "thirds" not in said


def test_errors_stand_where_they_belong(capfd: pytest.CaptureFixture[str]) -> None:
    ci.main({"one": "echo a; echo b >&2; echo c"})
    assert "a\nb\nc\n" in capfd.readouterr().out
