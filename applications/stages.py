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
OUTCOMES = (Stage.OFFER, *CLOSED_STAGES)
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

    @property
    def is_outcome(self) -> bool:
        """Whether this says how the application stands or ended."""
        return self.absolute and self.stage in OUTCOMES


def stage_after(facts: Iterable[StageFact]) -> Stage:
    """The stage after all ``facts``, read in order of time (ties: as given).

    The latest outcome decides while it stands, as it does for the plan; else how far it went.
    """
    facts = sorted(facts, key=lambda each: each.at)
    outcomes = [fact for fact in facts if fact.is_outcome]
    if outcomes and not _reopened(outcomes[-1], facts):
        return outcomes[-1].stage
    stage = Stage.SAVED
    for fact in facts:
        if not fact.is_outcome:
            stage = fact.stage if fact.absolute else _further(stage, fact.stage)
    return stage


def _reopened(outcome: StageFact, facts: Iterable[StageFact]) -> bool:
    return any(fact.at > outcome.at and outcome.stage in fact.reopens for fact in facts)


def _further(one: Stage, other: Stage) -> Stage:
    return max(one, other, key=PROGRESS.index)
