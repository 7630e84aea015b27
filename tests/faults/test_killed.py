"""kill -9 of the worker in the middle of a digest run: everybody is mailed all the same, once."""

import asyncio
import subprocess

import pytest

from tests.faults.stage import Stage, kill

pytestmark = pytest.mark.faults
SEEKERS = 25


BEFORE, AFTER = "before the answer", "after the answer"
FIRST = pytest.param(1, BEFORE, marks=pytest.mark.each_kind)
OTHERS = [(1, AFTER), (9, BEFORE), (9, AFTER), (SEEKERS, BEFORE), (SEEKERS, AFTER)]


@pytest.mark.parametrize(("point", "moment"), [FIRST, *OTHERS])
def test_the_rest_is_sent_by_the_next_worker(on_stage: Stage, point: int, moment: str) -> None:
    on_stage.fill(SEEKERS)
    killed: list[subprocess.Popen[bytes]] = []

    async def cue(number: int) -> str | None:
        if number == point and not killed:
            killed.append(worker)
            if moment == BEFORE:
                kill(worker)
            else:
                asyncio.get_running_loop().call_later(0.002, kill, worker)
        return None

    on_stage.mails.cue = cue
    worker = on_stage.worker()
    on_stage.ask_until("operations.send_digests", lambda: bool(killed))
    worker.wait(20)
    on_stage.worker()
    on_stage.ask_until("operations.send_digests", lambda: on_stage.states() == {"sent": SEEKERS})
    mailed_once(on_stage, repeats=1)


def mailed_once(on_stage: Stage, repeats: int) -> None:
    """Everybody has a whole mail; at most so many have the same one twice."""
    for (counts,) in on_stage.rows("SELECT counts FROM operations_heartbeat"):
        assert "rows_left_out" not in counts
    readers = on_stage.mails.readers
    assert len(readers) == SEEKERS
    twice = {reader: count for reader, count in readers.items() if count > 1}
    assert len(twice) <= repeats
    assert all(count == 2 for count in twice.values())
    assert all(len(on_stage.mails.ids(reader)) == 1 for reader in readers)
