"""kill -9 between what a request of the API writes and its answer: repeated, it is done once."""

import signal

import pytest

from tests.faults.stage import Stage

pytestmark = pytest.mark.faults
POSTED = ("-m", "tests.faults.posted")


@pytest.fixture
def key(on_stage: Stage) -> str:
    return on_stage.run(*POSTED, "fill")


def rows(on_stage: Stage) -> tuple[int, int]:
    """How many applications there are, and remembered answers."""
    (applications,) = on_stage.rows("SELECT count(*) FROM applications_application")[0]
    (answers,) = on_stage.rows("SELECT count(*) FROM api_rememberedanswer")[0]
    return applications, answers


def killed_at(on_stage: Stage, key: str, write: int) -> None:
    process = on_stage.start(*POSTED, "post", key, str(write))
    assert process.wait(60) == -signal.SIGKILL, on_stage.log()


@pytest.mark.each_kind
def test_what_is_repeated_after_a_kill_is_done_once(on_stage: Stage, key: str) -> None:
    writes = int(on_stage.run(*POSTED, "count", key))
    assert writes > 4
    for write in (1, writes // 2, writes):
        killed_at(on_stage, key, write)
        assert rows(on_stage) == (0, 0)
    first = on_stage.run(*POSTED, "post", key)
    assert first.startswith("201 ")
    assert rows(on_stage) == (1, 1)
    assert on_stage.run(*POSTED, "post", key) == first
    assert rows(on_stage) == (1, 1)


def test_what_was_written_before_the_kill_is_answered_from_memory(
    on_stage: Stage, key: str
) -> None:
    killed_at(on_stage, key, int(on_stage.run(*POSTED, "count", key)) + 1)
    assert rows(on_stage) == (1, 1)
    assert on_stage.run(*POSTED, "post", key).startswith("201 ")
    assert rows(on_stage) == (1, 1)


def test_two_at_the_same_moment_are_one(on_stage: Stage, key: str) -> None:
    both = [on_stage.start(*POSTED, "post", key) for _number in range(2)]
    assert [process.wait(60) for process in both] == [0, 0], on_stage.log()
    assert on_stage.log().count("201 ") == 2
    assert rows(on_stage) == (1, 1)
