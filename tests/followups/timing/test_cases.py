"""The specification's own cases, their whole answers compared."""

import json
from pathlib import Path

import pytest

from followups.timing.casefile.read import read_cases, to_json
from followups.timing.plan import label, plan

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.json"))


def test_the_cases_are_here() -> None:
    assert len(CASES) == 42


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    told = json.loads(path.read_text())
    (case,) = read_cases(json.dumps(told["case"]))

    answer = to_json(label(plan(case.facts, case.policy), case.now))

    assert answer == told["answer"]
    for written, expected in zip(answer["reminders"], told["answer"]["reminders"], strict=True):
        assert list(written) == list(expected)
