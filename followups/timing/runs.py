"""Runs: a closed application that is submitted again begins anew, and what was before is past."""

from collections.abc import Sequence
from dataclasses import dataclass

from followups.timing.facts import (
    Applied,
    Event,
    Interview,
    Outcome,
    ReferencesRequested,
    Result,
    TimelineGiven,
)

FINAL = (Result.OFFER, Result.ACCEPTED)
"""Outcomes that hold until there is another, or a new run."""
REOPENED_BY_EMPLOYER = (Result.REJECTED, Result.NO_RESPONSE)
"""Outcomes that no longer hold once the employer asks for references or gives a date."""


@dataclass(frozen=True, slots=True)
class Run:
    """The latest run: its events, those of the runs before it, and the outcome that holds."""

    past: Sequence[Event]
    events: Sequence[Event]
    outcome: Outcome | None


def latest_run(events: Sequence[Event]) -> Run:
    """Return the latest run of an application's events, which are in reading order."""
    start, outcome = 0, None
    for index, event in enumerate(events):
        if isinstance(event, Outcome):
            outcome = event
        elif outcome is None:
            continue
        elif isinstance(event, Applied) and is_end(outcome):
            start, outcome = index, None
        elif _reopens(event, outcome):
            outcome = None
    return Run(events[:start], events[start:], outcome)


def is_end(outcome: Outcome | None) -> bool:
    """Return whether there is an outcome that closes the application; an offer does not."""
    return outcome is not None and outcome.result != Result.OFFER


def _reopens(event: Event, outcome: Outcome) -> bool:
    if event.at <= outcome.at:
        return False
    if isinstance(event, Interview):
        return event.cancelled_at is None and outcome.result not in FINAL
    by_employer = isinstance(event, ReferencesRequested | TimelineGiven)
    return by_employer and outcome.result in REOPENED_BY_EMPLOYER
