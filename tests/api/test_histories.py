"""The case that the API gives is that of its plan, for random histories told to the API alone."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from followups.timing.policy.make import NAMED
from tests.api.conftest import Call
from tests.api.histories import Teller
from tests.truth.story import LINE_UP, PERSONAL

HISTORIES = 13
SEEDS = range(8)
STEPS = 4


@pytest.mark.parametrize("seed", SEEDS)
def test_each_case_gives_the_plan(call: Call, now: datetime, seed: int, tmp_path: Path) -> None:
    answer = call("PUT", "/policy", {"base": sorted(NAMED)[seed % len(NAMED)]})
    assert answer.status_code == 200, answer.content
    teller = Teller(call, seed, now)
    applications = [teller.tell(STEPS) for _ in range(HISTORIES)]
    assert teller.taken > 2 * HISTORIES
    moment = (now + timedelta(days=seed)).strftime("%Y-%m-%dT%H:%M:%SZ")
    cases = [_read(call, pk, "case", moment) for pk in applications]
    plans = [_read(call, pk, "plan", moment) for pk in applications]
    assert any(each["reminders"] for each in plans)
    assert any(each["held_back"] for each in plans)
    assert _printed(cases, tmp_path) == plans


def _read(call: Call, pk: int, what: str, moment: str) -> dict[str, Any]:
    answer = call("GET", f"/applications/{pk}/{what}?now={moment}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def _printed(cases: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """What `manage.py plan` prints for the cases, one a line."""
    file, out = folder / "cases.jsonl", io.StringIO()
    file.write_text("\n".join(map(json.dumps, cases)))
    call_command("plan", str(file), stdout=out)
    return [_own(json.loads(line)) for line in out.getvalue().splitlines()]


def _own(plan: dict[str, Any]) -> dict[str, Any]:
    """A plan without what belongs to a person, and not to the application."""
    mine = [each for each in plan["reminders"] if each["rule"] not in (LINE_UP, *PERSONAL)]
    return {**plan, "reminders": mine}
