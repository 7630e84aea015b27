"""The latest run of an application's rows, as the rules see it."""

from collections.abc import Iterable

from applications.models import Event, Interview
from applications.runs import Run
from followups.planning.timelines import without_microseconds
from followups.timing import facts as f
from followups.timing import runs

TYPES: dict[str, type[f.Event]] = {
    Event.Kind.APPLIED: f.Applied,
    Event.Kind.REFERENCES_REQUESTED: f.ReferencesRequested,
    Event.Kind.TIMELINE_GIVEN: f.TimelineGiven,
}
"""Beside outcomes and interviews, the events that begin a run or reopen an application."""


def run_of_rows(events: Iterable[Event], interviews: Iterable[Interview]) -> Run:
    """Return the latest run of one application; rows of one instant stay as given."""
    rows: list[Event | Interview] = [*events, *interviews]
    facts = [_fact(str(number), row) for number, row in enumerate(rows)]
    run = runs.latest_run(sorted(facts, key=lambda fact: fact.at))
    present = [rows[int(fact.name)] for fact in run.events]
    return Run(
        events=tuple(row for row in present if isinstance(row, Event)),
        interviews=tuple(row for row in present if isinstance(row, Interview)),
        outcome=_outcome(rows, run.outcome),
        began_at=run.events[0].at if run.past else None,
    )


def _outcome(rows: list[Event | Interview], outcome: f.Outcome | None) -> Event | None:
    row = rows[int(outcome.name)] if outcome else None
    return row if isinstance(row, Event) else None


def _fact(name: str, row: Event | Interview) -> f.Event:
    if isinstance(row, Interview):
        return f.Interview(
            name,
            without_microseconds(row.arranged_at),
            kind=f.Kind(row.kind),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            cancelled_at=row.cancelled_at,
        )
    at = without_microseconds(row.at)
    if row.kind == Event.Kind.OUTCOME:
        return f.Outcome(name, at, f.Result(row.result))
    return TYPES.get(row.kind, f.Event)(name, at)
