"""kill -9 in the middle of a yes: all of it is logged or nothing, and never twice."""

import signal

import pytest

from tests.faults.stage import Stage

pytestmark = pytest.mark.faults
ACCEPT = ("-m", "tests.faults.answers", "accept")
NOTHING = {"application": 0, "interview": 0, "event": 0, "contact": 0, "accepted": 0}
ALL = {"application": 1, "interview": 1, "event": 1, "contact": 3, "accepted": 1}
QUERIES = {
    "application": "SELECT count(*) FROM applications_application",
    "interview": "SELECT count(*) FROM applications_interview",
    "event": "SELECT count(*) FROM applications_event",
    "contact": "SELECT count(*) FROM references_contact",
    "accepted": "SELECT count(*) FROM inbox_suggestion WHERE state = 'accepted'",
}


@pytest.fixture
def waiting(on_stage: Stage) -> Stage:
    on_stage.run("-m", "tests.faults.answers", "fill")
    return on_stage


def logged(on_stage: Stage) -> dict[str, int]:
    return {name: on_stage.rows(query)[0][0] for name, query in QUERIES.items()}


def killed_at(on_stage: Stage, write: int) -> None:
    process = on_stage.start(*ACCEPT, str(write))
    assert process.wait(60) == -signal.SIGKILL, on_stage.log()


THIRDS = [pytest.param(each, marks=pytest.mark.each_kind if each == 2 else ()) for each in range(4)]


@pytest.mark.parametrize("third", THIRDS)
def test_a_yes_that_is_killed_has_written_nothing(waiting: Stage, third: int) -> None:
    writes = int(waiting.run("-m", "tests.faults.answers", "count"))
    assert writes > 10
    killed_at(waiting, max(1, writes * third // 3))
    assert logged(waiting) == NOTHING
    waiting.run(*ACCEPT)
    assert logged(waiting) == ALL


def test_a_yes_that_was_saved_before_the_kill_is_not_logged_again(waiting: Stage) -> None:
    writes = int(waiting.run("-m", "tests.faults.answers", "count"))
    killed_at(waiting, writes + 1)
    assert logged(waiting) == ALL
    waiting.run(*ACCEPT)
    assert logged(waiting) == ALL


def test_two_at_the_same_moment_are_one(waiting: Stage) -> None:
    both = [waiting.start(*ACCEPT) for _number in range(2)]
    assert [process.wait(60) for process in both] == [0, 0], waiting.log()
    assert logged(waiting) == ALL
