"""Where an application stands, from its facts, as the plan sees them."""

from datetime import UTC, datetime, timedelta

import pytest

from applications.models import Event, Interview, Stage
from applications.runs import latest_run
from applications.services.stages import stage_of
from followups.timing import facts as f
from followups.timing.history import History

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
Kind = Event.Kind
Row = Event | Interview


def on(day: int) -> datetime:
    return START + timedelta(days=day)


def event(day: int, kind: str, **fields: str) -> Event:
    return Event(kind=kind, at=on(day), **fields)


def applied(day: int = 0) -> Event:
    return event(day, Kind.APPLIED)


def outcome(day: int, result: str) -> Event:
    return event(day, Kind.OUTCOME, result=result)


def moved(day: int, stage: str) -> Event:
    return event(day, Kind.MOVED, stage=stage)


def asked(day: int) -> Event:
    return event(day, Kind.REFERENCES_REQUESTED)


def dated(day: int) -> Event:
    return event(day, Kind.TIMELINE_GIVEN)


def arranged(day: int, kind: str = "interview", cancelled: int | None = None) -> Interview:
    return Interview(
        kind=kind,
        arranged_at=on(day),
        starts_at=on(day + 5),
        ends_at=on(day + 6),
        cancelled_at=None if cancelled is None else on(cancelled),
    )


CASES: list[tuple[list[Row], str]] = [
    ([], "saved"),
    ([applied()], "applied"),
    ([applied(), arranged(1, "phone_screen")], "screening"),
    ([applied(), arranged(1, "phone_screen"), arranged(2)], "interviewing"),
    ([applied(), arranged(1), arranged(2, "phone_screen")], "interviewing"),
    ([arranged(1), applied(2)], "interviewing"),
    ([applied(), arranged(1, cancelled=2)], "applied"),
    ([applied(), asked(3)], "reference_check"),
    ([applied(), event(3, Kind.REFERENCE_CONTACTED)], "reference_check"),
    ([applied(), event(3, Kind.EMPLOYER_REPLY)], "applied"),
    ([applied(), outcome(4, "offer")], "offer"),
    ([applied(), outcome(4, "offer"), arranged(5)], "offer"),
    ([applied(), outcome(4, "offer"), applied(5)], "offer"),
    ([applied(), outcome(4, "offer"), moved(5, "interviewing")], "offer"),
    ([applied(), outcome(4, "offer"), outcome(5, "accepted")], "accepted"),
    ([applied(), outcome(4, "accepted"), arranged(5)], "accepted"),
    ([applied(), outcome(4, "rejected")], "rejected"),
    ([applied(), outcome(4, "rejected"), moved(5, "interviewing")], "rejected"),
    ([applied(), outcome(4, "rejected"), arranged(5)], "interviewing"),
    ([applied(), outcome(4, "rejected"), arranged(4)], "rejected"),
    ([applied(), outcome(4, "rejected"), arranged(5, cancelled=6)], "rejected"),
    ([applied(), outcome(4, "withdrawn"), arranged(5)], "interviewing"),
    ([applied(), outcome(4, "declined"), asked(5)], "declined"),
    ([applied(), outcome(4, "no_response"), asked(5)], "reference_check"),
    ([applied(), outcome(4, "withdrawn"), asked(5)], "withdrawn"),
    ([applied(), arranged(2), outcome(4, "rejected"), dated(5)], "interviewing"),
    ([applied(), moved(6, "interviewing"), outcome(5, "rejected")], "rejected"),
    ([outcome(3, "offer"), outcome(4, "no_response"), asked(5)], "reference_check"),
    ([arranged(1), moved(2, "screening")], "screening"),
    ([applied(), moved(2, "screening"), arranged(3)], "interviewing"),
    # A new run.
    ([applied(), outcome(4, "rejected"), applied(5)], "applied"),
    ([applied(), outcome(4, "rejected"), applied(4)], "applied"),
    ([applied(), arranged(1), outcome(4, "accepted"), applied(5)], "applied"),
    ([applied(), arranged(1), outcome(4, "no_response"), applied(5)], "applied"),
    ([applied(), outcome(4, "rejected"), applied(5), arranged(6)], "interviewing"),
    ([applied(), outcome(4, "rejected"), applied(5), outcome(6, "declined")], "declined"),
    ([applied(), outcome(4, "rejected"), arranged(5), applied(6)], "interviewing"),
    ([applied(), outcome(4, "rejected"), applied(5), moved(5, "screening")], "screening"),
    # A stage of an outcome is an outcome, whatever a move of old says.
    ([applied(), moved(2, "rejected")], "applied"),
]


def split(rows: list[Row]) -> tuple[list[Event], list[Interview]]:
    events = [row for row in rows if isinstance(row, Event)]
    return events, [row for row in rows if isinstance(row, Interview)]


@pytest.mark.parametrize(("rows", "stage"), CASES)
def test_stage_follows_the_facts(rows: list[Row], stage: str) -> None:
    assert stage_of(*split(rows)) == stage


@pytest.mark.parametrize(("rows", "stage"), CASES)
def test_the_outcome_is_the_one_that_the_plan_sees(rows: list[Row], stage: str) -> None:
    facts = [_as_fact(str(number), row) for number, row in enumerate(rows)]
    history = History(f.Facts(f.ZoneInfo("UTC"), 3, tuple(facts)))
    held = latest_run(*split(rows)).outcome
    assert (held.result if held else None) == (history.outcome.result if history.outcome else None)
    assert (held.result if held else None) == (stage if stage in Event.Result.values else None)


def _as_fact(name: str, row: Row) -> f.Event:
    if isinstance(row, Interview):
        moments = row.starts_at, row.ends_at, (), row.cancelled_at
        return f.Interview(name, row.arranged_at, f.Kind(row.kind), *moments)
    if row.kind == Kind.OUTCOME:
        return f.Outcome(name, row.at, f.Result(row.result))
    if row.kind == Kind.REFERENCE_CONTACTED:
        return f.ReferenceContacted(name, row.at, "r1")
    return f.EVENT_TYPES.get(row.kind, f.Event)(name, row.at)


def test_facts_are_read_in_order_of_time() -> None:
    rows: list[Row] = [outcome(4, "rejected"), applied(), arranged(5)]
    assert stage_of(*split(rows)) == stage_of(*split(rows[::-1])) == Stage.INTERVIEWING


def test_a_run_begins_with_its_submission_and_knows_its_choices() -> None:
    first, second = event(1, Kind.REFERENCE_CHOSEN), event(6, Kind.REFERENCE_CHOSEN)
    first.reference_id = second.reference_id = 7
    rows = [applied(), first, outcome(4, "rejected")]
    ended = latest_run(rows, [])
    assert (ended.began_at, ended.choices, ended.is_closed) == (None, {7: first}, True)
    again = applied(5)
    run = latest_run([*rows, again], [])
    assert (run.began_at, run.choices, run.applied) == (on(5), {}, again)
    assert latest_run([*rows, again, second], []).choices == {7: second}
