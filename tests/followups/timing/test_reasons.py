"""Reasons as data: whole for every reminder and guard, and the same after a trip through JSON."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from followups.timing.calendar import Step, format_instant
from followups.timing.catalogue.sources import PLACES
from followups.timing.plan_items import HeldBack, Planned, Reason
from followups.timing.policy.make import FIELDS
from tests.followups.timing.golden import REASONS, lines
from tests.followups.timing.stories import STORIES, every_entry

ENTRIES = list(every_entry())
IDS = [f"{story}-{getattr(entry, 'guard', entry.rule)}" for story, entry in ENTRIES]
UNITS = {None, "days", "working_days", "full_days", "hours"}


@pytest.fixture
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose own zone is Tokyo's."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_every_reason_is_the_one_that_was_read_and_kept() -> None:
    assert lines() == REASONS.read_text().splitlines()


@pytest.mark.parametrize(("story", "entry"), ENTRIES, ids=IDS)
def test_each_reason_survives_json(story: str, entry: Planned | HeldBack) -> None:
    text = json.dumps(entry.reason.to_json())

    assert Reason.from_json(json.loads(text)) == entry.reason
    told = Reason.facts_from_json(json.loads(text))
    assert told == replace(entry.reason, steps=(), due=(), lapse=())


@pytest.mark.parametrize(("story", "entry"), ENTRIES, ids=IDS)
def test_each_reason_names_facts_and_steps_that_hold_together(
    story: str, entry: Planned | HeldBack
) -> None:
    reason = entry.reason

    assert reason.facts
    assert set(entry.sources) <= set(PLACES)
    assert entry.sources or isinstance(entry, HeldBack)
    for steps in (reason.steps, reason.due, reason.lapse):
        assert {step.unit for step in steps} <= UNITS
        assert {step.field for step in steps} <= {None, *FIELDS}
        assert {step.source for step in steps} <= {None, *entry.sources}


@pytest.mark.parametrize(("story", "entry"), ENTRIES, ids=IDS)
def test_each_sum_ends_at_the_time_it_explains(story: str, entry: Planned | HeldBack) -> None:
    reason = entry.reason
    if isinstance(entry, HeldBack):
        ends = [(reason.steps, entry.until)]
    else:
        ends = [
            (reason.steps, entry.opens_at),
            (reason.due, entry.due_at),
            (reason.lapse, entry.lapses_at),
        ]
    for steps, end in ends:
        assert (steps[-1].result if steps else None) == end


def test_the_stories_tell_of_every_rule_and_guard() -> None:
    from followups.timing.catalogue.index import GUARDS, RULES

    rules = {entry.rule for _, entry in ENTRIES if isinstance(entry, Planned)}
    held = {entry.guard for _, entry in ENTRIES if isinstance(entry, HeldBack)}

    assert rules == set(RULES)
    assert held == set(GUARDS)
    assert len(STORIES) == len(set(STORIES))


def test_json_is_plain() -> None:
    step = Step("add", date(2026, 3, 2), date(2026, 3, 9), 7, "days", "min_gap_days")
    moment = datetime(2026, 3, 2, 10, tzinfo=UTC)
    reason = Reason(
        "status.again", {"noted_at": moment, "on_on": None, "people": ("ana",), "n": 1}, (step,)
    )

    assert reason.to_json() == {
        "sentence": "status.again",
        "facts": {"noted_at": "2026-03-02T10:00:00Z", "on_on": None, "people": ["ana"], "n": 1},
        "steps": [
            {"kind": "add", "base": "2026-03-02", "result": "2026-03-09", "amount": 7,
             "unit": "days", "field": "min_gap_days"}
        ],
        "due": [],
        "lapse": [],
    }  # fmt: skip


@pytest.mark.parametrize("part", ["facts", "steps", "due", "lapse"])
def test_what_is_no_reason_is_refused(part: str) -> None:
    whole = Reason("status.again", {}).to_json()

    with pytest.raises(TypeError, match=r"^facts must be an object$|^steps must be a list$"):
        Reason.from_json({**whole, part: 5})
    with pytest.raises(TypeError, match=r"^facts must be an object$"):
        Reason.facts_from_json({**whole, "facts": 5})


@pytest.mark.usefixtures("tokyo")
def test_instants_are_written_in_utc_wherever_the_machine_is() -> None:
    assert (
        format_instant(datetime.fromisoformat("2026-03-02T10:00:30+02:00"))
        == "2026-03-02T08:00:30Z"
    )
