"""PostgreSQL or Redis restarted in the middle of the work, and two beats at once."""

import asyncio
import json
import subprocess
import sys
from collections import Counter

import pytest

from tests.faults.stage import Stage
from tests.faults.test_killed import SEEKERS, mailed_once

pytestmark = pytest.mark.faults


async def slowly(number: int) -> None:
    """A server that takes its time, so that a restart falls into the middle."""
    await asyncio.sleep(0.05)


@pytest.mark.each_kind
def test_postgres_restarted_in_the_middle_of_a_run(on_stage: Stage) -> None:
    on_stage.fill(SEEKERS)
    on_stage.mails.cue = slowly
    on_stage.worker()
    on_stage.ask_until("operations.send_digests", lambda: on_stage.mails.came >= 5)
    on_stage.cluster.stop()
    on_stage.cluster.start()
    on_stage.ask_until("operations.send_digests", lambda: on_stage.states() == {"sent": SEEKERS})
    mailed_once(on_stage, repeats=1)


@pytest.mark.each_kind
def test_redis_restarted_in_the_middle_of_a_run(on_stage: Stage) -> None:
    on_stage.fill(SEEKERS)
    on_stage.mails.cue = slowly
    on_stage.worker()
    on_stage.beat()
    on_stage.wait(lambda: on_stage.mails.came >= 5)
    on_stage.broker.stop()
    on_stage.broker.start()
    on_stage.wait(lambda: on_stage.states() == {"sent": SEEKERS}, pause=0.2)
    mailed_once(on_stage, repeats=0)
    before = on_stage.rows("SELECT succeeded_at FROM operations_heartbeat WHERE task='open_due'")
    on_stage.wait(
        lambda: (
            on_stage.rows("SELECT succeeded_at FROM operations_heartbeat WHERE task='open_due'")
            > before
        ),
        pause=0.5,
    )


@pytest.mark.each_kind
def test_two_beats_two_workers_and_a_cron_at_once(on_stage: Stage) -> None:
    filled = on_stage.fill(SEEKERS)
    for _ in range(2):
        on_stage.worker()
        on_stage.beat()
    on_stage.start("manage.py", "tick")
    on_stage.wait(lambda: on_stage.states().get("sent") == SEEKERS, pause=0.2)
    on_stage.wait(lambda: on_stage.states("followups_reminder") == filled, pause=0.2)
    mailed_once(on_stage, repeats=0)


@pytest.mark.each_kind
def test_six_turns_at_once_raise_each_reminder_once(on_stage: Stage) -> None:
    filled = on_stage.fill(SEEKERS)
    turns = [
        subprocess.Popen(
            [sys.executable, "manage.py", "tick"],
            env=on_stage.env(),
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    printed = [json.loads(turn.communicate(timeout=120)[0]) for turn in turns]
    raised = sum((Counter(each["open_due"]) for each in printed), Counter())
    sent = sum((Counter(each["send_digests"]) for each in printed), Counter())
    assert raised == {"opened": filled["open"], "lapsed": filled["lapsed"]}
    assert sent == {"sent": SEEKERS}
    mailed_once(on_stage, repeats=0)
