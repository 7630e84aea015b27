"""One server process: started in a session of its own, and stopped whatever happens."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.services.ports import wait_until

START_SECONDS = 30
STOP_SECONDS = 15


class ServerFailed(Exception):
    """A server was found but did not come up; the message ends with what it wrote."""


@contextmanager
def running(
    command: Sequence[str], log: Path, ready: Callable[[], bool], stop: int = signal.SIGINT
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command` until the block ends; its output goes to `log`.

    It has a session of its own: a Ctrl-C in the terminal reaches the tests first, and the server
    only when they are over. `stop` is the signal that this server understands as "in order".
    """
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
    try:
        if not wait_until(ready, START_SECONDS, alive=lambda: process.poll() is None):
            said = log.read_text(errors="replace")[-2000:]
            raise ServerFailed(f"{command[0]} did not start. It said:\n{said}")
        yield process
    finally:
        end(process, stop)


def end(process: subprocess.Popen[bytes], stop: int = signal.SIGTERM) -> None:
    """Stop a process in order, or by force where it does not go."""
    if process.poll() is not None:
        return
    process.send_signal(stop)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
