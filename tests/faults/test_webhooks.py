"""kill -9 of the worker while it sends to a webhook: nothing is lost, and order holds."""

import subprocess
from collections import Counter
from collections.abc import Callable

import pytest

from tests.api.webhooks.receiver import HOST, Received, Receiver, receiving
from tests.faults.stage import Stage, kill

pytestmark = pytest.mark.faults
COUNT = 20
TASK = "api.send_webhooks"


class Watched(Receiver):
    """Does something when a request has come, before it is answered."""

    does: Callable[[], None] = staticmethod(lambda: None)

    def status(self) -> int:
        self.does()
        return super().status()


def is_done(on_stage: Stage) -> bool:
    return on_stage.states("api_webhookmessage") == {"delivered": COUNT}


def fill(on_stage: Stage, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_ALLOW_PRIVATE_HOSTS", HOST)
    on_stage.run("-m", "tests.faults.fill_webhook", receiver.url, str(COUNT))


def sequences(came: list[Received]) -> list[int]:
    return [each.data["sequence"] for each in came]


@pytest.mark.parametrize("at", [1, pytest.param(9, marks=pytest.mark.each_kind), COUNT])
def test_the_next_worker_goes_on_where_the_killed_one_was(
    at: int, on_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[subprocess.Popen[bytes]] = []

    with receiving(kind=Watched) as receiver:
        fill(on_stage, receiver, monkeypatch)
        worker = on_stage.worker()

        def kill_it() -> None:
            if len(receiver.came) == at and not killed:
                killed.append(worker)
                kill(worker)

        receiver.does = kill_it
        on_stage.ask_until(TASK, lambda: bool(killed))
        worker.wait(20)
        on_stage.worker()
        on_stage.ask_until(TASK, lambda: is_done(on_stage))
    expected = [*range(1, at + 1), *range(at, COUNT + 1)]
    assert sequences(receiver.came) == expected, "only what was in flight comes twice"
    twice = [uid for uid, times in Counter(receiver.ids).items() if times > 1]
    assert twice == [receiver.ids[at - 1]]
    assert len(set(receiver.ids)) == COUNT


@pytest.mark.each_kind
def test_three_workers_send_each_once(on_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as receiver:
        fill(on_stage, receiver, monkeypatch)
        for _ in range(3):
            on_stage.worker(MAIL_LEASE_SECONDS="900")
        on_stage.ask_until(TASK, lambda: is_done(on_stage))
    assert sequences(receiver.came) == list(range(1, COUNT + 1))
