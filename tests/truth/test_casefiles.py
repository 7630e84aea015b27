"""The case files of random searches: the plan command makes of each the plan that the rows hold."""

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from applications.models import Application
from followups.casefiles import anonymous, case_of, plan_of
from followups.timing.casefile.read import to_json
from followups.timing.plan import label
from tests.truth.search import Search
from tests.truth.story import LINE_UP, PERSONAL
from tests.truth.tell import tell

STORIES = range(1_000, 1_015)


@pytest.mark.parametrize("seed", STORIES)
def test_each_application_s_case_gives_its_plan(seeker: User, seed: int, tmp_path: Path) -> None:
    search = tell(seeker, seed)
    rows = list(Application.objects.filter(owner=seeker).order_by("pk"))
    found = [case_of(row, now=search.now) for row in rows]
    answers = asked(found, tmp_path) if found else []

    assert [own(each) for each in answers] == [plan_of(row, now=search.now) for row in rows]
    kept = {
        row.pk: own(each)
        for row, each in zip(rows, answers, strict=True)
        if row.archived_at is None
    }
    assert kept == {pk: plan for pk, plan in stored(search, search.now).items() if pk in kept}
    hidden = asked([anonymous(each) for each in found], tmp_path) if found else []
    assert [moments(each) for each in hidden] == [moments(each) for each in answers]


def asked(cases: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """What the command prints for a file of cases, one a line."""
    path, out = folder / "cases.jsonl", io.StringIO()
    path.write_text("\n".join(map(json.dumps, cases)))
    call_command("plan", str(path), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def own(answer: dict[str, Any]) -> dict[str, Any]:
    """A plan without what belongs to a person."""
    mine = [each for each in answer["reminders"] if each["rule"] not in (LINE_UP, *PERSONAL)]
    return {**answer, "reminders": mine}


def stored(search: Search, now: datetime) -> dict[int, dict[str, Any]]:
    """The plans of the story: after each step the rows were found to be these."""
    plans = search.story.plans(now)
    return {
        int(scope[1:]): to_json(label(plan, now))
        for scope, plan in plans.items()
        if scope.startswith("a")
    }


def moments(answer: dict[str, Any]) -> list[tuple[object, ...]]:
    """A plan without its names."""
    fields = ("rule", "opens_at", "due_at", "lapses_at", "optional", "status", "guard", "until")
    entries = [*answer["reminders"], *answer["held_back"]]
    return sorted(tuple(str(each.get(field)) for field in fields) for each in entries)
