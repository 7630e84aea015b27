"""The engine's measurement measures what it says."""

import json

import pytest

from bench.plans import CASES, Rate, lines, main, measure


def test_the_file_holds_as_many_cases_as_asked_for() -> None:
    asked = len(CASES) + 8
    told = [json.loads(line) for line in lines(asked).split("\n")]

    assert len(told) == asked
    assert told[0] == told[len(CASES)] != told[1]


def test_plans_and_answers_are_counted() -> None:
    plans, answers = measure(30)

    assert (plans.count, answers.count) == (30, 30)
    assert 0 < plans.seconds < 5
    assert 0 < answers.seconds < 5


def test_a_rate_reads_well() -> None:
    assert str(Rate("Plans", 3000, 0.5)) == "Plans: 6,000 a second (3,000 in 0.50 s)"


def test_main_prints_both(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.plans.measure", lambda: [Rate("Plans", 10, 1)])
    main()

    assert capsys.readouterr().out == "Plans: 10 a second (10 in 1.00 s)\n"
