"""The stage of an application, from the facts of its latest run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from accounts.access import owned_by
from accounts.locking import owner_locked
from accounts.models import User
from applications.models import Application, Event, Interview, Stage
from applications.runs import Run, latest_run

PROGRESS = (
    Stage.SAVED,
    Stage.APPLIED,
    Stage.SCREENING,
    Stage.INTERVIEWING,
    Stage.REFERENCE_CHECK,
)
"""Stages in which nothing is decided, in order."""
EVENT_STAGES = {
    Event.Kind.APPLIED: Stage.APPLIED,
    Event.Kind.REFERENCES_REQUESTED: Stage.REFERENCE_CHECK,
    Event.Kind.REFERENCE_CONTACTED: Stage.REFERENCE_CHECK,
}
"""The stage that each kind of event leads to, unless it is further already."""
INTERVIEW_STAGES = {
    Interview.Kind.PHONE_SCREEN: Stage.SCREENING,
    Interview.Kind.INTERVIEW: Stage.INTERVIEWING,
}


def stage_of(events: Iterable[Event], interviews: Iterable[Interview]) -> Stage:
    """Return the stage after these rows of one application; rows of one instant stay as given.

    The outcome that holds decides. Without one it is the furthest stage since the last move by
    hand, which sets it.
    """
    run = latest_run(events, interviews)
    if run.outcome:
        return Stage(run.outcome.result)
    stage = Stage.SAVED
    for _at, reached, is_move in sorted(_steps(run), key=lambda step: step[0]):
        stage = reached if is_move else max(stage, reached, key=PROGRESS.index)
    return stage


def _steps(run: Run) -> Iterator[tuple[datetime, Stage, bool]]:
    """When each stage was reached, and whether by hand."""
    for event in run.events:
        if event.kind == Event.Kind.MOVED and event.stage in PROGRESS:
            yield event.at, Stage(event.stage), True
        elif event.kind in EVENT_STAGES:
            yield event.at, EVENT_STAGES[Event.Kind(event.kind)], False
    for interview in run.interviews:
        if interview.cancelled_at is None:
            yield interview.arranged_at, INTERVIEW_STAGES[Interview.Kind(interview.kind)], False


def set_stages(applications: Iterable[Application]) -> list[Application]:
    """Set the stages of these rows without saving them; return those that differed."""
    rows = {row.pk: row for row in applications}
    events, interviews = defaultdict(list), defaultdict(list)
    for event in Event.objects.filter(application__in=rows).order_by("at", "pk"):
        events[event.application_id].append(event)
    arranged = Interview.objects.filter(application__in=rows).order_by("arranged_at", "pk")
    for interview in arranged:
        interviews[interview.application_id].append(interview)
    stages = {pk: stage_of(events[pk], interviews[pk]) for pk in rows}
    changed = [row for row in rows.values() if row.stage != stages[row.pk]]
    for row in changed:
        row.stage = stages[row.pk]
    return changed


@owner_locked
def mend_stages(owner: User) -> int:
    """Save the stages of an owner's applications that differ; return how many did."""
    rows = owned_by(owner, Application).only("stage")
    return Application.objects.bulk_update(set_stages(rows), ["stage"], batch_size=200)
