"""Where an application stands, from its facts."""

from datetime import UTC, datetime, timedelta

import pytest

from applications.models.application import CLOSED_STAGES, Stage
from applications.services.base import GIVEN_UP, StageFact, stage_after

START = datetime(2026, 3, 2, 10, tzinfo=UTC)


def fact(day: int, stage: Stage, *, absolute: bool = False, reopens: tuple = ()) -> StageFact:
    return StageFact(START + timedelta(days=day), stage, absolute, reopens)


def arranged(day: int, stage: Stage = Stage.INTERVIEWING) -> StageFact:
    return fact(day, stage, reopens=CLOSED_STAGES)


def asked_again(day: int) -> StageFact:
    return fact(day, Stage.REFERENCE_CHECK, reopens=GIVEN_UP)


def outcome(day: int, stage: Stage) -> StageFact:
    return fact(day, stage, absolute=True)


def moved(day: int, stage: Stage) -> StageFact:
    return fact(day, stage, absolute=True)


CHECKED = Stage.REFERENCE_CHECK
APPLIED = fact(0, Stage.APPLIED)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ([], Stage.SAVED),
        ([APPLIED], Stage.APPLIED),
        ([APPLIED, arranged(1, Stage.SCREENING)], Stage.SCREENING),
        ([APPLIED, arranged(1, Stage.SCREENING), arranged(2)], Stage.INTERVIEWING),
        ([APPLIED, arranged(1), arranged(2, Stage.SCREENING)], Stage.INTERVIEWING),
        ([arranged(1), fact(2, Stage.APPLIED)], Stage.INTERVIEWING),
        ([APPLIED, asked_again(3)], Stage.REFERENCE_CHECK),
        ([APPLIED, outcome(4, Stage.OFFER)], Stage.OFFER),
        ([APPLIED, outcome(4, Stage.OFFER), arranged(5)], Stage.OFFER),
        ([APPLIED, outcome(4, Stage.OFFER), outcome(5, Stage.ACCEPTED)], Stage.ACCEPTED),
        ([APPLIED, outcome(4, Stage.REJECTED)], Stage.REJECTED),
        ([APPLIED, outcome(4, Stage.REJECTED), fact(5, Stage.APPLIED)], Stage.REJECTED),
        ([APPLIED, outcome(4, Stage.REJECTED), arranged(5)], Stage.INTERVIEWING),
        ([APPLIED, outcome(4, Stage.WITHDRAWN), arranged(5)], Stage.INTERVIEWING),
        ([APPLIED, outcome(4, Stage.NO_RESPONSE), asked_again(5)], Stage.REFERENCE_CHECK),
        ([APPLIED, outcome(4, Stage.WITHDRAWN), asked_again(5)], Stage.WITHDRAWN),
        (
            [
                APPLIED,
                arranged(2),
                outcome(4, Stage.REJECTED),
                fact(5, Stage.SAVED, reopens=GIVEN_UP),
            ],
            Stage.INTERVIEWING,
        ),
        ([APPLIED, moved(6, Stage.INTERVIEWING), outcome(5, Stage.REJECTED)], Stage.REJECTED),
        ([APPLIED, outcome(4, Stage.OFFER), moved(5, Stage.INTERVIEWING)], Stage.OFFER),
        ([outcome(3, Stage.OFFER), outcome(4, Stage.NO_RESPONSE), asked_again(5)], CHECKED),
        (
            [arranged(1), fact(2, Stage.SCREENING, absolute=True)],
            Stage.SCREENING,
        ),
    ],
)
def test_stage_follows_the_facts(facts: list[StageFact], stage: Stage) -> None:
    assert stage_after(facts) == stage


def test_facts_are_read_in_order_of_time() -> None:
    facts = [outcome(4, Stage.REJECTED), APPLIED, arranged(5)]
    assert stage_after(facts) == stage_after(reversed(facts)) == Stage.INTERVIEWING
