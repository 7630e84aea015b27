"""The test suites: what pytest is called with, and what counts as a failure."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import test_suites
from scripts.paths import ROOT
from tests.services.ports import wait_until

ONE = ["-k", "thanks"]


def test_the_names_of_suites_end_at_the_dashes() -> None:
    assert test_suites.split(["fast", "browser", "--", "-k", "x"]) == (
        ["fast", "browser"],
        ["-k", "x"],
    )
    assert test_suites.split(["fast"]) == (["fast"], [])


@pytest.mark.parametrize("arguments", [[], ["--"], ["slow"], ["fast", "-k"]])
def test_an_unknown_suite_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        test_suites.split(arguments)


@pytest.mark.parametrize(
    ("results", "chosen", "status"),
    [
        ({"fast": 0, "services": 0}, [], 0),
        ({"fast": 1, "services": 0}, [], 1),
        ({"fast": 0, "services": 2}, [], 2),
        ({"fast": 0, "services": 5}, [], 5),
        ({"fast": 0, "services": 5}, ONE, 0),
        ({"fast": 5, "services": 5}, ONE, 5),
        ({"fast": 5, "services": 1}, ONE, 5),
        ({"fast": -2}, [], -2),
    ],
)
def test_the_verdict(results: dict[str, int], chosen: list[str], status: int) -> None:
    assert test_suites.verdict(results, chosen) == status


def test_a_suite_that_failed_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    test_suites.verdict({"fast": 0, "services": 5, "browser": 1}, [])
    assert capsys.readouterr().err.splitlines() == [
        "make test-services selected no test.",
        "make test-browser ended with status 1.",
    ]


def test_a_missing_service_fails_the_suite_and_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> str:
        raise test_suites.ServiceMissing("No PostgreSQL. Install one: …")

    monkeypatch.setattr(test_suites.postgres, "running", missing)
    monkeypatch.setattr(test_suites, "_pytest", lambda command, env: pytest.fail("ran without it"))
    monkeypatch.setattr(test_suites.signal, "signal", lambda *_: None)
    assert test_suites.main(["services"]) == 1
    assert "Install one" in capsys.readouterr().err


def test_every_test_belongs_to_exactly_one_suite() -> None:
    """Save those of the database, which run on both databases by design."""
    for marks in ({"services"}, {"browser"}, {"faults"}, set()):
        homes = {name for name, suite in test_suites.SUITES.items() if _selects(suite.marks, marks)}
        assert homes == ({"fast", "services"} if not marks else {*marks}), marks


def _selects(expression: str, marks: set[str]) -> bool:
    names = {name: name in marks for name in ("services", "browser", "faults")}
    return bool(eval(expression, {}, names))


@pytest.mark.parametrize("chosen", [["-n0"], ["-n", "1"], ["--pdb"]])
def test_a_person_s_own_number_of_workers_wins(chosen: list[str]) -> None:
    command = test_suites._command(test_suites.SUITES["fast"], chosen)
    assert command[-len(chosen) :] == chosen
    assert "loadfile" not in command


STAND_IN = """
import sys
from contextlib import contextmanager
from pathlib import Path
from scripts import test_suites
from tests.services import server

sleeps = [sys.executable, "-c", "import time; time.sleep(60)"]
folder = Path(sys.argv[1])

@contextmanager
def one_server(suite):
    with server.running(sleeps, folder / "log", ready=lambda: True) as process:
        (folder / "server").write_text(str(process.pid))
        yield {}

def command(suite, chosen):
    return [sys.executable, "-c", "import os, sys, time; open(sys.argv[1], 'w').write("
            "str(os.getpid())); time.sleep(60)", str(folder / "pytest")]

test_suites._services, test_suites._command = one_server, command
sys.exit(test_suites.main(["services"]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_suite_that_is_stopped_leaves_neither_pytest_nor_a_server(
    number: int, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", STAND_IN, str(tmp_path)]
    suite = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, process_group=0
    )
    files = [tmp_path / "server", tmp_path / "pytest"]
    assert wait_until(
        lambda: all(file.exists() and file.read_text() for file in files),
        20,
        alive=lambda: suite.poll() is None,
    )
    if number == signal.SIGINT:
        os.killpg(suite.pid, number)
    else:
        suite.send_signal(number)
    assert suite.wait(20) != 0
    assert [file.name for file in files if Path("/proc", file.read_text()).exists()] == []
