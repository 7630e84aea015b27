"""Where an application stands, worked out from its dated facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from applications.models.application import CLOSED_STAGES, Stage

PROGRESS = (
    Stage.SAVED,
    Stage.APPLIED,
    Stage.SCREENING,
    Stage.INTERVIEWING,
    Stage.REFERENCE_CHECK,
    Stage.OFFER,
)
# As in the timing rules: these end when the employer comes back to the seeker.
GIVEN_UP = (Stage.REJECTED, Stage.NO_RESPONSE)


@dataclass(frozen=True, slots=True)
class StageFact:
    """One fact that bears on the stage.

    ``absolute`` facts (an outcome, a move by hand) set the stage; the others only lead forward.
    ``reopens`` says which closed stages the fact ends.
    """

    at: datetime
    stage: Stage
    absolute: bool = False
    reopens: tuple[Stage, ...] = ()


def stage_after(facts: Iterable[StageFact]) -> Stage:
    """The stage after all ``facts``, read in order of time (ties: as given)."""
    stage = Stage.SAVED
    reached = Stage.SAVED
    for fact in sorted(facts, key=lambda each: each.at):
        if fact.absolute:
            stage = fact.stage
        elif stage in CLOSED_STAGES:
            stage = _further(reached, fact.stage) if stage in fact.reopens else stage
        else:
            stage = _further(stage, fact.stage)
        reached = stage if stage in PROGRESS else reached
    return stage


def _further(one: Stage, other: Stage) -> Stage:
    return max(one, other, key=PROGRESS.index)
