"""`make run`, as a person in a terminal has it: it starts, and one signal ends all of it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import ports
from scripts.paths import ROOT
from tests.services.ports import free_port, wait_until

pytestmark = pytest.mark.services
START_SECONDS = 60
STOP_SECONDS = 20


class Terminal:
    """A `make run` in a session of its own, on its own port and data."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.log = folder / "log"
        env = {**os.environ, "PORT": str(self.port), "DATA_DIR": str(folder / "data")}
        for name in ("DATABASE_URL", "REDIS_URL", "TEST_SUITE", "SITE_URL"):
            env.pop(name, None)
        with self.log.open("wb") as out:
            self.make = subprocess.Popen(
                ["make", "run"], cwd=ROOT, env=env, stdout=out, stderr=out, start_new_session=True
            )

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def serves(self) -> bool:
        try:
            urllib.request.urlopen(f"http://localhost:{self.port}/account/login/", timeout=2)
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def is_up(self) -> bool:
        said = self.said()
        return "ready." in said and "beat: Starting" in said and self.serves()

    def wait(self) -> None:
        alive = wait_until(self.is_up, START_SECONDS, alive=lambda: self.make.poll() is None)
        assert alive, self.said()

    def pids(self) -> list[int]:
        return [int(pid) for pid in re.findall(r"started \(pid=(\d+)\)", self.said())]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    if terminal.make.poll() is None:
        os.killpg(terminal.make.pid, signal.SIGTERM)
        terminal.make.wait(STOP_SECONDS)


def ends(terminal: Terminal) -> None:
    terminal.make.wait(STOP_SECONDS)
    pids = terminal.pids()
    assert len(pids) == 3
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
    assert ports.is_free(terminal.port)


def test_ctrl_c_stops_all_three(terminal: Terminal) -> None:
    terminal.wait()
    os.killpg(terminal.make.pid, signal.SIGINT)  # as a terminal does: to everything in it
    ends(terminal)


def test_a_request_to_make_to_end_stops_all_three(terminal: Terminal) -> None:
    terminal.wait()
    terminal.make.send_signal(signal.SIGTERM)
    ends(terminal)


def test_it_says_where_and_how_to_sign_in_each_time_and_soon(tmp_path: Path) -> None:
    for _ in range(2):
        terminal = Terminal(tmp_path)
        start = time.monotonic()
        try:
            terminal.wait()
        finally:
            os.killpg(terminal.make.pid, signal.SIGTERM)
            terminal.make.wait(STOP_SECONDS)
        took = time.monotonic() - start
        assert f"http://localhost:{terminal.port}/" in terminal.said()
        assert re.search(r"sign in as \S+@\S+ with the password \S+", terminal.said())
    assert took < 20, "the second start found all in place, and should take seconds"


def test_a_taken_port_is_one_clear_sentence(terminal: Terminal) -> None:
    terminal.wait()
    second = subprocess.run(
        ["make", "run"],
        cwd=ROOT,
        env={**os.environ, "PORT": str(terminal.port)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode != 0
    assert f"Port {terminal.port} cannot be used" in second.stderr
    assert "Traceback" not in second.stderr
